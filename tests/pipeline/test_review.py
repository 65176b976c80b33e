"""What the stories kept say of the watches: too broad, or silent for long."""

import asyncio
from datetime import timedelta

import pytest
import structlog

from monitor.model.warning import WarningKind
from monitor.model.watch import WatchKey
from monitor.pipeline import review as module
from tests.servers.house import House

DAY = 86_400.0
FORTY = 40
LISTS = """\
watchlist: Strait
people: [Karin Brandt]
topics:
  - {name: Harbour, any: [harbour]}
  - {name: Ceasefire, any: [ceasefire]}
"""
HARBOUR = WatchKey("Strait", "Harbour")


async def publish(house: House, count: int, harbours: int, feed: str = "wire") -> None:
    """Publish stories, of which the first `harbours` speak of the harbour."""
    for number in range(count):
        words = "The harbour stays open." if number < harbours else "The weather stays fine."
        guid = f"{feed}-{house.clock.now():%d%H%M}-{number}"
        text = f"{words} Report {number} of {house.clock.now():%d %H %M} came from {guid} in Vellmar."
        house.agency.publish(feed, house.item(guid, f"Report {guid}", text))
    await house.turn()


async def review(house: House) -> list[tuple[str, str]]:
    """Let the review come due and run. Returns kind and watch of what it found."""
    await house.app.reviewer.review_if_due()
    return [(one.kind.value, one.watch) for one in house.app.reviewer.warnings]


async def reload(house: House, watchlist: str, settings: str = "") -> None:
    house.write(watchlists__strait=watchlist, receivers__review=settings or "review: {}")
    assert await house.app.reload(house.folder, house.environ)


async def test_a_watch_in_too_many_stories_is_told(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 60, 4)

    assert await review(house) == [("too_broad", "Harbour")]
    (warning,) = house.app.watch_warnings
    assert warning.sentence.startswith(
        "Harbour (Strait) stands in 4 of 63 stories of the last day, more than 5 %; "
    )


async def test_a_share_within_the_bound_is_fine(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 57, 3)  # three stand there already: exactly 5 %

    assert await review(house) == []


async def test_few_stories_judge_nobody(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, FORTY - 4, FORTY - 4)  # three stand there already

    assert await review(house) == []


async def test_the_bounds_are_the_users(house: House) -> None:
    await reload(house, LISTS, "review: {too_broad: 50%, at_least: 10}")
    await publish(house, 9, 9)

    assert await review(house) == [("too_broad", "Harbour")]
    await reload(house, LISTS, "review: {too_broad: 80%, at_least: 10}")
    assert await review(house) == []


async def test_stories_that_a_watchlist_does_not_look_at_do_not_count(house: House) -> None:
    await reload(house, f"{LISTS}feeds: [outlet]\n")
    await publish(house, 60, 60)

    assert await review(house) == []
    await publish(house, 41, 3, "outlet")
    await reload(house, f"{LISTS}feeds: [outlet]\npriority: high\n")
    assert await review(house) == [("too_broad", "Harbour")]


async def test_yesterdays_stories_do_not_count(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 60, 20)
    assert await review(house) == [("too_broad", "Harbour")]

    house.clock.step(DAY)
    await publish(house, 60, 0)

    assert await review(house) == []


async def test_it_is_done_at_start_after_a_reload_and_once_a_day(house: House) -> None:
    reviewer = house.app.reviewer

    assert await reviewer.review_if_due()
    assert not await reviewer.review_if_due()
    await reload(house, LISTS)
    assert await reviewer.review_if_due()
    house.clock.step(DAY - 1)
    assert not await reviewer.review_if_due()
    house.clock.step(1)
    assert await reviewer.review_if_due()


async def test_a_reload_meanwhile_begins_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HANDFUL", 1)
    await reload(house, LISTS)
    await publish(house, 60, 60)
    under_way = asyncio.create_task(house.app.reviewer.review_if_due())
    await asyncio.sleep(0)

    await reload(house, "watchlist: Strait\ntopics: [{name: Harbour, any: [ceasefire]}]\n")

    assert not await under_way
    assert house.app.reviewer.warnings == ()
    assert await house.app.reviewer.review_if_due()
    assert house.app.reviewer.warnings == ()


async def test_a_large_day_is_sampled_all_over(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 50)
    await reload(house, LISTS)
    await publish(house, 120, 60)

    assert await review(house) == [("too_broad", "Harbour")]
    assert " of 41 stories " in house.app.reviewer.warnings[0].sentence


