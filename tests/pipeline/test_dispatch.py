"""From the outbox to the desk: grouping, order, retries, dead letters, receivers that are gone."""

from dataclasses import replace

import pytest

from monitor.model.alert import DeliveryState
from monitor.model.watch import Reason
from monitor.store.stories import Commit
from tests.pipeline.test_day import HEADLINE, NEW, TALKS, swap
from tests.servers.desk import Answer, Desk
from tests.servers.house import House

WAITING = """\
receivers:
  - name: desk
    webhook: {{url: "{url}", secret: "${{DESK_SECRET}}", allow_private: [127.0.0.0/8]}}
routes: {{receiver: desk, group_wait: 5m}}
"""
TWO = """\
receivers:
  - {{name: slow, webhook: {{url: "{slow}", allow_private: [127.0.0.0/8]}}}}
  - {{name: quick, webhook: {{url: "{quick}", allow_private: [127.0.0.0/8]}}}}
routes: {{routes: [{{receiver: slow, continue: true}}, {{receiver: quick}}]}}
"""
CORRECTED = swap("Daniel Brandt", "Karin Brandt")


@pytest.fixture
async def waiting(house: House) -> House:
    """A house whose desk wants alerts on one story and watch together, after five minutes."""
    house.write(receivers__desk=WAITING.format(url=house.desk.url))
    assert await house.app.reload(house.folder, house.environ)
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    assert await house.turn() == []
    return house


async def states(house: House) -> dict[str, int]:
    found = [delivery.state.value for delivery in await house.app.store.deliveries.list(100)]
    return {state: found.count(state) for state in set(found)}


async def test_what_comes_within_the_wait_is_told_as_one_by_its_newest_version(waiting: House) -> None:
    waiting.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 12"))
    assert await waiting.turn() == []
    assert await waiting.turn(300) == NEW
    assert waiting.data()["story"]["version"] == 2
    assert await states(waiting) == {"delivered": 2, "digested": 2}
    assert await waiting.turn(3600) == []


async def test_a_correction_within_the_wait_is_told_on_its_own(waiting: House) -> None:
    waiting.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=CORRECTED)
    assert await waiting.turn() == []
    told = await waiting.turn(300)
    corrections = [("correction", watch) for watch in ("Ceasefire", "Ilya Marsh", "Karin Brandt")]
    assert told == [*corrections, *NEW]


async def test_a_desk_that_never_answers_well_gets_a_dead_letter_that_can_be_sent_again(house: House) -> None:
    house.desk.answer = Answer(500)
    house.agency.publish(
        "wire", house.item("w-1", "Truce", "A truce was agreed in the north of the country.")
    )
    await house.turn()
    for _ in range(12):
        await house.turn(11 * 3600)
    (dead,) = await house.app.store.deliveries.list(10, failed=True)
    assert (dead.state, dead.attempts) == (DeliveryState.DEAD, 8)
    assert "500" in dead.detail
    house.desk.answer = Answer()
    assert await house.app.store.deliveries.redeliver(dead.id)
    assert await house.turn() == [("first_mention", "Ceasefire")]
    assert len({request.id for request in house.desk.requests}) == 1


async def test_a_desk_that_is_gone_for_good_is_disabled_and_asked_no_more(house: House) -> None:
    house.desk.answer = Answer(410)
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    await house.turn()
    assert "desk" in await house.app.store.deliveries.disabled()
    assert len(house.desk.requests) == 1
    assert await states(house) == {"dead": 2}


async def test_a_hanging_desk_delays_no_other(house: House) -> None:
    async with Desk() as slow:
        slow.answer = Answer(hang=True)
        house.write(receivers__desk=TWO.format(slow=slow.url, quick=house.desk.url))
        assert await house.app.reload(house.folder, house.environ)
        house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
        house.clock.step(70)
        await house.poll()
        await house.app.dispatcher.dispatch_due()
        assert len(await house.desk.wait_for(2)) == 2
        assert len(await slow.wait_for(1)) == 1
    await house.app.dispatcher.drain()
    assert (await states(house))["delivered"] >= 2


async def test_two_first_mentions_of_one_cluster_are_told_once(house: House) -> None:
    """Two replicas may each commit one in the same moment: the second is dropped on its way out."""
    house.agency.publish(
        "wire", house.item("w-1", "Truce", "A truce was agreed in the north of the country.")
    )
    await house.turn()
    store = house.app.store
    (alert,) = await store.deliveries.alerts(10)
    story = await house.story("w-1")
    twin = replace(alert, id="0" * 24, story=replace(alert.story, id=f"{story.id[:2]}{'9' * 16}"))
    update = replace(alert, id="1" * 24, reason=Reason.UPDATE, type="story.update")
    commit = Commit(story, None, story.version, story.content_hash, "wire", (), b"", (twin, update))
    await store.stories.commit(commit)
    assert await house.turn() == [("update", "Ceasefire")]
