"""A service that stops leaves nothing open behind it."""

import asyncio
from collections.abc import Callable

from tests.servers.house import House


async def becomes(holds: Callable[[], bool]) -> None:
    """Wait until it holds: the other end of a connection hears of its end a little later."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - no event tells it
            await asyncio.sleep(0)


async def test_connections_to_agencies_and_desks_are_kept_while_it_runs_and_closed_at_stop(
    house: House,
) -> None:
    house.agency.publish("wire", house.item("w-1", "Truce", "A truce was agreed in the north."))
    assert await house.turn() == [("first_mention", "Ceasefire")]
    assert (house.agency.connections > 0, house.desk.connections) == (True, 1)

    await house.app.stop()

    await becomes(lambda: house.agency.connections == 0)
    await becomes(lambda: house.desk.connections == 0)


async def test_a_receiver_that_leaves_the_config_is_hung_up_on(house: House) -> None:
    house.agency.publish("wire", house.item("w-1", "Truce", "A truce was agreed in the north."))
    await house.turn()
    house.write(receivers__desk="routes: {}\n")

    assert await house.app.reload(house.folder, house.environ)

    await becomes(lambda: house.desk.connections == 0)
