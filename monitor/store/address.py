"""Opens a client for a store address: unix:// redis:// rediss:// redis+sentinel:// redis+cluster://.

Everything the client may do by itself is stated. In particular it repeats nothing: redis-py's own ten retries
turned one XADD into three and hid a dead server for seconds (docs/engines.md). Repeating is the caller's business, who
knows which commands can be repeated.
"""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from redis.asyncio import Redis, RedisCluster, Sentinel
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from monitor.model.errors import StoreMismatch

Client = Redis | RedisCluster

CONNECT_TIMEOUT: Final = 3.0  # seconds
REPLY_TIMEOUT: Final = 5.0  # seconds; no command of ours blocks
MOST_CONNECTIONS: Final = 64
SENTINEL_PORT: Final = 26379
REDIS_PORT: Final = 6379

_KEEPALIVE: Final[dict[str, Any]] = {"socket_keepalive": True}  # unknown to unix sockets


def _options() -> dict[str, Any]:
    return {
        "decode_responses": False,
        "legacy_responses": False,
        "retry": Retry(NoBackoff(), 0),
        "socket_timeout": REPLY_TIMEOUT,
        "socket_connect_timeout": CONNECT_TIMEOUT,
        "health_check_interval": 0,
        "client_name": "wirewatch",
        "max_connections": MOST_CONNECTIONS,
    }


def open_client(url: str) -> Client:
    """Return a client for `url`; it connects at its first command.

    Raises:
        StoreMismatch: no address we know.
    """
    scheme = url.partition("://")[0]
    opener = _OPENERS.get(scheme)
    if opener is None:
        known = ", ".join(["embedded", *(f"{name}://" for name in _OPENERS)])
        raise StoreMismatch(f"store.url {scheme!r} is no store address; use one of {known}")
    try:
        return opener(url)
    except ValueError as error:
        raise StoreMismatch(f"store.url cannot be read: {error}") from error


def open_socket(path: str) -> Redis:
    """Return a client for the server that listens on the unix socket `path`."""
    return Redis(unix_socket_path=path, **_options())


def _open_socket_url(url: str) -> Client:
    return Redis.from_url(url, **_options())


def _open_single(url: str) -> Client:
    return Redis.from_url(url, **_options(), **_KEEPALIVE)


def _open_cluster(url: str) -> Client:
    netloc, _ = _parted(url)
    nodes = [ClusterNode(host, port) for host, port in _hosts(netloc, REDIS_PORT)]
    return RedisCluster(startup_nodes=nodes, **_options(), **_KEEPALIVE, **_login(netloc))


def _open_sentinel(url: str) -> Client:
    netloc, path = _parted(url)
    master, _, database = path.strip("/").partition("/")
    if not master:
        raise ValueError("redis+sentinel:// needs the master's name as its path")
    sentinel = Sentinel(  # type: ignore[no-untyped-call] # redis-py leaves its constructor bare
        _hosts(netloc, SENTINEL_PORT),
        sentinel_kwargs={"socket_timeout": REPLY_TIMEOUT, "socket_connect_timeout": CONNECT_TIMEOUT},
        **_options(),
        **_KEEPALIVE,
        **_login(netloc),
        db=int(database or 0),
    )
    client: Redis = sentinel.master_for(master)
    return client


def _parted(url: str) -> tuple[str, str]:
    """Return the hosts with the login before them, and the path. `urlsplit` takes one host, and no list of them."""
    netloc, _, path = url.partition("://")[2].partition("/")
    return netloc, path.partition("?")[0]


def _hosts(netloc: str, port: int) -> list[tuple[str, int]]:
    """Return host and port of each of `user:password@host:port,host:port`. IPv6 hosts stand in brackets."""
    found = []
    for address in netloc.rpartition("@")[2].split(","):
        parts = urlsplit(f"//{address}")
        if not parts.hostname:
            raise ValueError("a host is missing")
        found.append((parts.hostname, parts.port or port))
    return found


def _login(netloc: str) -> dict[str, Any]:
    user, _, password = netloc.rpartition("@")[0].partition(":")
    login = {"username": unquote(user), "password": unquote(password)}
    return {name: value for name, value in login.items() if value}


_OPENERS: dict[str, Callable[[str], Client]] = {
    "redis": _open_single,
    "rediss": _open_single,
    "unix": _open_socket_url,
    "redis+sentinel": _open_sentinel,
    "redis+cluster": _open_cluster,
}
