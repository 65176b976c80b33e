"""Two texts side by side: which sentence became which, and which words of it.

Two levels on rapidfuzz (docs/engines.md, "Diffing"): sentences as ids through Indel opcodes; identical leftovers
are moves; the rest is paired by likeness. Words are compared only inside pairs. Candidates for a pair are
found by the words they share, so that no pair of texts, however odd, costs the product of their lengths.

Indel knows no replacing, only taking out and putting in: its "equal" runs are a longest common subsequence, which is
what a reader means by "the rest stayed". What became what is then our own question, asked in this order: equal in
place, equal elsewhere, alike. A sentence that stayed must never be paired with one that merely looks like it, and a
sentence that moved must not be used up by another's rewording.

All of this may err without harm to the text: every sentence is in exactly one of the five lists, so the blocks made
from them give both texts back whatever was paired with what. What an error costs is a clumsier diff, one sentence
removed and another added where an editor would say "reworded", and a fact that is not told against the other.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import ne
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from monitor.diff.sentences import Sentence

PAIR = 52.0  # ratio from which a leftover became the other (docs/engines.md: 50 to 55)
# Up to so many pairs, and so many letters times letters, all leftovers are compared with all.
PAIRS, CELLS = 2_000, 32_000_000
CANDIDATES = 4  # by shared words, for each leftover
LONGER = 4  # letters
FEWEST = 0.1  # of the words of a sentence, as longer words of any that it may have become
TELLING = 40  # a word that stands in more leftovers tells nothing
LETTERS = 4_000_000  # cells: two sentences of 2,000 letters
LARGEST = 40_000_000  # cells of an exact comparison: 5 MB of bits; larger ones keep only common ends


class Run(NamedTuple):
    """Old [i:j] against new [k:m]: the same, or one in place of the other (either may be empty)."""

    tag: Literal["same", "edit"]
    i: int
    j: int
    k: int
    m: int

    @property
    def same(self) -> bool:
        """Whether both sides are equal."""
        return self.tag == "same"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Sentence numbers, old and new: equal in place, moved unchanged, changed, removed, added."""

    equal: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """The runs of equal and differing items, in order, covering both whole."""
    # Common ends belong to some longest common subsequence, so taking them off loses nothing; most versions share
    # nearly all of their text, and what is left for the quadratic part is short.
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = (len(old) - tail, len(new) - tail)
    found = [Run("same", 0, head, 0, head)] if head else []
    found += _middle(old[head : ends[0]], new[head : ends[1]], head)
    if tail:
        found.append(Run("same", ends[0], len(old), ends[1], len(new)))
    return found


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many items the two have in common at the front."""
    return next(compress(count(), map(ne, old, new)), min(len(old), len(new)))


def _middle(old: Sequence[Hashable], new: Sequence[Hashable], offset: int) -> list[Run]:
    """The runs between the common ends; consecutive edits are one run."""
    if not old and not new:
        return []
    if not old or not new or len(old) * len(new) > LARGEST:
        return [Run("edit", offset, offset + len(old), offset, offset + len(new))]
    found: list[Run] = []
    i = k = 0
    for edit in Indel.opcodes(old, new):
        if edit.tag != "equal":
            continue
        if edit.src_start > i or edit.dest_start > k:
            found.append(
                Run("edit", offset + i, offset + edit.src_start, offset + k, offset + edit.dest_start)
            )
        i, k = edit.src_end, edit.dest_end
        found.append(Run("same", offset + edit.src_start, offset + i, offset + edit.dest_start, offset + k))
    if i < len(old) or k < len(new):
        found.append(Run("edit", offset + i, offset + len(old), offset + k, offset + len(new)))
    return found


def align(old: Sequence[Sentence], new: Sequence[Sentence]) -> Alignment:
    """Pair the sentences of two texts. White space round a sentence makes no difference."""
    before, after = [sentence.words for sentence in old], [sentence.words for sentence in new]
    equal: list[tuple[int, int]] = []
    removed: list[int] = []
    added: list[int] = []
    for run in runs(before, after):
        if run.same:
            equal += zip(range(run.i, run.j), range(run.k, run.m), strict=True)
        else:
            removed += range(run.i, run.j)
            added += range(run.k, run.m)
    moved = _moves(before, after, removed, added)
    removed, added = _without(removed, added, moved)
    changed = _pairs(before, after, removed, added)
    removed, added = _without(removed, added, changed)
    return Alignment(tuple(equal), tuple(moved), tuple(changed), tuple(removed), tuple(added))


def _without(
    removed: list[int], added: list[int], pairs: Sequence[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    left, right = {i for i, _ in pairs}, {k for _, k in pairs}
    return [i for i in removed if i not in left], [k for k in added if k not in right]


def _moves(
    before: Sequence[str], after: Sequence[str], removed: Sequence[int], added: Sequence[int]
) -> list[tuple[int, int]]:
    """Identical leftovers: the same words in another place, the first old one to the first new one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for k in reversed(added):
        places[after[k]].append(k)
    return [(i, places[before[i]].pop()) for i in removed if places.get(before[i])]


