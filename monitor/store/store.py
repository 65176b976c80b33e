"""Opens the store and hands out its parts: feeds, pages, stories, outbox, deliveries, journal, watches."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from monitor.clock import Clock
from monitor.model.errors import StoreError, StoreMismatch
from monitor.store import keys
from monitor.store.address import open_client, open_socket
from monitor.store.codec import text, to_ms
from monitor.store.connection import Connection
from monitor.store.deliveries import Deliveries
from monitor.store.embedded import EmbeddedServer
from monitor.store.feeds import FeedStore
from monitor.store.journal import Journal
from monitor.store.leases import DueSet
from monitor.store.outbox import Outbox
from monitor.store.pages import PageStore
from monitor.store.running import RunningStore
from monitor.store.stories import StoryStore
from monitor.store.watches import WatchStore

EMBEDDED: Final = "embedded"
LAYOUT: Final = 1  # of keys and blobs; another number here and in the store is a StoreMismatch
DAY: Final = 86_400.0
REDIS_FLOOR: Final = (7, 0)
VALKEY_FLOOR: Final = (7, 2)


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """Where the store is and what it keeps. `keep` in seconds; `partitions` counts only at the first start."""

    url: str = EMBEDDED
    data_dir: Path = Path("data")
    keep: float = 90 * DAY
    keep_versions: int = 50
    partitions: int = 16
    binary: str | None = None


class Store:
    """The open store. Every method raises StoreError only."""

    def __init__(self, connection: Connection, clock: Clock, options: StoreOptions, partitions: int) -> None:
        self.partitions = partitions
        self.server: EmbeddedServer | None = None
        self._connection = connection
        self._clock = clock
        self._options = options
        holder = uuid4().hex[:12]  # of leases: this process, in this life of it
        self.feeds = FeedStore(connection, clock, partitions, holder)
        self.pages = PageStore(connection, clock, partitions, holder)
        self.journal = Journal(connection, partitions)
        self.watches = WatchStore(connection)
        self.running = RunningStore(connection)
        self.stories = StoryStore(connection, clock, partitions, options.keep, options.keep_versions)
        self.outbox = Outbox(connection, clock, partitions, options.keep)
        self.deliveries = Deliveries(connection, clock, partitions, options.keep, holder)

    def id_prefix(self, agency: str) -> str:
        """Return how the ids of the agency's stories begin: the partition can be told from it alone."""
        return f"{keys.partition_of_agency(agency, self.partitions):02x}"

    def story_id(self, agency: str, digest: str) -> str:
        """Return the id of the agency's story with this digest."""
        return f"{self.id_prefix(agency)}{digest}"

    @property
    def round_trips(self) -> int:
        """How often the server was asked so far; what is asked in one turn of the loop counts once."""
        return self._connection.exchanges

    @property
    def commands_sent(self) -> int:
        """How many commands the server was sent so far."""
        return self._connection.sent

    async def ping(self) -> None:
        """Return when the store answers; an embedded server that is gone is started again first.

        Raises:
            StoreUnavailable: it does not answer.
            StoreMismatch: the embedded server cannot be started; the message says why.
        """
        if self.server is not None:
            await self.server.ensure()
        await self._connection.command("PING")

    async def writable(self) -> str | None:
        """Return None when the store takes writes, else one sentence saying why not."""
        try:
            await self.ping()
            await self._connection.command("SET", keys.PROBE.at(0), to_ms(self._clock.now()))
        except StoreError as error:
            return str(error)
        return None

    async def check(self) -> tuple[str, ...]:
        """Return what an operator should know, one sentence each.

        Raises:
            StoreMismatch: the server is too old.
        """
        check_version(await self._connection.info("server"))
        memory = await self._connection.info("memory")
        persistence = await self._connection.info("persistence")
        warnings = [*_eviction_warning(memory), *_persistence_warning(persistence)]
        if self.partitions != self._options.partitions:
            warnings.append(
                f"the store was made with {self.partitions} partitions and stays so; "
                f"the {self._options.partitions} of the config are not used"
            )
        return tuple(warnings)

    async def free_leases(self) -> int:
        """End every lease and return how many there were. Only for who knows that no other daemon lives."""
        return sum([await due.free() for due in self.due_sets])

    @property
    def due_sets(self) -> tuple[DueSet, ...]:
        """The due sets of feeds, pages and deliveries."""
        return (self.feeds.leases, self.pages.leases, self.deliveries.leases)

    async def prune(self, limit: int = 500) -> int:
        """Remove what is older than `keep` (about `limit` things of each sort); return how many things went."""
        gone = await self.stories.prune(limit) + await self.deliveries.prune(limit)
        await self.outbox.trim()
        await self.journal.trim(self._options.keep)
        return gone

    async def close(self) -> None:
        """Close the connections and stop the embedded server, if it is our own."""
        await self._connection.close()
        if self.server is not None:
            await self.server.stop()


