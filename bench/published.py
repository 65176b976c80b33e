"""What others published of engines that do the same: stored queries asked of each new document.

They are quoted as facts, each with its address, and none was measured by us. To be read both ways:

- theirs take any Boolean query, spans and wildcards in the middle of a word, over HTTP, and Elastic's holds twenty
  times as many queries; ours takes names, phrases, prefixes and simple Boolean queries, inside one process;
- ours folds 3 kB of text, finds people in case endings and says to the character where each mention stands; the
  documents of Elastic's own track quoted here are one or two words, those of the others are not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.figure import MS, Baseline, Figure

_MILLI = 1e-3


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: seconds per document, how many queries, and what is known of the rest."""

    name: str
    seconds: float
    told: str  # queries, year, hardware: as far as the source tells
    address: str


PUBLISHED = (
    Published(
        "Elasticsearch nightly, unscored",
        4.60 * _MILLI,
        "2,000,000 queries, document `google`, one node, p50, July 2026",
        "github.com/elastic/elasticsearch/issues/156610",
    ),
    Published(
        "Elasticsearch nightly, scored",
        13.7 * _MILLI,
        "the same, document `president bush`",
        "github.com/elastic/elasticsearch/issues/156610",
    ),
    Published(
        "Elasticsearch 1.0.2",
        197.14 * _MILLI,
        "200,000 queries, 2014",
        "gist.github.com/quhar/40283786d103c4ec0139",
    ),
    Published(
        "Elastic's own rule of thumb",
        4.2,
        "1,000,000 queries in one shard, 2015",
        "elastic.co/blog/when-and-how-to-percolate-2",
    ),
    Published(
        "Meltwater, official percolator",
        1.0,
        "100,000 queries of a news monitor, Elasticsearch 1.7, about 1 document a second",
        "github.com/meltwater/elasticsearch-batch-percolator",
    ),
    Published(
        "Meltwater, batch percolator",
        1 * _MILLI,
        "225,000 queries, about 1,000 documents a second; on how many machines is not told",
        "github.com/meltwater/elasticsearch-batch-percolator",
    ),
)
"""What we found; of Elastic's nightly track the fastest two of the period before it slowed down."""


def beside(seconds: float, terms: int) -> Iterator[Figure]:
    """Yield our seconds per story beside each published figure; the ratio below 1 is how far ahead we are."""
    for other in PUBLISHED:
        baseline = Baseline(other.name, other.seconds * MS)
        note = f"{other.told}; {other.address}; ours: {terms:,} terms, one core"
        yield Figure("match", "a story beside others", seconds * MS, "ms", baseline, note)
