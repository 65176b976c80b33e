"""An attempt is begun only while its lease outlasts it: nobody else may hold the delivery meanwhile."""

from tests.servers.house import House

TRUCE = ("Truce", "A truce was agreed in the north of the country.")


async def claimed_and_waiting(house: House, seconds: float) -> list[str]:
    """Claim a delivery for two minutes and let its turn come `seconds` later. Returns what reached the desk."""
    house.agency.publish("wire", house.item("w-1", *TRUCE))
    house.clock.step(70)
    await house.poll()
    assert (
        await house.app.dispatcher.dispatch_due() == 2
    )  # accepted, and claimed; the attempt has yet to begin
    house.clock.step(seconds)
    await house.app.dispatcher.drain()
    return [request.id for request in house.desk.requests]


async def test_an_attempt_is_made_when_its_lease_holds_for_another_minute(house: House) -> None:
    assert len(await claimed_and_waiting(house, 60)) == 1
    assert [one.state.value for one in await house.app.store.deliveries.list(5)] == ["delivered"]


async def test_no_attempt_is_made_when_its_lease_is_about_to_end_and_the_next_lease_makes_it(
    house: House,
) -> None:
    assert await claimed_and_waiting(house, 61) == []
    house.clock.step(58)
    await house.deliver()
    assert house.desk.requests == []  # still leased
    house.clock.step(2)
    await house.deliver()
    assert len(house.desk.requests) == 1
    (done,) = await house.app.store.deliveries.list(5)
    assert (done.state.value, done.attempts) == ("delivered", 1)
