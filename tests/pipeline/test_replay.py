"""The backtest against what the service itself told: the same news, the same alerts."""

from datetime import datetime, timedelta

import pytest

from monitor.app import rules_of
from monitor.config.load import load
from monitor.model.alert import Alert
from monitor.pipeline import replay as module
from monitor.pipeline.replay import changed_since, replay
from monitor.recording.rules import Rules
from tests.servers.house import House

LONG_AGO = timedelta(days=30)
FERRY = (
    "Karin Brandt said that 9 crew members had been taken off the ferry before the fog came down on Friday.",
    "The harbour office has asked for divers to look at the hull once the tide lets them work by daylight.",
    "The line hopes to sail again within days and has offered passengers their fare back, its office said.",
)


async def replayed(house: House, rules: Rules, since: datetime) -> list[Alert]:
    store = house.app.store
    played = [batch async for batch in replay(store, rules, await changed_since(store, since), since)]
    return [alert for batch in played for one in batch for alert in one.alerts]


async def news(house: House) -> None:
    """A story that is changed, copied elsewhere and withdrawn."""
    house.agency.publish("wire", house.item("ferry", "Ferry aground off Alder", *FERRY))
    await house.turn()
    house.agency.publish("outlet", house.item("our-ferry", "Ferry aground off Alder", *FERRY))
    await house.turn()
    changed = (FERRY[0].replace("9 crew", "90 crew"), *FERRY[1:])
    house.agency.rewrite("wire", "ferry", paragraphs=changed)
    await house.turn()
    house.agency.rewrite("outlet", "our-ferry", paragraphs=changed)
    await house.turn()
    house.agency.rewrite("wire", "ferry", title="STORY WITHDRAWN: Ferry aground off Alder", paragraphs=())
    await house.turn()


async def test_with_the_same_watchlists_it_tells_what_was_told(house: House) -> None:
    await news(house)
    told = await house.app.store.deliveries.alerts(100)

    alerts = await replayed(house, house.app.rules, house.clock.now() - LONG_AGO)

    assert len(told) >= 2
    assert sorted((alert.id, alert.type) for alert in alerts) == sorted(
        (alert.id, alert.type) for alert in told
    )


async def test_a_watch_that_is_new_is_tried_on_what_is_stored(house: House) -> None:
    await news(house)
    house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")
    rules = rules_of(load(house.folder, house.environ))

    alerts = await replayed(house, rules, house.clock.now() - LONG_AGO)

    assert {alert.watch for alert in alerts} == {"Divers"}
    assert alerts[0].reason.value == "first_mention"
    assert [addressee.receiver for addressee in alerts[0].addressees] == ["desk"]


async def test_what_came_before_is_played_but_not_reported(house: House) -> None:
    house.agency.publish("wire", house.item("ferry", "Ferry aground off Alder", *FERRY))
    await house.turn()
    since = house.clock.now() + timedelta(seconds=1)
    house.agency.rewrite("wire", "ferry", paragraphs=(FERRY[0].replace("9 crew", "90 crew"), *FERRY[1:]))
    await house.turn()

    alerts = await replayed(house, house.app.rules, since)

    assert [(alert.reason.value, alert.story.version) for alert in alerts] == [("update", 2)]


async def test_a_mention_that_went_is_told_where_the_watch_asks_for_it(house: House) -> None:
    house.agency.publish("wire", house.item("ferry", "Ferry aground off Alder", *FERRY))
    await house.turn()
    house.agency.rewrite(
        "wire", "ferry", paragraphs=(FERRY[0].replace("Karin Brandt", "The mate"), *FERRY[1:])
    )
    await house.turn()
    house.write(watchlists__strait="watchlist: Gone\npeople: [Karin Brandt]\non: [mention_removed]\n")
    rules = rules_of(load(house.folder, house.environ))

    alerts = await replayed(house, rules, house.clock.now() - LONG_AGO)

    assert [(alert.reason.value, alert.story.version) for alert in alerts] == [("mention_removed", 2)]


