import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.model.alert import Delivered, GiveUp, Notification, Outcome, TryAgain
from monitor.notify.webhook import WebhookNotifier, WebhookSettings
from tests.servers.alerts import notification
from tests.servers.clock import MORNING, SteppedClock
from tests.servers.desk import SECRET, Answer, Desk

CANARY = "canary-5e3a"


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Desk() as desk:
        yield desk


def settings(url: str, **fields: Any) -> WebhookSettings:
    values = {"url": url, "secret": SECRET, "allow_private": ["127.0.0.0/8"]}
    return WebhookSettings.model_validate(values | fields)


async def attempt(
    url: str, clock: SteppedClock | None = None, what: Notification | None = None, **fields: Any
) -> Outcome:
    notifier = WebhookNotifier("desk", settings(url, **fields), clock or SteppedClock())
    try:
        return await notifier.deliver(what or notification())
    finally:
        await notifier.close()


async def test_the_desk_gets_a_signed_alert(desk: Desk) -> None:
    assert await attempt(desk.url) == Delivered("204 No Content")
    (received,) = desk.requests
    assert received.verified
    assert received.id == "n1"
    assert received.headers["content-type"] == "application/json"
    assert received.headers["webhook-timestamp"] == str(int(MORNING.timestamp()))
    assert received.json["type"] == "story.correction"


async def test_a_retry_has_the_same_id_and_a_fresh_signature(desk: Desk) -> None:
    clock = SteppedClock()
    desk.answers.append(Answer(503))
    assert isinstance(await attempt(desk.url, clock), TryAgain)
    clock.step(5)
    assert isinstance(await attempt(desk.url, clock), Delivered)
    first, second = desk.requests
    assert first.id == second.id == "n1"
    assert first.body == second.body
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 5
    assert first.verified
    assert second.verified


async def test_while_a_secret_is_rotated_old_and_new_desks_both_verify() -> None:
    other = "whsec_" + base64.b64encode(b"the other key").decode()
    for known in (SECRET, other):
        async with Desk((known,), require_signature=True) as desk:
            assert isinstance(await attempt(desk.url, secret=[other, SECRET]), Delivered)


async def test_a_wrong_secret_is_a_failure_that_is_tried_again(desk: Desk) -> None:
    desk.require_signature = True
    outcome = await attempt(desk.url, secret="whsec_" + base64.b64encode(b"wrong").decode())
    assert outcome == TryAgain("401 Unauthorized")


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_every_2xx_is_done(desk: Desk, status: int) -> None:
    desk.answer = Answer(status)
    assert isinstance(await attempt(desk.url), Delivered)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429, 500, 502, 503, 504, 599])
async def test_every_other_error_is_tried_again_on_the_schedule(desk: Desk, status: int) -> None:
    desk.answer = Answer(status)
    outcome = await attempt(desk.url)
    assert isinstance(outcome, TryAgain)
    assert outcome.retry_after is None
    assert str(status) in outcome.detail


async def test_a_desk_that_is_gone_is_disabled(desk: Desk) -> None:
    desk.answer = Answer(410)
    assert await attempt(desk.url) == GiveUp("410 Gone: the receiver wants nothing more", disable=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "wait"), [("120", 120.0), ("Fri, 14 Mar 2025 06:01:30 GMT", 90.0)])
async def test_retry_after_is_passed_on(desk: Desk, status: int, header: str, wait: float) -> None:
    desk.answer = Answer(status, {"retry-after": header})
    outcome = await attempt(desk.url)
    assert isinstance(outcome, TryAgain)
    assert outcome.retry_after == wait


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_a_failure_and_not_followed(desk: Desk, status: int) -> None:
    async with Desk() as inside:
        desk.answer = Answer(status, {"location": inside.url})
        outcome = await attempt(desk.url)
        assert isinstance(outcome, TryAgain)
        assert "redirects are not followed" in outcome.detail
        assert inside.requests == []


async def test_one_deadline_holds_for_a_desk_that_never_answers(desk: Desk) -> None:
    desk.answer = Answer(hang=True)
    assert await attempt(desk.url, timeout=0.2) == TryAgain("no whole answer within 0.2 s")


