"""Which copies still say what has been corrected: the old words, in a sentence that was not mended.

Derived, never stored: a copy that follows is cleared by its own new text, whether it says so or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from monitor.diff.raw import folded
from monitor.diff.sentences import split_sentences
from monitor.model.change import Block, Diff, FactKind, Kind, Op
from monitor.model.story import Draft, PubStatus, Version

SAME_SENTENCE = (
    70.0  # ratio from which a copy's sentence is the corrected one, a little rewritten by its desk
)
CORRECTIVE = frozenset({Kind.CORRECTION, Kind.SILENT_CORRECTION, Kind.RETRACTION})


def oldest_first(corrections: Mapping[str, Sequence[Version]]) -> tuple[Version, ...]:
    """Return the corrections of all stories of a cluster, by story, in the order in which they were seen."""
    return tuple(
        sorted((one for some in corrections.values() for one in some), key=lambda one: one.first_seen)
    )


def uncorrected(corrections: Sequence[Version], copy: Version) -> Version | None:
    """Return the first correction (or retraction) of another story that this copy has not followed.

    Args:
        corrections: versions of the cluster's stories, oldest first; those that mend nothing are passed over.
        copy: the newest version of the story asked about.
    """
    mending = (
        one
        for one in corrections
        if one.story != copy.story and one.diff and CORRECTIVE & set(one.diff.kinds)
    )
    return next((one for one in mending if one.diff and carries_the_error(one.diff, copy.draft)), None)


def carries_the_error(correction: Diff, copy: Draft) -> bool:
    """Return whether `copy` still says what `correction` took back.

    A withdrawn story is an error as a whole: a copy carries it until it is withdrawn too.
    """
    if copy.pub_status is PubStatus.CANCELED:
        return False
    if Kind.RETRACTION in correction.kinds:
        return True
    sentences = _sentences(copy)
    whole = "".join(sentences)
    return (
        any(_still_old(mended, sentences) for mended in _mended(correction))
        or any(removed in whole for removed in _taken_out(correction))
        or any(old in whole for old in _old_names(correction))
    )


def _sentences(copy: Draft) -> list[str]:
    texts = (copy.headline, *copy.paragraphs)
    return [folded(sentence) for text in texts for sentence in split_sentences(text) if sentence.strip()]


@dataclass(frozen=True, slots=True)
class _Mended:
    """A sentence the correction changed: both forms, and each differing place with a word on either side."""

    old: str
    new: str
    places: tuple[str, ...]


def _mended(correction: Diff) -> list[_Mended]:
    blocks = [block for block in correction.blocks if block.op is Op.CHANGED]
    return [
        _Mended(folded(block.old), folded(block.new), tuple(_places(block)))
        for block in blocks
        if folded(block.old) != folded(block.new)
    ]


def _places(block: Block) -> Iterator[str]:
    """Yield what was taken out of a sentence, with the words that stand round it."""
    for at, piece in enumerate(block.pieces):
        if piece.op is Op.REMOVED and folded(piece.text).strip():
            before = folded("".join(p.text for p in block.pieces[:at] if p.op is Op.EQUAL)).split()[-1:]
            after = folded("".join(p.text for p in block.pieces[at + 1 :] if p.op is Op.EQUAL)).split()[:1]
            yield f" {' '.join((*before, *folded(piece.text).split(), *after))} "


def _taken_out(correction: Diff) -> list[str]:
    """The sentences the correction took out without putting others in their place."""
    return [folded(text) for text in correction.removed if len(text.split()) > 3]  # noqa: PLR2004 - too short to tell


def _old_names(correction: Diff) -> list[str]:
    """Names of two words or more that the correction replaced, and that its own text holds no longer."""
    now = folded(" ".join(block.new for block in correction.blocks))
    names = [
        folded(fact.old)
        for fact in correction.facts
        if fact.kind is FactKind.NAME and " " in fact.old.strip()
    ]
    return [name for name in names if name not in now]


def _still_old(mended: _Mended, sentences: Sequence[str]) -> bool:
    """Whether some sentence is the corrected one and still has one of its old places."""
    for sentence in sentences:
        if mended.old in sentence and mended.new not in sentence:
            return True
        like = max(fuzz.ratio(mended.old, sentence), fuzz.ratio(mended.new, sentence))
        if like >= SAME_SENTENCE and any(place in sentence for place in mended.places):
            return True
    return False
