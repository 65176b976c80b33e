"""Periodic templates: texts that are the same but for the numbers, dates and names in their slots.

Reserve prices, results tables, earthquake notices, weather: often 90 % the same words, yet every one is a
story of its own. No share of common words tells them from an update; what differs does (docs/engines.md).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from rapidfuzz.distance import Indel

from monitor.identity.tokens import ROW, Token, headline_tokens, names_in, tokens
from monitor.identity.words import STOPWORDS
from monitor.model.story import Draft

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
SHORT_RUN = 8  # words on either side of a substitution; longer ones are prose rewritten, unless mostly slots
PER_FIGURE = 33  # shared words that allow for one figure or name to be mended
PER_DATE = 200  # the same where a date or clock differs too: a template's first sign
PER_DATE_ALONE = 60  # where nothing but dates differ
MOST = 0.5  # of the figures differ: another issue
SPARSE = 100  # shared words per place; beyond, a long text had its list numbered anew
FEW_ROWS = 3
FEW_FIGURES = 3  # so many must differ before their share tells anything
TEMPLATED = 0.4  # of the words exchanged fill slots; below, the prose was rewritten
MENDED = 2  # figures that a correction of one notice mends; more is the next issue
LEAD_WORDS = 45
LONGEST = 6000  # words and paragraphs that differ; what stands beyond tells no more, and costs by the square
FRAME = 0.5  # of the words round the slots that two headlines of one template share
DAILY = timedelta(hours=20)  # issues of a daily notice are at least so far apart


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts weighed by what stands in place of what.

    Attributes:
        kept: words that both have in the same order.
        replaced: places where a slot holds another figure, date or name, each substitution once.
        dated: those of them with a date or clock.
        rows: share of the rows of a table that differ, of the text that has fewer, 0…1.
        figures: share of the figures that differ, of the text that has fewer, 0…1.
        top_dated: whether a date differs in the headline or lead.
        top_clashes: whether a figure differs there.
        filled: slots among the words that stand in place of others.
        differing: words that stand in place of others in the copy.
        distance: how many words differ, the top counting thrice.
    """

    kept: int
    replaced: int
    dated: int
    rows: float
    figures: float
    top_dated: bool
    top_clashes: bool
    filled: int
    differing: int
    distance: int

    @property
    def another_issue(self) -> bool:
        """Whether these are two issues of one periodic notice."""
        if self.rows > MOST:
            return True
        if not self.replaced or self.filled < TEMPLATED * self.differing:
            return False
        if not self.dated:
            allowed = self.kept // PER_FIGURE
        elif self.dated == self.replaced:
            allowed = self.kept // PER_DATE_ALONE
        else:
            allowed = self.kept // PER_DATE
        dense = self.replaced >= FEW_FIGURES - bool(self.dated) and self.kept < SPARSE * self.replaced
        return self.replaced > allowed or (self.figures >= MOST and dense and self.dated < self.replaced)

    @property
    def beyond_mending(self) -> bool:
        """Whether what differs is more than a declared correction of one notice mends."""
        mended = self.replaced <= MENDED and (not self.dated or self.dated == self.replaced)
        return self.another_issue and not mended


def compare(old: Draft, new: Draft) -> Compared:
    """Weigh what differs between two drafts. Paragraphs that both have are counted, not read."""
    both, gaps = _apart(old.paragraphs, new.paragraphs)
    bodies = [(_body(removed), _body(added)) for removed, added in gaps]
    before = [token for body, _ in bodies for token in body]
    after = [token for _, body in bodies for token in body]
    leads = _lead(old), _lead(new)
    names = names_in((*before, *leads[0])) | names_in((*after, *leads[1]))
    heads = headline_tokens(old.headline, names), headline_tokens(new.headline, names)
    runs = [run for body in bodies for run in _runs(*body)]
    found = set(_substitutions(runs))
    top = set(_substitutions(_runs(*leads)))
    head = _exchanged(*heads)
    found |= {head} if head and not _covered(head, found) else set()
    top |= {head} if head else set()
    lost = sum(len(removed) for removed, _ in runs)
    outer = sum(_weight(removed) + _weight(added) for removed, added in runs)
    exchanged = [(*removed, *added) for removed, added in runs if removed and added]
    return Compared(
        kept=len(before) - lost + sum(len(paragraph.split()) for paragraph in both),
        replaced=len(found),
        dated=sum(any(token.date for side in pair for token in side) for pair in found),
        rows=_rows(old, new),
        figures=_figures(before, after, sum(len(_FIGURE.findall(text)) for text in both)),
        top_dated=any(token.date for pair in top for side in pair for token in side),
        top_clashes=any(all(any(token.hard for token in side) for side in pair) for pair in top),
        filled=sum(token.slot for run in exchanged for token in run),
        differing=sum(map(_weight, exchanged)),
        distance=outer + 3 * sum(_weight(removed) + _weight(added) for removed, added in _runs(*heads)),
    )


