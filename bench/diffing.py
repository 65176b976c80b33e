"""Diff and judgement: pairs of versions as wires make them, and the worst pairs we can think of."""

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.figure import MS, Baseline, Figure, percentile, seconds_over
from bench.words import Copy, Writer, draft_of, replaced
from monitor.diff.judge import judge
from monitor.model.story import Draft

Pair = tuple[Draft, Draft]
Edit = Callable[[Writer, Copy], Copy]
WORDS = 600
LONG = 6000
USUAL = range(400, 800)
CHAINS = Path(__file__).parents[2] / "shared" / "corpus" / "site-policy-versions"


def measure(*, quick: bool) -> list[Figure]:
    """Return p50 and p95 of ordinary pairs, and the slowest of the long ones."""
    writer = Writer(21)
    pairs = [_pair(writer, WORDS, edit) for _ in range(4 if quick else 30) for edit in EDITS]
    taken = seconds_over(_judge, pairs)
    plain = _difflib(pairs[: 7 if quick else 70])
    usual = Baseline("difflib on the same words, p50", median(plain) * MS)
    slow = Baseline("difflib on the same words, p95", percentile(plain, 0.95) * MS)
    figures = [
        Figure("diff", "600 words, p50", median(taken) * MS, "ms", usual, f"{len(pairs)} pairs"),
        Figure("diff", "600 words, p95", percentile(taken, 0.95) * MS, "ms", slow),
    ]
    figures += _real()
    longest = {name: _pair(writer, LONG, edit) for name, edit in WORST.items()}
    slowest = {name: seconds_over(_judge, [pair])[0] for name, pair in longest.items()}
    name = max(slowest, key=slowest.__getitem__)
    same = Baseline("difflib on the same pair", _difflib([longest[name]])[0] * MS)
    figures.append(Figure("diff", "6,000 words, worst pair", slowest[name] * MS, "ms", same, name))
    return figures


def _real() -> list[Figure]:
    """Return p95 of real revisions of ordinary length; nothing where the corpus does not stand beside the checkout."""
    drafts = [
        [_document(path) for path in sorted(folder.glob("*.md"))] for folder in sorted(CHAINS.glob("*"))
    ]
    pairs = [pair for chain in drafts for pair in pairwise(chain) if _words(pair[1]) in USUAL]
    if not pairs:
        return []
    slow = Baseline("difflib on the same words, p95", percentile(_difflib(pairs), 0.95) * MS)
    taken = percentile(seconds_over(_judge, pairs), 0.95) * MS
    note = f"{len(pairs)} revisions of GitHub's site policies, {USUAL.start} to {USUAL.stop} words"
    return [Figure("diff", "real revisions, p95", taken, "ms", slow, note)]


def _document(path: Path) -> Draft:
    paragraphs = tuple(
        text.strip() for text in path.read_text(encoding="utf-8").split("\n\n") if text.strip()
    )
    return Draft("bench", "bench", path.name, "", paragraphs[0][:80], paragraphs[1:], language="en")


def _words(draft: Draft) -> int:
    return sum(len(text.split()) for text in draft.paragraphs)


def _judge(pair: Pair) -> object:
    return judge(*pair)


def _pair(writer: Writer, words: int, edit: Edit) -> Pair:
    old = writer.copy(words)
    return draft_of(old, "a"), draft_of(edit(writer, old), "a")


def _difflib(pairs: list[Pair]) -> list[float]:
    """Return seconds of the standard library's diff of each pair; it judges nothing."""

    def compare(pair: Pair) -> object:
        old, new = (" ".join(draft.paragraphs).split() for draft in pair)
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    return seconds_over(compare, pairs)


def _number(writer: Writer, copy: Copy) -> Copy:
    """Change one number or, where the paragraph has none, say one."""
    at = writer.random.randrange(len(copy.paragraphs))
    words = copy.paragraphs[at].split(" ")
    spot = next((n for n, word in enumerate(words) if word.isdigit()), len(words) // 2)
    return _with(copy, at, " ".join(replaced(words, spot, str(writer.random.randint(2, 900)))))


def _with(copy: Copy, at: int, paragraph: str) -> Copy:
    return replace(copy, paragraphs=replaced(copy.paragraphs, at, paragraph))


def _name(writer: Writer, copy: Copy) -> Copy:
    at = writer.random.randrange(len(copy.paragraphs))
    return _with(copy, at, f"{copy.paragraphs[at][:-1]}, {writer.name()} said.")


def _headline(writer: Writer, copy: Copy) -> Copy:
    return replace(copy, headline=" ".join(writer.some(9)).capitalize())


def _punctuation(_writer: Writer, copy: Copy) -> Copy:
    return replace(copy, paragraphs=tuple(text.replace(" and ", ", and ") for text in copy.paragraphs))


def _grown(writer: Writer, copy: Copy) -> Copy:
    words = copy.text.count(" ") // 3
    return replace(copy, paragraphs=(*copy.paragraphs, *writer.copy(words).paragraphs))


def _moved(_writer: Writer, copy: Copy) -> Copy:
    return replace(copy, paragraphs=(copy.paragraphs[-1], *copy.paragraphs[:-1]))


def _rewritten(writer: Writer, copy: Copy) -> Copy:
    return writer.copy(copy.text.count(" "))


def _reworded(writer: Writer, copy: Copy) -> Copy:
    """Change every seventh word: every sentence differs, each is like its old self."""

    def paragraph(text: str) -> str:
        words = text.split(" ")
        for at in range(3, len(words), 7):
            words[at] = writer.some(1)[0]
        return " ".join(words)

    return replace(copy, paragraphs=tuple(map(paragraph, copy.paragraphs)))


def _shuffled(writer: Writer, copy: Copy) -> Copy:
    """Put every sentence elsewhere and reword it a little."""
    sentences = [part for text in _reworded(writer, copy).paragraphs for part in text.split(". ")]
    writer.random.shuffle(sentences)
    return replace(copy, paragraphs=tuple(f"{sentence.rstrip('.')}." for sentence in sentences))


def _one_sentence(writer: Writer, copy: Copy) -> Copy:
    """Leave no full stop anywhere: the whole text is one sentence."""
    return replace(copy, paragraphs=(_reworded(writer, copy).text.replace(".", "").replace("\n", " "),))


def _figures(writer: Writer, copy: Copy) -> Copy:
    """Make every second word a number: a table of results."""

    def paragraph(text: str) -> str:
        words = text.split(" ")
        words[::2] = [str(writer.random.randint(2, 90)) for _ in words[::2]]
        return " ".join(words)

    return replace(copy, paragraphs=tuple(map(paragraph, copy.paragraphs)))


EDITS: tuple[Edit, ...] = (_number, _name, _headline, _punctuation, _grown, _moved, _rewritten)
WORST: dict[str, Edit] = {
    "rewritten": _rewritten,
    "every seventh word changed": _reworded,
    "shuffled and reworded": _shuffled,
    "one sentence": _one_sentence,
    "every second word a number": _figures,
}
