"""One table of every key: its name, type, slot tag, lifetime and what it holds.

All keys that one script touches carry one hash tag `{pNN}` (Redis Cluster specification, "hash tags"), so the
same scripts run on one server and on a cluster. NN is the partition in hex: hash(agency) modulo N, and the first
two characters of every story id, so that a story's keys are found from its id alone.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

PREFIX = "ww:"
MOST_PARTITIONS = 256  # two hex digits


class Lifetime(StrEnum):
    """When a key goes."""

    ALWAYS = "always"
    STORY = "with its story: keep seconds after it was last shown or changed"
    SIGHTING = "keep seconds after a feed last showed it (server TTL as a backstop, prune before)"
    KEEP = "keep seconds after it was made"
    STREAM = "trimmed: outbox once accepted, journal after keep seconds"
    MOMENT = "while work is under way"


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the table. `parted` keys live in a partition and carry its tag; `named` ones end in an id."""

    stem: str
    type: str  # as `TYPE` answers
    lifetime: Lifetime
    holds: str
    parted: bool = True
    named: bool = False

    def at(self, partition: int, name: str = "") -> str:
        """Return the key of this row in `partition`, for `name` when the row is named."""
        tag = f"{{p{partition:02x}}}:" if self.parted else ""
        return f"{PREFIX}{tag}{self.stem}:{name}" if self.named else f"{PREFIX}{tag}{self.stem}"


META = Key("meta", "hash", Lifetime.ALWAYS, "partitions, layout: fixed at first start", parted=False)
PROBE = Key("probe", "string", Lifetime.ALWAYS, "written by writable() and nobody else", parted=False)
DISABLED = Key("disabled", "hash", Lifetime.ALWAYS, "receiver → why it is disabled", parted=False)
WATCHES = Key("watches", "hash", Lifetime.ALWAYS, "watch → WatchRecord, of those configured", parted=False)
RUNNING = Key("running", "string", Lifetime.ALWAYS, "the watchlists, feeds, routes last in use", parted=False)

FEEDS = Key("feeds", "hash", Lifetime.ALWAYS, "feed → FeedRecord")
FEEDS_SEEN = Key("feeds:seen", "hash", Lifetime.ALWAYS, "feed → SeenItems of its last document")
FEEDS_AGENCY = Key("feeds:agency", "hash", Lifetime.ALWAYS, "feed → agency, of feeds in the due set")
FEEDS_DUE = Key("feeds:due", "zset", Lifetime.ALWAYS, "feed by next due time, or by end of its lease (ms)")
FEEDS_LEASE = Key("feeds:lease", "hash", Lifetime.MOMENT, "feed → fencing token, with its holder")
TOKEN = Key("token", "string", Lifetime.ALWAYS, "counter of fencing tokens")

PAGES = Key("pages", "hash", Lifetime.STORY, "story → PageRecord of its page")
PAGES_DUE = Key("pages:due", "zset", Lifetime.STORY, "story by its page's next visit, or end of a lease (ms)")
PAGES_LEASE = Key("pages:lease", "hash", Lifetime.MOMENT, "story → fencing token of a visit")

STORY = Key("story", "hash", Lifetime.STORY, "head, number, hash, anchor, shown (ms), note", named=True)
VERSIONS = Key("versions", "hash", Lifetime.STORY, "<number> → blob, c<number> → content hash", named=True)
RECENT = Key("recent", "zset", Lifetime.STORY, "story id by time of its newest version (ms)")
SKETCHES = Key("sketches", "hash", Lifetime.STORY, "story id → sketch")
OVERLONG = Key("overlong", "set", Lifetime.MOMENT, "stories with more versions than are kept")
CLUSTER = Key("cluster", "set", Lifetime.STORY, "stories that follow this leader", named=True)
IDENTITY = Key("key", "hash", Lifetime.SIGHTING, "story, at (ms), f:<feed> → content hash", named=True)

OUTBOX = Key("outbox", "stream", Lifetime.STREAM, "alert: blob; consumer group `wirewatch`")
JOURNAL = Key("journal", "stream", Lifetime.STREAM, "story, version, kinds, alerts of each commit")
TOLD = Key("told", "hash", Lifetime.KEEP, "of a cluster: receiver, watchlist, watch → alert id", named=True)

ALERTS = Key("alerts", "zset", Lifetime.KEEP, "alert id by creation (ms)")
ALERT = Key("alert", "hash", Lifetime.KEEP, "alert: blob, d:<delivery id>", named=True)
DELIVERIES = Key("deliveries", "zset", Lifetime.KEEP, "delivery id by creation (ms)")
FAILED = Key("deliveries:failed", "zset", Lifetime.KEEP, "dead delivery id by creation (ms)")
DELIVERIES_DUE = Key("deliveries:due", "zset", Lifetime.MOMENT, "delivery id by due time or lease end (ms)")
DELIVERIES_LEASE = Key("deliveries:lease", "hash", Lifetime.MOMENT, "delivery id → fencing token")
GROUPS = Key("deliveries:groups", "zset", Lifetime.MOMENT, "group\\0delivery id, waiting, all of score 0")
DELIVERY = Key("delivery", "hash", Lifetime.KEEP, "delivery: blob, alert, group, next (ms)", named=True)

TABLE: tuple[Key, ...] = (
    META,
    PROBE,
    DISABLED,
    WATCHES,
    RUNNING,
    FEEDS,
    FEEDS_SEEN,
    FEEDS_AGENCY,
    FEEDS_DUE,
    FEEDS_LEASE,
    TOKEN,
    PAGES,
    PAGES_DUE,
    PAGES_LEASE,
    STORY,
    VERSIONS,
    RECENT,
    SKETCHES,
    OVERLONG,
    CLUSTER,
    IDENTITY,
    OUTBOX,
    JOURNAL,
    TOLD,
    ALERTS,
    ALERT,
    DELIVERIES,
    FAILED,
    DELIVERIES_DUE,
    DELIVERIES_LEASE,
    GROUPS,
    DELIVERY,
)


def partition_of_agency(agency: str, partitions: int) -> int:
    """Return the partition of everything of `agency`. The same in every process and release."""
    digest = blake2b(agency.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) % partitions


def partition_of_story(story: str, partitions: int) -> int:
    """Return the partition a story id (or cluster id) tells, 0…partitions-1.

    An id that is not ours (typed by a person) is put in some partition, where nothing will be found.
    """
    try:
        return int(story[:2], 16) % partitions
    except ValueError:
        return 0


def identity_name(agency: str, key: str) -> str:
    """Return the name of an identity key: short, whatever the length of the guid or URL.

    128 bits: at 10 million keys a collision is as likely as 1 in 10^25.
    """
    text = f"{agency}\0{key}".encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).hexdigest()
