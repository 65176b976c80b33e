"""Invented copy of the shape of wire copy: words by Zipf's law among common English ones, names, numbers.

All of it is made from a seed, so that every run measures the same texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from random import Random

from monitor.model.story import Draft

COMMON = (  # noqa: SIM905 - a line of words reads better than a column of them
    "the of to and in a that is was for on with as by at from it be are has said have an not they which will "
    "were he his its been more after would their who had or but this also one about people over than when"
).split()
SINGLE = "bcdfghjklmnprstvwz"
ONSETS = (*SINGLE, "br", "ch", "dr", "gr", "kl", "pr", "sh", "st", "tr")
NUCLEI = (*"aeiou", "ai", "ea", "io", "ou")
CODAS = ("", "", "", "l", "m", "n", "r", "s", "t", "nd", "rk")
WORDS = 8000
GIVEN = 2000
SURNAMES = 20_000
MORNING = datetime(2025, 3, 14, 5, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Copy:
    """A headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        return "\n".join((self.headline, *self.paragraphs))


class Writer:
    """Writes copy that nobody wrote before; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        language = Random(1)  # all writers share one language
        self.words = [*COMMON, *_made(language, WORDS)]
        self.given = [word.capitalize() for word in _made(language, GIVEN)]
        self.surnames = [word.capitalize() for word in _made(language, SURNAMES)]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def some(self, count: int) -> list[str]:
        """Return words as often as a language uses them."""
        return self.random.choices(self.words, cum_weights=self._weights, k=count)

    def name(self) -> str:
        """Return a person's name."""
        return f"{self.random.choice(self.given)} {self.random.choice(self.surnames)}"

    def sentence(self) -> str:
        """Return a sentence of 12 to 28 words; every third has a name in it, every third a number."""
        words = self.some(self.random.randint(12, 28))
        chance = self.random.random()
        if chance < 1 / 3:
            words[self.random.randrange(1, len(words))] = self.name()
        elif chance < 2 / 3:
            words[self.random.randrange(1, len(words))] = str(self.random.randint(2, 900))
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def copy(self, words: int) -> Copy:
        """Return copy of about so many words."""
        paragraphs: list[str] = []
        count = 0
        while count < words:
            paragraph = " ".join(self.sentence() for _ in range(self.random.randint(1, 3)))
            paragraphs.append(paragraph)
            count += paragraph.count(" ") + 1
        return Copy(" ".join(self.some(9)).capitalize(), tuple(paragraphs))


def _made(random: Random, count: int) -> list[str]:
    """Return `count` different words that can be pronounced."""
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = random.randint(2, 3)
        made[
            "".join(
                random.choice(ONSETS) + random.choice(NUCLEI) + random.choice(CODAS) for _ in range(syllables)
            )
        ] = None
    return list(made)


def draft_of(copy: Copy, guid: str, agency: str = "bench") -> Draft:
    """Return copy as the reader hands it on."""
    return Draft(
        agency=agency,
        feed=agency,
        guid=guid,
        url=f"https://{agency}.example/{guid}",
        headline=copy.headline,
        paragraphs=copy.paragraphs,
        language="en",
        published=MORNING,
    )


def replaced(items: Sequence[str], at: int, item: str) -> tuple[str, ...]:
    """Return the items with one replaced."""
    return (*items[:at], item, *items[at + 1 :])
