import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.alert import Notification
from monitor.model.watch import Mention, Reason
from monitor.render.webhook import payload, service_payload
from tests.servers.alerts import (
    PARAGRAPH,
    SEEN,
    alert,
    change,
    first_mention,
    mention,
    notification,
    story,
)


def read(made: Notification) -> Any:
    return json.loads(payload(made))


def test_a_correction_has_exactly_the_promised_shape() -> None:
    expected = {
        "type": "story.correction",
        "timestamp": "2025-03-14T07:30:12Z",
        "data": {
            "alert": {
                "id": "a1",
                "reason": "Coastwire corrected a story that names Ilse Marrow: 9 became 90.",
                "priority": "high",
            },
            "watch": {"watchlist": "Harbour", "name": "Ilse Marrow", "kind": "person"},
            "story": {
                "id": "03aa51",
                "agency": "coastwire",
                "feed": "coastwire-en",
                "guid": "tag:coastwire.example,2025:ferry",
                "url": "https://coastwire.example/ferry",
                "headline": "Ferry aground off Port Alder, 90 rescued",
                "language": "en",
                "version": 2,
                "first_seen": "2025-03-14T07:00:00Z",
                "version_seen": "2025-03-14T07:30:12Z",
                "pub_status": "usable",
                "urgency": 4,
                "ed_note": "Corrects the number of people rescued.",
                "page": "http://watch.example:8080/stories/03aa51",
            },
            "mentions": [
                {
                    "field": "body",
                    "paragraph": 2,
                    "start": 17,
                    "end": 28,
                    "text": "Ilse Marrow",
                    "snippet": PARAGRAPH[4:],
                    "matcher": "full name",
                }
            ],
            "change": {
                "from": 1,
                "to": 2,
                "kinds": ["correction"],
                "summary": "Number 9 → 90 in paragraph 1",
                "headline": {
                    "old": "Ferry aground off Port Alder",
                    "new": "Ferry aground off Port Alder, 90 rescued",
                },
                "facts": [{"kind": "number", "old": "9", "new": "90", "paragraph": 0}],
                "added": ["The harbour board said 90 people were rescued."],
                "removed": ["The harbour board said 9 people were rescued."],
                "page": "http://watch.example:8080/stories/03aa51/diff/1/2",
            },
            "also_in": [
                {
                    "agency": "isleherald",
                    "feed": "isleherald-en",
                    "url": "https://isle.example/f",
                    "copy": True,
                    "carries_the_error": True,
                }
            ],
        },
    }
    assert expected == read(notification())


def test_mention_offsets_slice_the_paragraph() -> None:
    told = read(notification())["data"]["mentions"][0]
    assert PARAGRAPH[told["start"] : told["end"]] == told["text"] == "Ilse Marrow"


def test_a_first_version_has_no_change() -> None:
    data = read(notification(first_mention()))["data"]
    assert "change" not in data
    assert data["also_in"]


def test_a_mention_in_the_headline_has_no_paragraph() -> None:
    found = Mention(-1, 0, 5, "Ferry", "Harbour", "Ferry", "headline", "phrase")
    seen = replace(mention(), mention=found, snippet="Ferry aground", snippet_start=0)
    assert read(notification(alert(mentions=(seen,))))["data"]["mentions"][0]["paragraph"] is None


def test_an_unchanged_headline_is_told_on_both_sides() -> None:
    told = read(notification(alert(change=change(old_headline="", new_headline=""))))
    headline = "Ferry aground off Port Alder, 90 rescued"
    assert told["data"]["change"]["headline"] == {"old": headline, "new": headline}


def test_several_alerts_are_a_digest_dated_at_the_latest() -> None:
    later = alert(id="a2", created=SEEN + timedelta(minutes=5))
    told = read(notification(alert(), later))
    assert told["type"] == "alerts.digest"
    assert told["timestamp"] == "2025-03-14T07:35:12Z"
    assert [one["alert"]["id"] for one in told["data"]["alerts"]] == ["a1", "a2"]


def test_the_services_own_event() -> None:
    body = service_payload("feed.down", SEEN, {"feed": "coastwire-en", "detail": "x" * 5_000})
    told = json.loads(body)
    assert told["type"] == "feed.down"
    assert told["data"]["feed"] == "coastwire-en"
    assert len(told["data"]["detail"]) == 1_000


def test_the_services_own_event_stays_below_the_limit_whatever_it_holds() -> None:
    body = service_payload("feed.down", SEEN, {str(number): "\x00" * 2_000 for number in range(9)})
    assert len(body) < 20_000
    assert json.loads(body)["type"] == "feed.down"


def test_a_notification_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        payload(Notification("n", "desk", ()))


def test_thin_drops_sentences_first_and_keeps_mentions_and_links() -> None:
    long = tuple(f"{number} " + "sentence " * 100 for number in range(40))
    told = read(notification(alert(change=change(added=long, removed=long))))["data"]
    assert told["thin"] is True
    assert told["change"]["added"] == told["change"]["removed"] == []
    assert told["mentions"][0]["text"] == "Ilse Marrow"
    assert told["mentions"][0]["snippet"] == ""
    assert told["story"]["page"].endswith("/stories/03aa51")
    assert told["change"]["page"].endswith("/diff/1/2")


def test_thin_drops_mentions_next() -> None:
    told = read(notification(alert(mentions=(mention(),) * 400)))["data"]
    assert told["mentions"] == []
    assert told["change"]["facts"]


def test_a_huge_digest_says_how_many_it_left_out() -> None:
    alerts = [alert(id=f"a{number}", mentions=(), also_in=()) for number in range(200)]
    body = payload(notification(*alerts))
    told = json.loads(body)["data"]
    assert len(body) < 20_000
    assert told["thin"] is True
    assert len(told["alerts"]) + told["left_out"] == 200


def test_text_that_json_makes_six_times_longer_stays_below_the_limit() -> None:
    text = "\x00" * 6_000
    long = alert(
        sentence=text,
        watch=text,
        watchlist=text,
        story=story(headline=text, guid=text, agency=text, feed=text, ed_note=text, language=text),
        change=change(summary=text, old_headline=text, new_headline=text),
    )
    assert len(payload(notification(long))) < 20_000


hostile = st.text(st.characters(codec=None), max_size=60) | st.text(
    st.characters(), min_size=3_000, max_size=6_000
)


@given(hostile, hostile, st.sampled_from(Reason), st.integers(1, 30))
def test_any_text_gives_json_below_the_limit(text: str, other: str, reason: Reason, count: int) -> None:
    one = alert(
        reason=reason,
        sentence=text,
        story=story(headline=other, guid=text, url=text, ed_note=other),
        mentions=(replace(mention(), snippet=other),) * count,
        change=change(summary=other, added=(text,) * count, old_headline=text),
    )
    body = payload(notification(*[one] * count))
    assert len(body) < 20_000
    assert json.loads(body)["timestamp"] == "2025-03-14T07:30:12Z"
