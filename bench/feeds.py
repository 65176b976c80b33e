"""Feed documents of the size of an agency's: thirty entries, about 44 kB."""

from dataclasses import replace
from datetime import datetime, timedelta

from bench.words import MORNING, Writer, replaced
from monitor.demo.newsroom import Item, rss

ENTRIES = 30
WORDS = 130


class Desk:
    """The desk of one feed: writes new entries and changes old ones."""

    def __init__(self, feed: str, seed: int, at: datetime = MORNING, words: int = WORDS) -> None:
        self.feed = feed
        self.writer = Writer(seed)
        self.at = at
        self.words = words
        self._written = 0
        self.items = [self.item() for _ in range(ENTRIES)]

    @property
    def document(self) -> bytes:
        """The feed as it stands."""
        return rss(self.feed, self.items)

    def item(self, *first: str) -> Item:
        """Return a new entry; `first` are paragraphs to put before its own."""
        self._written += 1
        copy = self.writer.copy(self.words)
        name = f"{self.feed}-{self._written}"
        return Item(
            f"tag:bench.example,2025:{name}",
            copy.headline,
            (*first, *copy.paragraphs),
            link=f"https://bench.example/{name}",
            published=self.at + timedelta(seconds=self._written),
        )

    def renew(self) -> None:
        """Write every entry anew."""
        self.items = [self.item() for _ in range(ENTRIES)]

    def push(self, *first: str) -> None:
        """Put one new entry on top; the oldest falls out."""
        self.items = [*self.items[1:], self.item(*first)]

    def move_on(self) -> None:
        """Change a tenth of the feed: one new entry, and a new sentence in two that stay."""
        self.push()
        for at in self.writer.random.sample(range(ENTRIES - 1), 2):
            item = self.items[at]
            spot = self.writer.random.randrange(len(item.paragraphs))
            grown = f"{item.paragraphs[spot]} {self.writer.sentence()}"
            self.items[at] = replace(item, paragraphs=replaced(item.paragraphs, spot, grown))