async def test_one_deadline_holds_for_a_reply_that_drips(desk: Desk) -> None:
    desk.answer = Answer(200, drip=0.02)
    assert await attempt(desk.url, timeout=0.3) == TryAgain("no whole answer within 0.3 s")


async def test_an_endless_gzip_reply_is_cut_off(desk: Desk) -> None:
    desk.answer = Answer(200, endless_gzip=True)
    assert await attempt(desk.url) == Delivered("200 OK")
    async with asyncio.timeout(5):
        await desk.cut_off.wait()


async def test_the_text_of_a_reply_is_never_decompressed(desk: Desk) -> None:
    desk.answer = Answer(200, {"content-encoding": "gzip"}, b"this is no gzip")
    assert await attempt(desk.url) == Delivered("200 OK")


async def test_a_desk_that_is_down_is_tried_again() -> None:
    async with Desk() as desk:
        url = desk.url
    outcome = await attempt(url)
    assert isinstance(outcome, TryAgain)
    assert outcome.detail.startswith("the receiver could not be reached")


async def test_a_private_address_is_refused_unless_allowed(desk: Desk) -> None:
    outcome = await attempt(desk.url, allow_private=[])
    assert isinstance(outcome, TryAgain)
    assert "127.0.0.1 is not a public address" in outcome.detail
    assert desk.requests == []


async def test_connections_are_kept_and_one_notifier_serves_many(desk: Desk) -> None:
    notifier = WebhookNotifier("desk", settings(desk.url), SteppedClock())
    outcomes = await asyncio.gather(*(notifier.deliver(notification(id=f"n{n}")) for n in range(20)))
    await notifier.close()
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert {received.id for received in desk.requests} == {f"n{n}" for n in range(20)}


async def test_a_notification_of_nothing_is_the_test_message(desk: Desk) -> None:
    await attempt(desk.url, what=Notification("t1", "desk", ()))
    assert desk.requests[0].json["type"] == "test"
    assert desk.requests[0].json["data"]["receiver"] == "desk"


async def test_configured_headers_are_sent(desk: Desk) -> None:
    await attempt(desk.url, headers={"Authorization": f"Bearer {CANARY}"})
    assert desk.requests[0].headers["authorization"] == f"Bearer {CANARY}"


@pytest.mark.parametrize(
    "answer", [Answer(500, body=CANARY.encode()), Answer(200, body=b"x"), Answer(hang=True)]
)
async def test_no_outcome_holds_a_secret(desk: Desk, answer: Answer) -> None:
    desk.answer = answer
    url = desk.url.replace("http://", f"http://user:{CANARY}@") + f"/{CANARY}?token={CANARY}"
    fields: dict[str, Any] = {"headers": {"X-Key": CANARY}, "timeout": 0.3}
    assert CANARY not in repr(await attempt(url, **fields))
    assert CANARY not in repr(await attempt(url, allow_private=[], **fields))
    assert CANARY not in repr(await attempt(url.replace("127.0.0.1", "no-such-host.invalid"), **fields))
    assert CANARY not in repr(await attempt(url.replace("http://", "https://"), **fields))


def test_settings_never_show_a_secret() -> None:
    encoded = base64.b64encode(CANARY.encode()).decode()
    made = settings(f"https://h.example/{CANARY}", secret=f"whsec_{encoded}", headers={"X-Key": CANARY})
    shown = repr(made) + str(made)
    assert CANARY not in shown
    assert encoded not in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"url": f"ftp://u:{CANARY}@host/"},
        {"url": f"https:///{CANARY}"},
        {"url": f"https://host/{CANARY}\r\nX: 1"},
        {"secret": f"whsec_{CANARY}!"},
        {"headers": {"webhook-id": CANARY}},
        {"headers": {"X-Key": f"{CANARY}\r\nX: 1"}},
        {"headers": {f"{CANARY}\r\n": "x"}},
        {"timeout": 16},
        {"timeout": 0},
        {"allow_private": ["10.0.0.0/99"]},
        {"colour": CANARY},
    ],
)
def test_wrong_settings_are_refused_without_showing_a_secret(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        settings(**{"url": "https://host.example/"} | fields)
    assert CANARY not in str(caught.value)


def test_unwise_settings_are_warned_of() -> None:
    assert settings("https://h.example/").warnings() == ()
    assert len(settings("http://h.example/", secret=None).warnings()) == 2
