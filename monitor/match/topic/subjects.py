"""The subjects an item carries in its metadata: IPTC Media Topics, or a feed's own categories."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.match.found import Counted, Found
from monitor.match.literals import Hits, Literals
from monitor.match.text import StoryText
from monitor.model.feed import Subject
from monitor.model.watch import Topic

SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Codes compiled: numbers of subjects."""

    codes: tuple[str, ...]
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:  # noqa: ARG002 - the shape of every condition
        """Return the item's subjects that are among the codes, None where there is none."""
        places = {span for number in self.triggers for span in hits.get(number, ())}
        return [Found(*span, SUBJECT, Counted.SUBJECTS) for span in sorted(places)] or None

    def why_not(self, text: StoryText, hits: Hits) -> str:  # noqa: ARG002 - the shape of every condition
        """Return which codes are missing."""
        return f"wants a subject of {', '.join(self.codes)} in the item's metadata, and it has none of them"


def names_of(subject: Subject) -> tuple[str, ...]:
    """Return what a watch may call a subject, in lower case: `medtop:16000000`, `16000000`, its name."""
    code, scheme, name = subject.code.lower(), subject.scheme.lower(), subject.name.lower()
    whole = f"{scheme}:{code}" if scheme and not code.startswith(f"{scheme}:") else code
    return tuple(dict.fromkeys(filter(None, (whole, code, name))))


def code_of(subject: Subject) -> str:
    """Return the text of a mention of a subject: scheme and code as one."""
    return names_of(subject)[0] if names_of(subject) else subject.name


def subject_hits(watched: Iterable[str], subjects: Sequence[Subject]) -> Hits:
    """Return which watched codes an item carries; the spans count the item's subjects."""
    hits: Hits = {}
    for at, names in enumerate(map(names_of, subjects)):
        for place, code in enumerate(watched):
            prefix = code.endswith("*")
            if any(name.startswith(code[:-1]) if prefix else name == code for name in names):
                hits.setdefault(-3 - 2 * place, []).append((at, at + 1))
    return hits


def compile_subjects(topic: Topic, literals: Literals) -> Subjects | None:
    """Return the condition of a topic's `subjects`."""
    if not topic.subjects:
        return None
    return Subjects(topic.subjects, tuple(literals.add_subject(code.lower()) for code in topic.subjects))
