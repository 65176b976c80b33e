"""The wire to the server: commands, scripts and pipelines, and the one place where its errors become ours."""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from hashlib import sha1
from pathlib import Path
from typing import Any, Final, NamedTuple

from hiredis import pack_command
from redis import exceptions as refusals
from redis.asyncio import RedisCluster

from monitor.model.errors import StoreError, StoreFull, StoreMismatch, StoreUnavailable
from monitor.store.address import MOST_CONNECTIONS, REPLY_TIMEOUT, Client

Word = str | bytes | int | float

SCRIPTS: Final = {
    path.stem: path.read_bytes() for path in sorted((Path(__file__).parent / "scripts").glob("*.lua"))
}
_DIGESTS: Final = {name: sha1(source, usedforsecurity=False).hexdigest() for name, source in SCRIPTS.items()}
MOST_AT_ONCE: Final = (
    1000  # commands of one exchange: what comes beyond goes out by another connection beside it
)

# First match wins; AuthenticationError is a ConnectionError to redis-py, but waiting does not mend it.
_KINDS: Final[tuple[tuple[type[Exception], type[StoreError]], ...]] = (
    (refusals.AuthenticationError, StoreMismatch),
    (refusals.OutOfMemoryError, StoreFull),
    (refusals.ReadOnlyError, StoreUnavailable),
    (refusals.ConnectionError, StoreUnavailable),
    (refusals.TimeoutError, StoreUnavailable),
    (refusals.ClusterDownError, StoreUnavailable),
    (refusals.MasterDownError, StoreUnavailable),
    (refusals.TryAgainError, StoreUnavailable),
    (refusals.RedisClusterException, StoreUnavailable),
)
# Replies that redis-py knows only as ResponseError, by their first word: states that pass.
_PASSING: Final = frozenset(
    {"MISCONF", "NOREPLICAS", "BUSY", "LOADING", "READONLY", "CLUSTERDOWN", "UNKILLABLE"}
)


class Call(NamedTuple):
    """One run of a script. All `keys` carry one hash tag."""

    script: str
    keys: Sequence[str]
    args: Sequence[Word] = ()


def translated(error: Exception) -> StoreError:
    """Return the error of ours that says what `error` means for us."""
    for theirs, ours in _KINDS:
        if isinstance(error, theirs):
            return ours(f"the store does not serve: {error}" if str(error) else "the store does not answer")
    message = str(error)
    if message.partition(" ")[0] in _PASSING:
        return StoreUnavailable(f"the store does not serve: {message}")
    if "OOM" in message.split(" ")[:2]:
        return StoreFull(message)
    return StoreMismatch(f"the store refused: {message}")


@contextmanager
def translating_errors() -> Iterator[None]:
    """Turn whatever redis-py or the socket raises inside into a StoreError."""
    try:
        yield
    except (refusals.RedisError, OSError) as error:
        raise translated(error) from error