async def open_store(options: StoreOptions, clock: Clock) -> Store:
    """Return the store of `options`, started if it is the embedded one, and ready for use.

    Raises:
        StoreUnavailable: it does not answer.
        StoreMismatch: it is too old, of another layout, or the address is none.
    """
    server = EmbeddedServer(options.data_dir, options.binary) if options.url == EMBEDDED else None
    if server is None:
        connection = Connection(open_client(options.url))
    else:
        await server.start()
        connection = Connection(open_socket(str(server.socket)))
    try:
        check_version(await connection.info("server"))
        store = Store(connection, clock, options, await _fix_partitions(connection, options.partitions))
        store.server = server
        connection.revive = server.ensure if server is not None else None
        await store.outbox.prepare()
        if server is not None and not server.attached:
            # The lock is ours, so no daemon lives that could hold a lease: after a crash work goes on at once.
            await store.free_leases()
    except StoreError:
        await connection.close()
        if server is not None:
            await server.stop()
        raise
    return store


async def _fix_partitions(connection: Connection, wanted: int) -> int:
    """Return the number of partitions this store has; the first start decides it for good."""
    if not 1 <= wanted <= keys.MOST_PARTITIONS:
        raise StoreMismatch(f"store.partitions must be 1 to {keys.MOST_PARTITIONS}, not {wanted}")
    key = keys.META.at(0)
    await connection.command("HSETNX", key, "partitions", wanted)
    await connection.command("HSETNX", key, "layout", LAYOUT)
    partitions, layout = await connection.command("HMGET", key, "partitions", "layout")
    if int(layout) != LAYOUT:
        raise StoreMismatch(f"the store has layout {text(layout)}, this release reads {LAYOUT}")
    return int(partitions)


def check_version(server: dict[str, Any]) -> None:
    """Raise StoreMismatch when the server (its INFO section) is older than Redis 7.0 or Valkey 7.2."""
    valkey = server.get("valkey_version")
    name, version, floor = (
        ("Valkey", valkey, VALKEY_FLOOR)
        if valkey
        else ("Redis", server.get("redis_version", "0"), REDIS_FLOOR)
    )
    if tuple(int(part) for part in str(version).split(".")[:2]) < floor:
        wanted = ".".join(map(str, floor))
        raise StoreMismatch(f"the store is {name} {version}; it must be {name} {wanted} or newer")


def _eviction_warning(memory: dict[str, Any]) -> list[str]:
    policy = memory.get("maxmemory_policy", "noeviction")
    if policy == "noeviction":
        return []
    return [
        f"the store evicts keys when full (maxmemory-policy {policy}): stories will vanish; set noeviction"
    ]


def _persistence_warning(persistence: dict[str, Any]) -> list[str]:
    if int(persistence.get("aof_enabled", 0)):
        return []
    return [
        "the store keeps no append-only file (appendonly no): a restart loses the newest stories and alerts"
    ]
