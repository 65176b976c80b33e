"""Which stories were lately filed under a hash: a table of rings in one flat piece of memory.

A dict of every mark of 100,000 stories takes 370 MB; this takes 32. A hash falls into a ring of 16 places that
holds the numbers of the stories filed there last, whatever their hash: two hashes may meet in one ring, so what
is found is a candidate to be measured, and a story alike is told by sharing many rings, not one. When a ring
is full the oldest number makes room: a line that everybody carries keeps its newest 16 and harms nobody.
"""

from array import array
from collections import Counter
from collections.abc import Iterable

RING = 16
SMALLEST = 2**14  # rings to begin with: 1 MB; in fewer, strangers would meet too often
LARGEST = 2**20  # rings: 64 MB
FULL = 0.75  # places filled from which the table is doubled
_MIX = 0x9E3779B1  # spreads hashes whose low bits are all zero (Knuth's multiplicative hash)


class RecentBuckets:
    """Numbers (1…2³²-1) filed under hashes. Memory doubles with what is filed, up to `largest` rings, then stays."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._places = array("I", bytes(4 * RING * SMALLEST))
        self._next = bytearray(SMALLEST)
        self._mask = SMALLEST - 1
        self._filed = 0

    def add(self, number: int, hashes: Iterable[int]) -> None:
        """File a number under each of the hashes."""
        places, following, mask = self._places, self._next, self._mask
        count = 0
        for one in hashes:
            ring = (one * _MIX >> 12) & mask
            at = following[ring]
            places[ring * RING + at] = number
            following[ring] = (at + 1) % RING
            count += 1
        self._filed += count
        if self._filed > FULL * len(places) and mask + 1 < self._largest:
            self._double()

    def _double(self) -> None:
        """Make room. Which half a number belongs to is not known: both keep it until newer ones come."""
        self._places *= 2
        self._next *= 2
        self._mask = len(self._next) - 1

    def look_up(self, hashes: Iterable[int]) -> Counter[int]:
        """The numbers in the rings of these hashes, with how many rings each stands in, noise included."""
        places, mask = self._places, self._mask
        found = array("I")
        for one in hashes:
            ring = ((one * _MIX >> 12) & mask) * RING
            found += places[ring : ring + RING]
        counted = Counter(found)
        del counted[0]
        return counted
