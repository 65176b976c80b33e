"""What the decision works on: known stories, and texts as likeness sees them."""

from dataclasses import dataclass
from functools import cached_property

from monitor.identity.anchors import anchors_of
from monitor.identity.words import content_words, share, shingle_hashes, shingles_of, words_of
from monitor.model.story import Draft, Story, Version

LEAD = 25  # words with which a text says what it is about
TOP, TOP_SHARE = 80, 0.4  # where in the other text a lead must stand to lead there too


@dataclass(frozen=True, slots=True)
class Known:
    """A story we have, with its latest version."""

    story: Story
    latest: Version


class Text:
    """A draft as likeness sees it; what is not asked for is never worked out."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The words of the copy."""
        return words_of(self._copy)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the copy, those of the headline when there is none."""
        return self.body or words_of(self.draft.headline)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Its three-word shingles."""
        return shingles_of(self._copy if self.body else self.draft.headline)

    @cached_property
    def _copy(self) -> str:
        return "\n".join(self.draft.paragraphs)

    @cached_property
    def headline(self) -> frozenset[str]:
        """What the headline is about."""
        return content_words(self.draft.headline)

    @cached_property
    def matter(self) -> frozenset[str]:
        """What the whole text is about."""
        return content_words("\n".join((self.draft.headline, *self.draft.paragraphs)))

    @cached_property
    def anchors(self) -> list[str]:
        """Its names and numbers in reading order, as they sound."""
        return anchors_of((f", {self.draft.headline}", *self.draft.paragraphs))

    def leads(self, other: "Text") -> float:
        """How much of this text's lead stands in the upper part of the other, 0…1."""
        upper = other.words[: max(TOP, int(TOP_SHARE * len(other.words)))]
        return share(shingle_hashes(self.words[:LEAD]), shingle_hashes(upper))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words by the smaller set, 0…1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
