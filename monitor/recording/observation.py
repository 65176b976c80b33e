"""What was shown: by an entry of a feed, or by a story's page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.identity.keys import IdentityKey, content_hash, identity_keys
from monitor.identity.similar import Sketch, sketch_of
from monitor.model.feed import Feed
from monitor.model.seen import key_mark
from monitor.model.story import Draft


def page_source(feed: str) -> str:
    """Return the name under which a feed's pages are remembered to have shown a text, apart from its entries."""
    return f"{feed}#page"


@dataclass(frozen=True)
class Observation:
    """A draft as one source shows it. Not slotted: what costs time is worked out once, and only when asked for.

    Attributes:
        feed: The feed that shows it.
        draft: What it shows.
        keys: Its identity keys, the most trusted first, but for those that name several entries of one document.
        content_hash: Of the draft.
        page: Read from the story's page, not from an entry.
        first_poll: It stands in the very first document of its feed.
        held: Polls (or visits) in a row that held back for a suspect text before this one.
    """

    feed: Feed
    draft: Draft
    keys: tuple[IdentityKey, ...]
    content_hash: str
    page: bool = False
    first_poll: bool = False
    held: int = 0

    @property
    def source(self) -> str:
        """The name under which whoever shows it is remembered to have done so."""
        return page_source(self.feed.id) if self.page else self.feed.id

    @cached_property
    def sketch(self) -> Sketch:
        """The sketch of its text."""
        return sketch_of(self.draft)


def observed(
    feed: Feed,
    drafts: Sequence[Draft],
    elsewhere: Iterable[Sequence[bytes]] = (),
    *,
    first_poll: bool = False,
    held: int = 0,
) -> tuple[Observation, ...]:
    """Return what the entries of one document show, the oldest (the document's last) first.

    A key that several entries of one document share names none of them: some feeds link every entry to the front
    page, or give all the same guid (docs/wire.md, fault 4).

    Args:
        feed: The feed.
        drafts: Of the entries that were not known by their bytes, in document order.
        elsewhere: The key marks (model/seen.py) of the document's other entries.
        first_poll: It is the feed's very first document.
        held: As in `Observation`.
    """
    named = [identity_keys(draft) for draft in drafts]
    shared = Counter(_marks(named))
    shared.update(mark for marks in elsewhere for mark in set(marks))
    return tuple(
        Observation(feed, draft, _own(keys, shared), content_hash(draft), first_poll=first_poll, held=held)
        for draft, keys in zip(reversed(drafts), reversed(named), strict=True)
    )


def _marks(named: Iterable[Iterable[str]]) -> Iterator[bytes]:
    for keys in named:
        yield from {key_mark(key) for key in keys}


def _own(keys: Sequence[IdentityKey], shared: Mapping[bytes, int]) -> tuple[IdentityKey, ...]:
    return tuple(key for key in keys if shared[key_mark(key)] == 1)
