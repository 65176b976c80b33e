"""The facts a change changed: numbers, names, dates, negations, quotes, attributions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.diff import vocabulary as words
from monitor.diff.align import runs
from monitor.diff.canonical import Language, Sort, Token, tokens_of
from monitor.diff.raw import folded
from monitor.model.change import Fact, FactKind

QUOTED = re.compile(r"[“\"„](?P<a>[^“”\"„]+)[”\"“]|«(?P<b>[^«»]+)»")
_MARK = re.compile(r"[“\"„«]")
QUOTE_WORDS = 3  # fewer words in quotation marks are a term, not a quote
ENOUGH = 3  # longer words, to tell a headline in title case
LONGER = 4  # letters: shorter words stay small in many title cases
_ACCORDING = re.compile(r"according to ([^,.;]+)", re.IGNORECASE)
# A capital inside a sentence: Latin, Greek and Cyrillic. What stands before it is asked last, which is fastest.
_CAPITAL = re.compile(
    r"[A-Z\u00c0-\u00de\u0141\u015a\u017b\u0391-\u03a9\u0400-\u042f](?<=[\w,;)] .)[^\W\d_]+"
)
_WORD, _NEGATION = Sort.WORD, Sort.NEGATION
_SORTS = {Sort.NUMBER: FactKind.NUMBER, Sort.DATE: FactKind.DATE}


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


def names_in(text: str) -> frozenset[str]:
    """The words that a text capitalises inside its sentences, in lower case."""
    return frozenset(map(str.casefold, _CAPITAL.findall(text)))


class Scope:
    """What the two whole texts tell about a word, worked out only when asked for."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    @cached_property
    def folded(self) -> tuple[str, str]:
        """The words of both texts in lower case, to find a sentence or quote in."""
        return folded(" ".join(self._old)), folded(" ".join(self._new))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words either text capitalises inside its sentences."""
        return names_in(self._text)

    @cached_property
    def _text(self) -> str:
        return "\n".join((*self._old, *self._new))

    def writes_small(self, word: str) -> bool:
        """Whether either text writes this word small somewhere."""
        text, at = self._text, -1
        while (at := text.find(word, at + 1)) >= 0:
            after = text[at + len(word) : at + len(word) + 1]
            if not (at and text[at - 1].isalnum()) and not after.isalnum():
                return True
        return False

    @cached_property
    def cased(self) -> tuple[str, str]:
        """Both texts in small letters: the cheapest place to look a word up in."""
        return "\n".join(self._old).casefold(), "\n".join(self._new).casefold()

    @cached_property
    def said(self) -> frozenset[str]:
        """The words that stand in either text."""
        return frozenset("".join(self.folded).split())

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that stand in both texts."""
        old, new = self.folded
        return frozenset(old.split()) & frozenset(new.split())


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
    def gone(self) -> list[Token]:
        """The old words."""
        return self.old.tokens[self.i : self.j]

    @property
    def come(self) -> list[Token]:
        """The new words."""
        return self.new.tokens[self.k : self.m]


def edits_between(old: Line, new: Line) -> list[Edit]:
    """Where two lines differ in what they say; spelling, case and punctuation aside."""
    return [Edit(old, new, run.i, run.j, run.k, run.m) for run in runs(old.forms, new.forms) if not run.same]


def findings_between(old: Line, new: Line, edits: Sequence[Edit], scope: Scope) -> list[Finding]:
    """The facts that changed from one line to the other, each once."""
    found: list[Finding] = []
    for edit in edits:
        found += _valued(edit)
        found += _named(edit, scope)
    found += _negated(edits)
    found += _quoted(old, new)
    found += _attributed(old, new, scope)
    return _settled(found, old, new)


def _settled(found: Sequence[Finding], old: Line, new: Line) -> list[Finding]:
    """Each fact once, without those that only changed their place in the sentence."""
    kept: dict[Fact, Finding] = {}
    for finding in found:
        fact = finding.fact
        if fact.kind in {FactKind.NUMBER, FactKind.DATE, FactKind.NAME}:
            if not fact.old and _stands(fact.new, old):
                continue
            if not fact.new and _stands(fact.old, new):
                continue
        kept.setdefault(fact, finding)
    return list(kept.values())


def _stands(text: str, line: Line) -> bool:
    return text.casefold() in line.text.casefold()


# Numbers and dates


def _valued(edit: Edit) -> Iterator[Finding]:
    """Numbers and dates that changed, paired in order."""
    if all(token.sort is _WORD for token in (*edit.gone, *edit.come)):
        return
    for sort, kind in _SORTS.items():
        gone = [token for token in edit.gone if token.sort is sort]
        come = [token for token in edit.come if token.sort is sort]
        for at in range(max(len(gone), len(come))):
            old = _surface(edit.old, gone[at]) if at < len(gone) else ""
            new = _surface(edit.new, come[at]) if at < len(come) else ""
            label = _label(edit.new, come[at]) if at < len(come) and sort is Sort.NUMBER else ""
            forms = (gone[at].form if at < len(gone) else "", come[at].form if at < len(come) else "")
            yield Finding(Fact(kind, old, new, _paragraph(edit, new)), label, forms)


def _surface(line: Line, token: Token) -> str:
    return line.text[token.start : token.end]


def _paragraph(edit: Edit, new: str) -> int | None:
    return edit.new.paragraph if new else edit.old.paragraph


def _label(line: Line, token: Token) -> str:
    """What a number counts, where the words round it say so."""
    at = line.tokens.index(token)
    if not token.form.isdigit():  # "9 years" and "9 %" count no people
        return ""
    near = {other.form for other in line.tokens[max(0, at - 3) : at + 5]}
    if near & words.TOLL:
        return "Death toll"
    return "Number of injured" if near & words.HURT else ""


