"""What changed between two versions, and what kind of change it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a change is; several at once. `cosmetic` stands alone or not at all.

    `correction` is declared by the agency. `silent_correction` is our judgement on an update that only puts a fact
    right and says nothing of it: it stands beside `update` or `headline`, never instead.
    """

    COSMETIC = "cosmetic"
    HEADLINE = "headline"
    UPDATE = "update"
    CORRECTION = "correction"
    SILENT_CORRECTION = "silent_correction"
    RETRACTION = "retraction"
    EMBARGO_LIFTED = "embargo_lifted"


class FactKind(StrEnum):
    """What sort of fact changed."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    NEGATION = "negation"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that changed. `old` or `new` may be empty (came, went). `paragraph` is None in the headline."""

    kind: FactKind
    old: str
    new: str
    paragraph: int | None = None  # in the new version; in the old one where the fact went


class Op(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # blocks only: the pieces say which words
    MOVED = "moved"  # blocks only: same words, another place


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text inside a block: equal, added or removed."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One sentence (or headline) of the diff, in reading order.

    Joining the EQUAL and REMOVED pieces gives the old text, EQUAL and ADDED the new one, white space
    included. `old_paragraph` and `new_paragraph` count from 0; -1 is the headline, None: not on that side.
    """

    op: Op
    pieces: tuple[Piece, ...]
    old_paragraph: int | None = None
    new_paragraph: int | None = None

    @property
    def old(self) -> str:
        """The text on the old side, "" when added."""
        return "".join(piece.text for piece in self.pieces if piece.op is not Op.ADDED)

    @property
    def new(self) -> str:
        """The text on the new side, "" when removed."""
        return "".join(piece.text for piece in self.pieces if piece.op is not Op.REMOVED)


@dataclass(frozen=True, slots=True)
class Diff:
    """All edits between two versions and the judgement on them.

    `blocks` covers both texts whole (equal blocks included); `summary` is one plain sentence
    ("Death toll 9 → 90 in the headline and paragraph 1"). `added` and `removed` are whole sentences.
    """

    kinds: tuple[Kind, ...]
    summary: str
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    old_headline: str = ""
    new_headline: str = ""

    @property
    def material(self) -> bool:
        """Whether anybody should be told: false when only cosmetic."""
        return self.kinds != (Kind.COSMETIC,)

    @property
    def changed(self) -> tuple[Block, ...]:
        """The blocks that are not equal, in reading order: what an alert carries."""
        return tuple(block for block in self.blocks if block.op is not Op.EQUAL)