async def test_old_news_and_its_copy_tell_nobody_here_either(house: House) -> None:
    house.agency.publish("wire", house.item("ferry", "Ferry aground off Alder", *FERRY, hours=-72))
    await house.turn()
    house.agency.publish("outlet", house.item("our-ferry", "Ferry aground off Alder", *FERRY))
    await house.turn()
    assert await house.app.store.deliveries.alerts(100) == ()

    assert await replayed(house, house.app.rules, house.clock.now() - LONG_AGO) == []


async def test_it_writes_and_sends_nothing(house: House) -> None:
    await news(house)
    store = house.app.store
    before = (
        await store.stories.recent(100),
        await store.deliveries.list(100),
        await store.journal.tail(None, 1000),
        len(house.desk.requests),
    )

    await replayed(house, house.app.rules, house.clock.now() - LONG_AGO)
    await house.deliver()

    assert before == (
        await store.stories.recent(100),
        await store.deliveries.list(100),
        await store.journal.tail(None, 1000),
        len(house.desk.requests),
    )


async def test_stories_that_did_not_change_since_are_not_looked_at(house: House) -> None:
    await news(house)

    assert await changed_since(house.app.store, house.clock.now() + timedelta(seconds=1)) == ()


@pytest.mark.parametrize("page", [1, 2, 3, 50])
async def test_every_story_is_found_however_many_share_a_millisecond_or_a_page(
    house: House, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(module, "PAGE", page)
    for number in range(5):
        house.agency.publish(
            "wire", house.item(f"n{number}", f"Note {number}", f"Number {number} of a kind.")
        )
        await house.turn(70 if number % 2 else 0)
    stories = await house.app.store.stories.recent(1000)

    found = await changed_since(house.app.store, house.clock.now() - LONG_AGO)

    assert [story.id for story in found] == [story.id for story in stories]


TIDES = "watchlist: Strait\npeople: [Karin Brandt, Ilya Marsh]\ntopics:\n  - {name: Divers, any: [divers]}\n"
PARTIES = (
    "Ilya Marsh signed the harbour accord on Friday in the presence of the port captains of both shores.",
    "The accord sets quotas for trawlers and opens the inner roads to ferries at night for the first time.",
    "Its text will be laid before both parliaments in May, and takes effect once each has voted for it.",
)


async def a_whole_day(house: House) -> None:
    """First sight, old news, a copy, changes on both sides, a correction mended first by a customer, a kill."""
    agency = house.agency
    house.write(
        watchlists__strait=TIDES,
        feeds__more=f"feeds:\n  - {{id: late, url: {agency.url}/late.xml}}\n",
    )
    agency.publish("late", house.item("l-1", "Marsh speaks", "Ilya Marsh spoke at noon.", hours=-5))
    agency.publish("late", house.item("l-2", "Marsh rests", "Ilya Marsh rested afterwards.", hours=-1))
    assert await house.app.reload(house.folder, house.environ)
    await house.turn()
    agency.publish("wire", house.item("old", "Brandt remembered", "Karin Brandt was honoured.", hours=-72))
    await news(house)
    agency.publish("outlet", house.item("our-accord", "Accord signed", *PARTIES))
    await house.turn()
    agency.publish("wire", house.item("accord", "Accord signed", *PARTIES))
    await house.turn()
    mended = (PARTIES[0].replace("Friday", "Thursday"), *PARTIES[1:])
    agency.rewrite("outlet", "our-accord", paragraphs=mended)
    await house.turn()
    agency.rewrite("wire", "accord", title="CORRECTED-Accord signed", paragraphs=mended)
    await house.turn()
    agency.rewrite("outlet", "our-accord", paragraphs=(*mended, "Divers will survey the inner roads first."))
    await house.turn()


async def test_a_whole_day_replayed_tells_what_the_day_told_to_the_word(house: House) -> None:
    await a_whole_day(house)
    told = sorted(await house.app.store.deliveries.alerts(100), key=lambda alert: alert.id)

    alerts = sorted(await replayed(house, house.app.rules, house.clock.now() - LONG_AGO), key=lambda a: a.id)

    assert len(told) >= 8
    assert {alert.reason.value for alert in told} == {"first_mention", "update", "correction", "retraction"}
    assert [alert.id for alert in alerts] == [alert.id for alert in told]
    for live, played in zip(told, alerts, strict=True):
        assert played == live
