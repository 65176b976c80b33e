"""The gold set's score: how many of the marked mentions are found, and how many found ones are marked.

A line is a story: `headline || body`, or the body alone. `[[Putins]]` marks a mention, `[[Putins|watch]]` one of
that watch; a line without marks is a hard negative; `⏎` is a line break. A mention counts only when it is exact to
the character.
Run it: `python -m tests.match.gold.score`, or with `blind1`, `blind2` or `blind3` for the set in that folder, which
was written and committed before it was measured.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.config.load import load
from monitor.match.compile import Matcher, compile_watchlists

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\[\[([^]|]+)(?:\|([^]]+))?\]\]")
Place = tuple[int, int, int]
"""Paragraph (-1 the headline), start, end."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the gold set: its parts without marks, and the marked places with their watch ("" for any)."""

    source: str  # file:line
    headline: str
    body: str
    marks: dict[Place, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What came of it. `missed` and `wrong` say where, one sentence each."""

    sentences: int
    languages: int
    hits: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Marked mentions that were found."""
        return self.hits / (self.hits + len(self.missed))

    @property
    def precision(self) -> float:
        """Found mentions that are marked."""
        return self.hits / (self.hits + len(self.wrong))


def sentences(folder: Path = FOLDER) -> Iterator[Sentence]:
    """Yield the sentences of a set, language by language."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            headline, _, body = line.replace("⏎", "\n").rpartition(" || ")
            marks: dict[Place, str] = {}
            headline, body = _unmarked(headline, -1, marks), _unmarked(body, 0, marks)
            yield Sentence(f"{path.name}:{number}", headline, body, marks)


def _unmarked(part: str, paragraph: int, marks: dict[Place, str]) -> str:
    plain, done = "", 0
    for mark in _MARK.finditer(part):
        plain += part[done : mark.start()]
        marks[paragraph, len(plain), len(plain) + len(mark[1])] = mark[2] or ""
        plain += mark[1]
        done = mark.end()
    return plain + part[done:]


def score(matcher: Matcher | None = None, folder: Path = FOLDER) -> Score:
    """Return the score of a matcher on a set, by default that of the set's own watchlist."""
    matcher = matcher or gold_matcher(folder)
    hits, missed, wrong, gold = 0, [], [], list(sentences(folder))
    for sentence in gold:
        mentions = matcher.mentions(sentence.headline, [sentence.body])
        found = {(mention.paragraph, mention.start, mention.end): mention for mention in mentions}
        for place, watch in sentence.marks.items():
            hit = place in found and watch in ("", found[place].watch)
            hits += hit
            if not hit:
                missed.append(f"{sentence.source}: {_surface(sentence, place)!r} is missed")
        wrong += [
            f"{sentence.source}: {mention.text!r} is no mention of {mention.watch} ({mention.matcher})"
            for place, mention in found.items()
            if place not in sentence.marks or sentence.marks[place] not in ("", mention.watch)
        ]
    languages = len({sentence.source.partition(".")[0] for sentence in gold})
    return Score(len(gold), languages, hits, tuple(missed), tuple(wrong))


def gold_matcher(folder: Path = FOLDER) -> Matcher:
    """Return the matcher of a set's watchlist; it has no config round it, so it is put into one."""
    return compile_watchlists(load(folder / "config", {}).watchlists)


def _surface(sentence: Sentence, place: Place) -> str:
    paragraph, start, end = place
    return (sentence.body if paragraph >= 0 else sentence.headline)[start:end]


if __name__ == "__main__":
    scored = score(folder=FOLDER.joinpath(*sys.argv[1:]))
    print(*scored.missed, *scored.wrong, sep="\n")  # noqa: T201 - run by hand, or by a bench
    print(  # noqa: T201 - the same
        f"{scored.sentences} sentences in {scored.languages} languages: "
        f"recall {scored.recall:.3f}, precision {scored.precision:.3f}"
    )