_Pair = tuple[tuple[Token, ...], tuple[Token, ...]]
_Run = tuple[Sequence[Token], Sequence[Token]]


def _apart(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[tuple[list[str], list[str]]]]:
    """The paragraphs that two texts have alike and in order; between them, those that went and those that came."""
    both: list[str] = []
    gaps: list[tuple[list[str], list[str]]] = [([], [])]
    for edit in Indel.opcodes(old[:LONGEST], new[:LONGEST]):
        if edit.tag == "equal":
            both += old[edit.src_start : edit.src_end]
            gaps.append(([], []))
        else:
            gaps[-1][0].extend(old[edit.src_start : edit.src_end])
            gaps[-1][1].extend(new[edit.dest_start : edit.dest_end])
    return both, [gap for gap in gaps if any(gap)]


def _body(paragraphs: Sequence[str]) -> list[Token]:
    return list(islice((token for text in paragraphs for token in tokens(text)), LONGEST))


def _lead(draft: Draft) -> list[Token]:
    found: list[Token] = []
    for paragraph in draft.paragraphs:
        found += tokens(paragraph)
        if len(found) >= LEAD_WORDS:
            break
    return found[:LEAD_WORDS]


def _weight(run: Sequence[Token]) -> int:
    return sum(token.slot or token.word not in STOPWORDS for token in run)


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Run]:
    """The differing runs: what went and what came between two places that are equal."""
    start_i = start_j = 0
    for edit in Indel.opcodes([token.word for token in old], [token.word for token in new]):
        if edit.tag != "equal":
            continue
        if edit.src_start > start_i or edit.dest_start > start_j:
            yield old[start_i : edit.src_start], new[start_j : edit.dest_start]
        start_i, start_j = edit.src_end, edit.dest_end
    if len(old) > start_i or len(new) > start_j:
        yield old[start_i:], new[start_j:]


def _substitutions(runs: Iterable[_Run]) -> Iterator[_Pair]:
    """The slots that hold something else now; a whole row of figures counts each of them."""
    for removed, added in runs:
        old_slots, new_slots = _slots(removed, added), _slots(added, removed)
        if not old_slots or not new_slots:
            continue
        longest = max(len(removed), len(added))
        if longest <= SHORT_RUN:
            yield old_slots, new_slots
        elif _row(removed) or _row(added):
            yield from (((one,), (other,)) for one, other in zip(old_slots, new_slots, strict=False))


def _row(run: Sequence[Token]) -> bool:
    """Whether a run is a row of a table: mostly figures and names."""
    return 2 * sum(token.slot for token in run) >= len(run)


def _slots(run: Sequence[Token], other: Sequence[Token]) -> tuple[Token, ...]:
    """The slots of one side that the other side does not have."""
    there = {token.word for token in other}
    return tuple(token for token in run if token.slot and token.word not in there)


def _exchanged(old: Sequence[Token], new: Sequence[Token]) -> _Pair | None:
    """What the slots of one headline hold in place of the other's; None when the headline was written anew."""
    removed, added = _slots(old, new), _slots(new, old)
    before, after = _frame(old), _frame(new)
    alike = len(before & after) >= FRAME * min(len(before), len(after))
    return (removed, added) if removed and added and alike else None


def _frame(headline: Sequence[Token]) -> set[str]:
    """The words of a headline round its slots."""
    return {token.word for token in headline if not token.slot and token.word not in STOPWORDS}


def _covered(head: _Pair, body: set[_Pair]) -> bool:
    """Whether the copy has the same substitutions as the headline: then they are not counted again."""
    removed_words = {token.word for removed, _ in body for token in removed}
    added_words = {token.word for _, added in body for token in added}
    return {token.word for token in head[0]} <= removed_words and {
        token.word for token in head[1]
    } <= added_words


def _rows(old: Draft, new: Draft) -> float:
    """How many rows of the shorter table are not in the other; nothing where either text has hardly any."""
    before, after = ({text for text in draft.paragraphs if _is_row(text)} for draft in (old, new))
    fewer = min(len(before), len(after))
    return 1 - len(before & after) / fewer if fewer >= FEW_ROWS else 0.0


def _is_row(paragraph: str) -> bool:
    """Whether a paragraph is a row of a table: no sentence, and with a figure that is not its number."""
    bare = paragraph.lstrip("#*-. 0123456789")
    return ROW.fullmatch(paragraph) is not None and any(letter.isdecimal() for letter in bare)


def _figures(old: Sequence[Token], new: Sequence[Token], shared: int) -> float:
    """How many of the figures of the text that has fewer are not in the other; `shared` more stand in both."""
    before = Counter(token.word for token in old if token.hard and not token.date)
    after = Counter(token.word for token in new if token.hard and not token.date)
    fewer = min(before.total(), after.total()) + shared
    return 1 - ((before & after).total() + shared) / fewer if fewer else 0.0