async def test_a_month_of_silence_is_told_with_its_beginning(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 4, 1)
    assert await review(house) == []

    house.clock.step(29 * DAY)
    assert await review(house) == []
    house.clock.step(DAY)
    await publish(house, 4, 0)

    assert await review(house) == [
        ("never_fired", "Karin Brandt"),
        ("never_fired", "Harbour"),
        ("never_fired", "Ceasefire"),
    ]
    assert [one.sentence for one in house.app.reviewer.warnings[:2]] == [
        "Karin Brandt (Strait) has not fired for 30 days; watched since 14 March 2025",
        "Harbour (Strait) has not fired for 30 days; watched since 14 March 2025, last fired on 14 March 2025",
    ]


async def test_a_watch_that_fires_is_not_silent(house: House) -> None:
    await reload(house, LISTS)
    for _ in range(31):
        await publish(house, 4, 1)
        assert ("never_fired", "Harbour") not in await review(house)
        house.clock.step(DAY)

    records = await house.app.store.watches.records()
    assert records[HARBOUR].fired == house.clock.now() - timedelta(seconds=DAY)


async def test_silence_is_remembered_through_a_restart(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 4, 1)
    await review(house)
    house.clock.step(31 * DAY)

    await house.restart()

    assert ("never_fired", "Harbour") in await review(house)


async def test_a_watch_with_other_terms_begins_anew(house: House) -> None:
    await reload(house, LISTS)
    await review(house)
    house.clock.step(20 * DAY)
    await reload(house, LISTS.replace("[harbour]", "[harbour, quay]"))
    await review(house)
    house.clock.step(11 * DAY)

    assert await review(house) == [("never_fired", "Karin Brandt"), ("never_fired", "Ceasefire")]


async def test_a_watch_taken_out_is_forgotten(house: House) -> None:
    await review(house)
    await reload(house, LISTS)
    await review(house)

    assert set(await house.app.store.watches.records()) == {
        WatchKey("Strait", name) for name in ("Karin Brandt", "Harbour", "Ceasefire")
    }


async def test_a_young_store_says_nothing_of_silence(house: House) -> None:
    await reload(house, LISTS)
    await review(house)
    house.clock.step(31 * DAY)
    for story in await house.app.store.stories.recent(100):
        await house.app.store._connection.command("ZREM", f"ww:{{p{story.id[:2]}}}:recent", story.id)
    await publish(house, 1, 0)

    assert await review(house) == []


async def test_each_watch_is_logged_once_and_counted(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 60, 60)

    with structlog.testing.capture_logs() as said:
        await review(house)
        house.clock.step(DAY / 2)
        await publish(house, 60, 60)
        house.clock.step(DAY / 2)
        await review(house)

    lines = [line for line in said if line["event"] == "watch.warning"]
    assert [(line["kind"], line["log_level"]) for line in lines] == [("too_broad", "warning")]
    value = house.app.metrics.registry.get_sample_value
    assert value("wirewatch_watch_warnings", {"kind": "too_broad"}) == 1
    assert value("wirewatch_watch_warnings", {"kind": "never_fired"}) == 0


async def test_many_silent_watches_are_logged_in_a_few_lines(house: House) -> None:
    await reload(house, "watchlist: Names\npeople: [" + ", ".join(f"Ada Nr{n}x" for n in range(50)) + "]\n")
    await review(house)
    house.clock.step(31 * DAY)

    with structlog.testing.capture_logs() as said:
        found = await review(house)

    lines = [line for line in said if line["event"] == "watch.warning"]
    assert len(found) == 50
    assert len(lines) == 21
    assert lines[-1]["warning"] == "and 30 more of such watches"


async def test_a_shadowed_watch_is_counted_and_told_at_the_reload(house: House) -> None:
    with structlog.testing.capture_logs() as said:
        await reload(house, f"{LISTS}  - {{name: Truce, any: [ceasefire]}}\n")

    told = [line["warning"] for line in said if line["event"] == "config.warning"]
    assert [warning.kind for warning in house.app.watch_warnings] == [WarningKind.SHADOWED]
    assert sum("Truce (Strait) is shadowed" in warning for warning in told) == 1
    value = house.app.metrics.registry.get_sample_value
    assert value("wirewatch_watch_warnings", {"kind": "shadowed"}) == 1


async def test_the_service_reviews_by_itself(house: House) -> None:
    await publish(house, 60, 60)
    house.write(watchlists__strait=LISTS)
    await house.restart()

    await house.app.start()
    while not house.app.watch_warnings:  # noqa: ASYNC110 - no event tells it; the test's timeout ends it
        await asyncio.sleep(0)

    assert [one.watch for one in house.app.watch_warnings] == ["Harbour"]


async def test_other_work_has_its_turn_while_it_runs(house: House) -> None:
    await reload(house, LISTS)
    await publish(house, 120, 0)
    turns = 0
    under_way = asyncio.create_task(house.app.reviewer.review_if_due())

    while not under_way.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 120 / module.HANDFUL
