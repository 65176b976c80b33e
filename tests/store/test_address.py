import pytest
from redis.asyncio import Redis, RedisCluster
from redis.asyncio.sentinel import SentinelConnectionPool

from monitor.model.errors import StoreMismatch
from monitor.store.address import open_client


async def test_a_sentinel_address_names_the_sentinels_and_the_master() -> None:
    client = open_client("redis+sentinel://ann:se%40cret@one.example,two.example:26380,[::1]:7/desk/2")
    assert isinstance(client, Redis)
    pool = client.connection_pool
    assert isinstance(pool, SentinelConnectionPool)
    hosts = [one.connection_pool.connection_kwargs for one in pool.sentinel_manager.sentinels]
    assert [(one["host"], one["port"]) for one in hosts] == [
        ("one.example", 26379),
        ("two.example", 26380),
        ("::1", 7),
    ]
    kept = pool.connection_kwargs
    assert (pool.service_name, kept["db"], kept["username"], kept["password"]) == (
        "desk",
        2,
        "ann",
        "se@cret",
    )


async def test_a_cluster_address_names_any_of_its_nodes() -> None:
    client = open_client("redis+cluster://one.example,two.example:7001")
    assert isinstance(client, RedisCluster)
    assert {(node.host, node.port) for node in client.nodes_manager.startup_nodes.values()} == {
        ("one.example", 6379),
        ("two.example", 7001),
    }


@pytest.mark.parametrize(
    "url", ["redis://desk.example:6379/0", "rediss://desk.example", "unix:///run/store.sock"]
)
async def test_no_command_is_repeated_behind_our_back(url: str) -> None:
    client = open_client(url)
    assert isinstance(client, Redis)
    assert client.connection_pool.connection_kwargs["retry"].get_retries() == 0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "redis",
        "http://desk.example",
        "redis+sentinel://one.example",
        "redis+cluster://",
        "redis://h:port",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StoreMismatch, match=r"store\.url"):
        open_client(url)
