"""A sentence read into tokens, and where two of them differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.diff import vocabulary as words
from monitor.diff.align import runs
from monitor.diff.canonical import Language, Sort, Token, tokens_of
from monitor.model.change import Fact

ENOUGH = 3  # longer words, to tell a headline in title case
LONGER = 4  # letters: shorter words stay small in many title cases


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact with what a sentence about it needs.

    `label` says what a number counts, "" when nothing does; `forms` are old and new in canonical spelling.
    """

    fact: Fact
    label: str = ""
    forms: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or headline with its tokens. `paragraph` is None in the headline."""

    text: str
    paragraph: int | None
    tokens: list[Token]
    title_case: bool

    @property
    def forms(self) -> list[str]:
        """The canonical spellings in order."""
        return [token.form for token in self.tokens]

    def surface(self, token: Token) -> str:
        """A token as it is written."""
        return self.text[token.start : token.end]

    def holds(self, text: str) -> bool:
        """Whether a text stands in this line, in whatever case."""
        return text.casefold() in self.text.casefold()


def line_of(text: str, paragraph: int | None, language: Language) -> Line:
    """Read a sentence."""
    tokens = tokens_of(text, language)
    title_case = paragraph is None and _title_case(tokens)
    return Line(text, paragraph, tokens, title_case)


def _title_case(tokens: Sequence[Token]) -> bool:
    """Whether a headline capitalises every longer word, so that capitals tell no names."""
    longer = [
        token
        for token in tokens
        if token.sort is Sort.WORD and token.end - token.start >= LONGER and token.form not in words.OPENERS
    ]
    return len(longer) >= ENOUGH and all(token.capital for token in longer)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of one line in place of words of another: token numbers [i:j] and [k:m]."""

    old: Line
    new: Line
    i: int
    j: int
    k: int
    m: int

    @property
    def removed(self) -> list[Token]:
        """The old words."""
        return self.old.tokens[self.i : self.j]

    @property
    def added(self) -> list[Token]:
        """The new words."""
        return self.new.tokens[self.k : self.m]

    def paragraph_of(self, new: str) -> int | None:
        """The paragraph in which a fact stands: of the new text if it has one there, else of the old."""
        return self.new.paragraph if new else self.old.paragraph


def edits_between(old: Line, new: Line) -> list[Edit]:
    """Where two lines differ in what they say; spelling, case and punctuation aside."""
    return [Edit(old, new, run.i, run.j, run.k, run.m) for run in runs(old.forms, new.forms) if not run.same]
