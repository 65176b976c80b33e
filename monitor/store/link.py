"""The wire to the server: commands, scripts and pipelines, and the one place where its errors become ours."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from redis import exceptions as refusals
from redis.asyncio import RedisCluster
from redis.commands.core import AsyncScript

from monitor.model.errors import StoreError, StoreFull, StoreMismatch, StoreUnavailable
from monitor.store.address import MOST_CONNECTIONS, Client

Word = str | bytes | int | float

SCRIPTS: Final = {
    path.stem: path.read_bytes() for path in sorted((Path(__file__).parent / "scripts").glob("*.lua"))
}

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
def ours() -> Iterator[None]:
    """Turn whatever redis-py or the socket raises inside into a StoreError."""
    try:
        yield
    except (refusals.RedisError, OSError) as error:
        raise translated(error) from error


class Link:
    """A client with our scripts registered. Every method is one round trip and raises StoreError only.

    `revive`, if set, is called when the server does not answer (embedded: it is started again).
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.revive: Callable[[], Awaitable[object]] | None = None
        # redis-py raises when its pool is used up; whoever comes later waits here instead.
        self._seats = asyncio.Semaphore(MOST_CONNECTIONS)
        self._scripts: dict[str, AsyncScript] = {
            name: client.register_script(source) for name, source in SCRIPTS.items()
        }

    async def ask(self, *command: Word) -> Any:
        """Return the reply to one command."""
        async with self._guarded():
            return await self.client.execute_command(*command)

    async def ask_all(self, commands: Sequence[Sequence[Word]]) -> list[Any]:
        """Return the replies to `commands`, in order. Each may fail by itself: the first failure is raised."""
        async with self._guarded():
            return [_whole(reply) for reply in await self._send(commands)]

    async def run(self, script: str, keys: Sequence[str], args: Sequence[Word] = ()) -> Any:
        """Return what the script returns."""
        async with self._guarded():
            return await self._scripts[script](keys=keys, args=args)

    async def run_all(self, calls: Sequence[Call]) -> list[Any]:
        """Return what the scripts return, in order; those the server has forgotten are loaded and run."""
        async with self._guarded():
            replies = await self._send(
                [("EVALSHA", self._scripts[c.script].sha, len(c.keys), *c.keys, *c.args) for c in calls]
            )
            for place, reply in enumerate(replies):
                if isinstance(reply, refusals.NoScriptError):
                    call = calls[place]
                    replies[place] = await self._scripts[call.script](keys=call.keys, args=call.args)
            return [_whole(reply) for reply in replies]

    async def info(self, section: str) -> dict[str, Any]:
        """Return one section of INFO (of some node, in a cluster)."""
        async with self._guarded():
            target: dict[str, Any] = {}
            if isinstance(self.client, RedisCluster):
                await self.client.initialize()
                target = {"target_nodes": self.client.get_random_node()}
            reply = await self.client.execute_command("INFO", section, **target)
        return dict(reply)

    async def close(self) -> None:
        """Close all connections."""
        await self.client.aclose()

    @asynccontextmanager
    async def _guarded(self) -> AsyncIterator[None]:
        """As `ours`; a server of our own that is gone is started again, but the command is not repeated."""
        try:
            async with self._seats:
                with ours():
                    yield
        except StoreUnavailable:
            if self.revive is not None:
                with suppress(StoreError):
                    await self.revive()
            raise

    async def _send(self, commands: Sequence[Sequence[Word]]) -> list[Any]:
        """Return replies and refusals. A cluster takes no scripts in a pipeline: there, all at once instead."""
        if not commands:
            return []
        if isinstance(self.client, RedisCluster):
            tasks = [self.client.execute_command(*command) for command in commands]
            return await asyncio.gather(*tasks, return_exceptions=True)
        async with self.client.pipeline(transaction=False) as pipeline:
            for command in commands:
                pipeline.execute_command(*command)
            replies: list[Any] = await pipeline.execute(raise_on_error=False)
            return replies


def _whole(reply: Any) -> Any:
    if isinstance(reply, Exception):
        raise reply
    return reply
