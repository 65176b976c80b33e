import io
import json
from collections.abc import Iterator

import pytest
import structlog

from monitor.telemetry import Event, Log, Metrics, set_up_logging


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def said(form: str, **fields: object) -> str:
    out = io.StringIO()
    set_up_logging("debug", form, out)
    log = Log(loop="test")
    log.info(Event.FEED_POLLED, **fields)
    try:
        raise ValueError("broken")  # noqa: TRY301 - what is logged must have been raised
    except ValueError:
        canary = "canary"
        log.failure(Event.LOOP_FAILED)
        assert canary
    return out.getvalue()


def test_a_line_is_json_with_its_event_name_and_fields() -> None:
    first = json.loads(said("json", feed="wire").splitlines()[0])
    assert (first["event"], first["feed"], first["loop"]) == ("feed.polled", "wire", "test")


def test_no_secret_is_in_a_line_whatever_field_it_stands_in() -> None:
    fields = {
        "secret": "canary",
        "smtp_password": "canary",
        "Authorization": "Bearer canary",
        "url": "https://user:canary@agency.example/feed?key=canary",
        "detail": "no answer from https://agency.example/x?token=canary today",
    }
    for form in ("json", "console"):
        assert "canary" not in said(form, **fields)


def test_a_traceback_shows_no_values() -> None:
    for form in ("json", "console"):
        line = said(form)
        assert "broken" in line
        assert "canary" not in line


def test_a_terminal_gets_the_console_and_everything_else_json() -> None:
    out = io.StringIO()
    set_up_logging("info", "auto", out)
    Log().info(Event.STARTED)
    assert json.loads(out.getvalue())["event"] == "service.started"


def test_every_label_set_stands_from_the_first_scrape() -> None:
    metrics = Metrics()
    metrics.know_receivers(("desk",))
    names = {
        (sample.name, *sorted(sample.labels.values()))
        for family in metrics.registry.collect()
        for sample in family.samples
    }
    assert ("wirewatch_alerts_total", "correction") in names
    assert ("wirewatch_notifications_failed_total", "dead", "desk") in names
    assert ("wirewatch_feeds", "blocked") in names