class Connection:
    """A client with our scripts. Every method is one round trip and raises StoreError only.

    What is asked in one turn of the event loop goes out as one pipeline on one connection, whoever asks: two hundred
    polls that end at once are one write and one read of the socket, not two hundred (a command by itself costs the
    client 150 µs, one among many 15). Commands of one exchange are carried out in the order in which they were
    asked; between exchanges only what was awaited comes first. A Redis Cluster has a socket per node: there each
    command goes its own way, and order holds only where the caller awaits.

    `revive`, if set, is called when the server does not answer (embedded: it is started again).
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.revive: Callable[[], Awaitable[object]] | None = None
        self.exchanges = 0  # round trips so far; of a cluster, calls
        self.sent = 0  # commands so far
        # redis-py raises when its pool is used up; whoever comes later waits here instead.
        self._limit = asyncio.Semaphore(MOST_CONNECTIONS)
        self._waiting: list[_Asked] = []
        self._exchanging: set[asyncio.Task[None]] = set()
        self._idle: list[Any] = []  # connections in hand that nobody uses now

    @property
    def is_cluster(self) -> bool:
        """Whether keys of different partitions are on different servers, so that no command may name them together."""
        return isinstance(self.client, RedisCluster)

    async def command(self, *words: Word) -> Any:
        """Return the reply to one command."""
        async with self._reviving():
            return _raised((await self._send((words,)))[0])

    async def commands(self, commands: Sequence[Sequence[Word]]) -> list[Any]:
        """Return the replies to `commands`, in order. Each may fail by itself: the first failure is raised."""
        async with self._reviving():
            return [_raised(reply) for reply in await self._send(commands)]

    async def script(self, script: str, keys: Sequence[str], args: Sequence[Word] = ()) -> Any:
        """Return what the script returns."""
        return (await self.scripts((Call(script, keys, args),)))[0]

    async def scripts(self, calls: Sequence[Call]) -> list[Any]:
        """Return what the scripts return, in order; those the server has forgotten are sent whole."""
        async with self._reviving():
            return [_raised(reply) for reply in await self._run(calls)]

    async def each_script(self, calls: Sequence[Call]) -> list[Any]:
        """As `scripts`, but a call that fails by itself has its StoreError in its place: the others count."""
        async with self._reviving():
            replies = await self._run(calls)
        return [translated(reply) if isinstance(reply, refusals.RedisError) else reply for reply in replies]

    async def info(self, section: str) -> dict[str, Any]:
        """Return one section of INFO (of some node, in a cluster)."""
        async with self._reviving():
            target: dict[str, Any] = {}
            if isinstance(self.client, RedisCluster):
                await self.client.initialize()
                target = {"target_nodes": self.client.get_random_node()}
            with translating_errors():
                reply = await self.client.execute_command("INFO", section, **target)
        return dict(reply)

    async def close(self) -> None:
        """Let exchanges under way end, and close all connections."""
        await asyncio.gather(*self._exchanging, return_exceptions=True)
        await self.client.aclose()

    @asynccontextmanager
    async def _reviving(self) -> AsyncIterator[None]:
        """Start a server of our own again when it is gone; the command is not repeated."""
        try:
            with translating_errors():
                yield
        except StoreUnavailable:
            if self.revive is not None:
                with suppress(StoreError):
                    await self.revive()
            raise

    async def _run(self, calls: Sequence[Call]) -> list[Any]:
        """Return what the scripts return, and refusals in their places. The order of those sent again is kept."""
        replies = await self._send(
            [("EVALSHA", _DIGESTS[c.script], len(c.keys), *c.keys, *c.args) for c in calls]
        )
        for place, reply in enumerate(replies):
            if isinstance(reply, refusals.NoScriptError):
                again = calls[place]
                whole = ("EVAL", SCRIPTS[again.script], len(again.keys), *again.keys, *again.args)
                replies[place] = (await self._send((whole,)))[0]
        return replies

    async def _send(self, commands: Sequence[Sequence[Word]]) -> list[Any]:
        """Return replies and refusals."""
        if not commands:
            return []
        self.sent += len(commands)
        if isinstance(self.client, RedisCluster):
            self.exchanges += len(commands)
            async with self._limit:
                tasks = [self.client.execute_command(*command) for command in commands]
                return await asyncio.gather(*tasks, return_exceptions=True)
        loop = asyncio.get_running_loop()
        asked = _Asked(commands, loop.create_future())
        self._waiting.append(asked)
        if len(self._waiting) == 1:
            loop.call_soon(self._start_exchange)
        return await asked.replies

    def _start_exchange(self) -> None:
        """Send what was asked in this turn of the loop. The task is kept, and outlives whoever asked."""
        while self._waiting:
            together, count = [], 0
            while self._waiting and count < MOST_AT_ONCE:
                together.append(self._waiting.pop(0))
                count += len(together[-1].commands)
            task = asyncio.create_task(self._exchange(together))
            self._exchanging.add(task)
            task.add_done_callback(self._exchanging.discard)

    async def _exchange(self, together: Sequence["_Asked"]) -> None:
        """Write the commands, read the replies, hand them out; a broken exchange breaks for all who took part."""
        self.exchanges += 1
        client: Any = self.client  # never a cluster's
        try:
            async with self._limit:
                replies = await self._pipelined(
                    client.connection_pool,
                    client.response_callbacks,
                    [command for asked in together for command in asked.commands],
                )
        except (refusals.RedisError, OSError) as error:
            for asked in together:
                if not asked.replies.done():
                    asked.replies.set_exception(error)
            return
        at = 0
        for asked in together:
            if not asked.replies.done():  # nobody waits any more: it was cancelled
                asked.replies.set_result(replies[at : at + len(asked.commands)])
            at += len(asked.commands)

    async def _pipelined(
        self, pool: Any, shapes: Mapping[str, Callable[[Any], Any]], commands: Sequence[Sequence[Word]]
    ) -> list[Any]:
        """Return the replies to `commands`, refusals among them, by one write on one connection.

        redis-py's own pipeline packs words in Python and reads each reply under a timeout of its own, which costs as
        much as all the rest of a poll; hiredis packs them, and one timeout stands over the exchange. A connection is
        kept in hand between exchanges, as giving it back to redis-py's pool and taking it out costs as much again.

        Args:
            pool: redis-py's, which makes connections and mends broken ones.
            shapes: by a command's name, what redis-py makes of its reply.
            commands: what to ask.
        """
        connection = self._idle.pop() if self._idle else await pool.get_connection()
        try:
            async with asyncio.timeout(REPLY_TIMEOUT):
                await pool.ensure_connection(connection)
                packed = [pack_command(tuple(command)) for command in commands]  # type: ignore[arg-type] # stub: one word
                await connection.send_packed_command(b"".join(packed), check_health=False)
                replies = [await _reply(connection, shapes.get(str(command[0]))) for command in commands]
        except BaseException as error:
            # Replies that nobody read would be taken for those to the next commands.
            await connection.disconnect(nowait=True)
            await pool.release(connection)
            if isinstance(error, TimeoutError):
                raise refusals.TimeoutError(f"no answer within {REPLY_TIMEOUT:g} s") from error
            raise
        self._idle.append(connection)
        return replies


class _Asked(NamedTuple):
    """Commands of one caller, and where their replies are awaited."""

    commands: Sequence[Sequence[Word]]
    replies: asyncio.Future[list[Any]]


async def _reply(connection: Any, shape: Callable[[Any], Any] | None) -> Any:
    """Return one reply as redis-py shapes it, or the refusal."""
    try:
        reply = await connection.read_response(timeout=math.inf)
    except refusals.ResponseError as refusal:
        return refusal
    return shape(reply) if shape else reply


def _raised(reply: Any) -> Any:
    """Return a reply; a refusal is raised."""
    if isinstance(reply, Exception):
        raise reply
    return reply