# Names


def is_name(token: Token, line: Line, scope: Scope) -> bool:
    """Whether a capital makes this word a name, or part of one."""
    if not token.capital or token.sort is not Sort.WORD or token.form in words.TITLES:
        return False
    if token.form in scope.names:
        return True
    if line.title_case:
        return False
    return not token.opening or not (token.form in words.OPENERS or scope.writes_small(token.form))


def _span(line: Line, at: int, scope: Scope) -> tuple[int, int]:
    """The whole name round a token: its neighbours with capitals, up to a title."""
    start = end = at
    while start > 0 and _together(line, start - 1, start) and _part(line.tokens[start - 1], line, scope):
        start -= 1
    while (
        end + 1 < len(line.tokens)
        and _together(line, end, end + 1)
        and is_name(line.tokens[end + 1], line, scope)
    ):
        end += 1
    return start, end


def _part(token: Token, line: Line, scope: Scope) -> bool:
    return is_name(token, line, scope) and token.form not in words.NATIONS


def _together(line: Line, one: int, other: int) -> bool:
    return line.text[line.tokens[one].end : line.tokens[other].start] in {" ", "-", "\u00a0", ". ", " -"}


def names_of(line: Line, first: int, last: int, scope: Scope) -> list[str]:
    """The whole names that tokens [first:last] touch, in order, each once."""
    spans = (_span(line, at, scope) for at in range(first, last) if is_name(line.tokens[at], line, scope))
    return [line.text[line.tokens[start].start : line.tokens[end].end] for start, end in dict.fromkeys(spans)]


def _named(edit: Edit, scope: Scope) -> Iterator[Finding]:
    """Names that changed, whole and paired in order."""
    gone = names_of(edit.old, edit.i, edit.j, scope)
    come = names_of(edit.new, edit.k, edit.m, scope)
    if gone and not come:
        come = _grown(edit.new, edit.k, gone, scope)
    elif come and not gone:
        gone = _grown(edit.old, edit.i, come, scope)
    for at in range(max(len(gone), len(come))):
        old, new = gone[at] if at < len(gone) else "", come[at] if at < len(come) else ""
        if old.casefold() != new.casefold():
            yield Finding(Fact(FactKind.NAME, old, new, _paragraph(edit, new)))


def _grown(line: Line, at: int, others: Sequence[str], scope: Scope) -> list[str]:
    """The name beside an edit that only added or took away a part of it ("Witkoff" → "Steve Witkoff")."""
    for beside in (at, at - 1):
        if 0 <= beside < len(line.tokens) and any(
            line.tokens[beside].form in other.casefold() for other in others
        ):
            return names_of(line, beside, beside + 1, scope)
    return []


# Negations


def _negated(edits: Sequence[Edit]) -> Iterator[Finding]:
    """A negation that came or went; one in place of another changes nothing."""
    gone = [(edit.old, token) for edit in edits for token in edit.gone if token.sort is _NEGATION]
    come = [(edit.new, token) for edit in edits for token in edit.come if token.sort is _NEGATION]
    if len(gone) == len(come):
        return
    more, fewer = (gone, come) if len(gone) > len(come) else (come, gone)
    line, token = more[_extra([token.form for _, token in more], [token.form for _, token in fewer])]
    word = _surface(line, token)
    yield Finding(Fact(FactKind.NEGATION, *((word, "") if more is gone else ("", word)), line.paragraph))


def _extra(more: Sequence[str], fewer: Sequence[str]) -> int:
    """The index of an item that only the longer list has."""
    left = list(fewer)
    for at, form in enumerate(more):
        if form not in left:
            return at
        left.remove(form)
    return len(more) - 1


# Quotes


def quotes_of(text: str) -> list[str]:
    """What stands in quotation marks, when it is long enough to be somebody's words."""
    if _MARK.search(text) is None:
        return []
    found = (match["a"] or match["b"] for match in QUOTED.finditer(text))
    return [quote.strip(" ,.") for quote in found if len(quote.split()) >= QUOTE_WORDS]


def _quoted(old: Line, new: Line) -> Iterator[Finding]:
    """Quotes whose words changed, came or went inside a line."""
    gone, come = quotes_of(old.text), quotes_of(new.text)
    if not gone and not come:
        return
    before, after = folded(old.text), folded(new.text)
    gone = [quote for quote in gone if folded(quote) not in after]
    come = [quote for quote in come if folded(quote) not in before]
    for at in range(max(len(gone), len(come))):
        was, now = gone[at] if at < len(gone) else "", come[at] if at < len(come) else ""
        yield Finding(Fact(FactKind.QUOTE, was, now, new.paragraph if now else old.paragraph))


# Attributions


def speaker_of(line: Line, scope: Scope) -> str:
    """Who is said to have said it, "" when nobody is: a name or word beside a verb of saying."""
    if "ccording" in line.text and (according := _ACCORDING.search(line.text)):
        return according[1].strip()
    for at, token in enumerate(line.tokens):
        if token.form not in words.SAYING or token.capital:
            continue
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(line.tokens) and (name := names_of(line, beside, beside + 1, scope)):
                return name[0]
    return ""


def _attributed(old: Line, new: Line, scope: Scope) -> Iterator[Finding]:
    was, now = speaker_of(old, scope), speaker_of(new, scope)
    if was.casefold() == now.casefold() or (not was and _stands(now, old)) or (not now and _stands(was, new)):
        return
    if was and now and (was.casefold().endswith(now.casefold()) or now.casefold().endswith(was.casefold())):
        return  # "Peskov" and "Dmitry Peskov" are one speaker
    yield Finding(Fact(FactKind.ATTRIBUTION, was, now, new.paragraph if now else old.paragraph))