def _pairs(
    before: Sequence[str], after: Sequence[str], removed: Sequence[int], added: Sequence[int]
) -> list[tuple[int, int]]:
    """Leftovers that became one another, the likest first, each used once.

    Greedy: two middling pairs may be better together than the best one and a leftover, and are not found. The
    likest pair is the one a reader sees, though, and to sort is cheaper than to assign.
    """
    letters = [sum(len(texts[at]) for at in side) for texts, side in ((before, removed), (after, added))]
    if len(removed) * len(added) <= PAIRS and letters[0] * letters[1] <= CELLS:
        scored = _all_scored(before, after, removed, added)
    else:
        likely = _likely(before, after, removed, added)
        scored = [(score, i, k) for i, k in likely if (score := _ratio(before[i], after[k])) >= PAIR]
    scored.sort(key=lambda score: (-score[0], score[1], score[2]))
    used_old: set[int] = set()
    used_new: set[int] = set()
    found: list[tuple[int, int]] = []
    for _, i, k in scored:
        if i not in used_old and k not in used_new:
            used_old.add(i)
            used_new.add(k)
            found.append((i, k))
    return sorted(found)


def _all_scored(
    before: Sequence[str], after: Sequence[str], removed: Sequence[int], added: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Every pair that is alike enough, with how alike it is: for a text of usual length the fastest way too."""
    choices = {k: after[k] for k in added}
    return [
        (score, i, k)
        for i in removed
        for _, score, k in process.extract(
            before[i], choices, scorer=fuzz.ratio, score_cutoff=PAIR, limit=None
        )
    ]


def _ratio(old: str, new: str) -> float:
    """How alike two sentences are, PAIR…100 or 0: by letters, by words when they are as long as a text."""
    if 200.0 * min(len(old), len(new)) < PAIR * (len(old) + len(new)):
        return 0.0  # too unlike in length, whatever the words
    if len(old) * len(new) > LETTERS:
        return 100.0 * Indel.normalized_similarity(old.split(), new.split())
    return fuzz.ratio(old, new, score_cutoff=PAIR)


def _likely(
    before: Sequence[str], after: Sequence[str], removed: Sequence[int], added: Sequence[int]
) -> list[tuple[int, int]]:
    """For each old leftover the few new ones that share most words with it; short words tell nothing.

    What this misses: a sentence that kept no longer word, or only such as stand in more than `TELLING` of the
    others. It counts as removed, and what became of it as added.
    """
    asked, said = {i: set(before[i].split()) for i in removed}, {k: set(after[k].split()) for k in added}
    shared = set().union(*asked.values()) & set().union(*said.values())
    telling = {word for word in shared if len(word) >= LONGER}
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for k, words in said.items():
        for word in words & telling or _short(words) & shared:
            holding[word].append(k)
    found: list[tuple[int, int]] = []
    for i, words in asked.items():
        counts: defaultdict[int, int] = defaultdict(int)
        for word in words & telling or _short(words) & shared:
            if len(holding[word]) <= TELLING:
                for k in holding[word]:
                    counts[k] += 1
        fewest = FEWEST * len(words)
        ranked = [(-common, k) for k, common in counts.items() if common >= fewest]
        if len(ranked) > CANDIDATES:
            ranked.sort()
        found += [(i, k) for _, k in ranked[:CANDIDATES]]
    return found


def _short(words: set[str]) -> set[str]:
    """The words of a sentence that has no longer ones; none of any other."""
    return words if max(map(len, words), default=0) < LONGER else set()


def in_place(alignment: Alignment) -> list[tuple[int, int]]:
    """The pairs that stand in the same order on both sides: all equal ones, and changed ones between them.

    A diff is read in one direction, so a changed pair that crosses an equal one cannot be shown as one sentence: its
    two sides stand where they stand, one removed and one added.
    """
    anchors_old = [i for i, _ in alignment.equal]
    anchors_new = [k for _, k in alignment.equal]
    gaps: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, k in alignment.changed:
        gap = bisect_left(anchors_old, i)
        if gap == bisect_left(anchors_new, k):
            gaps[gap].append((i, k))
    kept = [pair for pairs in gaps.values() for pair in _rising(pairs)]
    return sorted([*alignment.equal, *kept])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides (patience)."""
    tails: list[int] = []
    ends: list[int] = []  # indexes into `pairs` of the pair that ends each length
    back: list[int] = []
    for at, (_, k) in enumerate(pairs):
        length = bisect_left(tails, k)
        back.append(ends[length - 1] if length else -1)
        tails[length:] = [k] if length == len(tails) else [k, *tails[length + 1 :]]
        ends[length:] = [at] if length == len(ends) else [at, *ends[length + 1 :]]
    found: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = back[at]
    return found[::-1]
