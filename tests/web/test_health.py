from monitor.model.errors import Problem
from monitor.model.warning import WarningKind, WatchWarning
from tests.web.room import Room


async def test_alive_while_the_loop_turns_and_not_when_it_stands(room: Room) -> None:
    assert (await room.get("/healthz")).status == 200
    room.clock.step(29)
    assert (await room.get("/healthz")).status == 200
    room.clock.step(2)
    assert (await room.get("/healthz")).status == 503


async def test_ready_with_a_refused_config_told_under_details(room: Room) -> None:
    answer = await room.get("/readyz")
    assert answer.status == 200
    assert await answer.json() == {"ready": True, "reasons": {}, "details": {}}
    room.app.problems = (Problem("feeds.yaml", 3, 5, "no such key", "write url"),)
    answer = await room.get("/readyz")
    assert answer.status == 200
    assert (await answer.json())["details"] == {"config": ["feeds.yaml:3:5: no such key; write url"]}


async def test_not_ready_says_why(room: Room) -> None:
    room.app.draining = True
    answer = await room.get("/readyz")
    assert answer.status == 503
    assert "draining" in (await answer.json())["reasons"]
    room.app.draining = False


async def test_metrics_ask_the_store_at_the_scrape(morning: Room) -> None:
    text = await (await morning.get("/metrics")).text()
    assert 'wirewatch_feeds{state="blocked"} 1.0' in text
    assert 'wirewatch_feeds{state="ok"} 1.0' in text
    assert 'wirewatch_feeds{state="never"} 1.0' in text
    assert "wirewatch_outbox_depth 0.0" in text
    assert 'wirewatch_feed_last_success_timestamp_seconds{feed="norden-en"}' in text


async def test_metrics_count_what_waits_in_the_outbox(room: Room) -> None:
    await room.tell(room.draft("Truce in Sund", "A truce holds."))
    room.clock.step(90)
    text = await (await room.get("/metrics")).text()
    assert "wirewatch_outbox_depth 1.0" in text
    assert "wirewatch_outbox_oldest_age_seconds 90.0" in text


async def test_a_page_says_that_the_config_was_refused(room: Room) -> None:
    room.app.problems = (Problem("feeds.yaml", 3, 5, "<b>no such key", ""),)
    page = await room.page("/stories")
    assert "refused" in page
    assert "feeds.yaml:3:5: &lt;b&gt;no such key" in page


async def test_a_watch_that_deserves_a_second_look_is_told_and_not_fatal(room: Room) -> None:
    warning = WatchWarning(WarningKind.TOO_BROAD, "Strait", "Ceasefire", "Ceasefire stands in 9 of 40.")
    room.app.reviewer.warnings = (warning,) * 60
    answer = await room.get("/readyz")
    assert answer.status == 200
    told = (await answer.json())["details"]["watches"]
    assert told == ["Ceasefire stands in 9 of 40."] * 50 + ["and 10 more of such watches"]
