"""More feeds due at once than the store has connections."""

from tests.servers.house import House

FEEDS = 150


async def test_a_hundred_and_fifty_feeds_due_at_once_are_all_polled(house: House) -> None:
    rows = "\n".join(f"  - {{id: many-{n}, url: {house.agency.url}/many-{n}.xml}}" for n in range(FEEDS))
    house.write(feeds__many=f"feeds:\n{rows}\n")
    for n in range(FEEDS):
        house.agency.publish(f"many-{n}", house.item(f"m-{n}", f"Notice {n}", f"The ferry number {n} sails."))
    assert await house.app.reload(house.folder, house.environ)
    for _ in range(3):
        await house.turn(5)
    records = await house.app.store.feeds.records(house.app.config.feeds)
    assert {record.state.value for record in records} == {"ok"}
    assert len(records) == FEEDS + 3
