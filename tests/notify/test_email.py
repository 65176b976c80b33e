import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.model.alert import Delivered, GiveUp, Notification, Outcome, TryAgain
from monitor.notify.email import EmailNotifier
from monitor.notify.email_settings import EmailSettings
from monitor.notify.smtp import Security
from tests.servers.alerts import first_mention, notification
from tests.servers.clock import SteppedClock
from tests.servers.smtp import MailServer

CANARY = "canary-5e3a"
DESK = "politics@desk.example"
NIGHT = "night@desk.example"
ABROAD = "abroad@desk.example"


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with MailServer() as server:
        yield server


def settings(url: str, **fields: Any) -> EmailSettings:
    values = {
        "to": [DESK],
        "from": "Wirewatch <wire@desk.example>",
        "smtp": url,
        "allow_private": ["127.0.0.0/8"],
    }
    return EmailSettings.model_validate(values | fields)


def notifier(url: str, **fields: Any) -> EmailNotifier:
    return EmailNotifier("politics-mail", settings(url, **fields), SteppedClock())


async def attempt(url: str, what: Notification | None = None, **fields: Any) -> Outcome:
    return await notifier(url, **fields).deliver(what or notification())


async def test_the_mail_arrives_as_it_was_rendered(server: MailServer) -> None:
    assert await attempt(server.url) == Delivered("1 of 1 recipients accepted")
    (mail,) = server.mails
    assert mail.sender == "wire@desk.example"
    assert mail.recipients == (DESK,)
    assert mail.parsed["From"] == "Wirewatch <wire@desk.example>"
    assert mail.parsed["Subject"].startswith("Ferry aground off Port Alder, 90 rescued")
    assert mail.parsed["Date"] == "Fri, 14 Mar 2025 06:00:00 +0000"
    assert mail.parsed["Auto-Submitted"] == "auto-generated"
    assert not mail.parsed.defects


async def test_an_update_threads_under_the_first_mention_as_it_arrived(server: MailServer) -> None:
    await attempt(server.url, notification(first_mention(), id="n0"))
    await attempt(server.url, notification(id="n1"))
    first, later = (mail.raw.decode("ascii") for mail in server.mails)
    root = next(line.split(": ")[1] for line in first.splitlines() if line.startswith("Message-ID: "))
    assert f"In-Reply-To: {root}" in later.splitlines()
    assert f"References: {root}" in later.splitlines()


async def test_a_greylisted_recipient_alone_is_tried_again(server: MailServer) -> None:
    sending = notifier(server.url, to=[DESK, NIGHT])
    server.refuse = {NIGHT: "450 4.2.0 greylisted"}
    outcome = await sending.deliver(notification())
    assert outcome == TryAgain(f"1 of 2 recipients accepted; {NIGHT}: 450 4.2.0 greylisted")
    server.refuse = {}
    assert await sending.deliver(notification()) == Delivered("2 of 2 recipients accepted")
    assert [mail.recipients for mail in server.mails] == [(DESK,), (NIGHT,)]
    assert server.mails[0].parsed["Message-ID"] == server.mails[1].parsed["Message-ID"]


async def test_a_recipient_refused_for_good_is_given_up_alone(server: MailServer) -> None:
    server.refuse = {NIGHT: "550 5.1.1 no such user"}
    outcome = await attempt(server.url, to=[DESK, NIGHT])
    assert outcome == Delivered(f"1 of 2 recipients accepted; {NIGHT}: 550 5.1.1 no such user")


async def test_a_recipient_refused_for_good_is_not_asked_again_with_the_others(server: MailServer) -> None:
    sending = notifier(server.url, to=[DESK, NIGHT, ABROAD])
    server.refuse = {NIGHT: "550 5.1.1 no such user", ABROAD: "451 4.3.0 later"}
    assert isinstance(await sending.deliver(notification()), TryAgain)
    server.refuse = {}
    outcome = await sending.deliver(notification())
    assert outcome == Delivered(f"2 of 3 recipients accepted; {NIGHT}: 550 5.1.1 no such user")
    assert [mail.recipients for mail in server.mails] == [(DESK,), (ABROAD,)]


async def test_all_refused_for_good_is_given_up_and_all_for_now_tried_again(server: MailServer) -> None:
    server.refuse = {DESK: "550 5.1.1 no such user"}
    assert await attempt(server.url) == GiveUp(f"0 of 1 recipients accepted; {DESK}: 550 5.1.1 no such user")
    server.refuse = {DESK: "452 4.2.2 mailbox full"}
    assert isinstance(await attempt(server.url), TryAgain)


async def test_a_drop_after_data_is_repeated_under_the_same_message_id(server: MailServer) -> None:
    sending = notifier(server.url)
    server.drop_after_data = 1
    outcome = await sending.deliver(notification())
    assert isinstance(outcome, TryAgain)
    assert "hung up" in outcome.detail
    assert isinstance(await sending.deliver(notification()), Delivered)
    first, second = server.mails
    assert first.parsed["Message-ID"] == second.parsed["Message-ID"]


async def test_a_mail_refused_as_a_whole_is_given_up_or_tried_again_by_its_code(server: MailServer) -> None:
    server.data_reply = "554 5.7.1 looks like spam"
    assert await attempt(server.url) == GiveUp("the mail server refused the mail itself (554)")
    server.data_reply = "451 4.3.0 later"
    assert isinstance(await attempt(server.url), TryAgain)


async def test_one_deadline_holds_for_the_whole_conversation(server: MailServer) -> None:
    server.hang = True
    assert await attempt(server.url, timeout=0.3) == TryAgain("the mail server did not finish within 0.3 s")


@pytest.mark.parametrize(
    ("vice", "value"),
    [
        ("refuse", {}),
        ("refuse", {DESK: "550 5.1.1 no such user"}),
        ("data_reply", "554 5.7.1 looks like spam"),
        ("drop_after_data", 1),
        ("hang", True),
    ],
)
async def test_no_connection_outlives_its_attempt(server: MailServer, vice: str, value: Any) -> None:
    setattr(server, vice, value)
    await attempt(server.url, timeout=0.3)
    assert len(server.begun) == 1
    async with asyncio.timeout(5):
        while server.open:  # noqa: ASYNC110 - the server hears of it a little later
            await asyncio.sleep(0)


async def test_a_server_that_is_down_is_tried_again() -> None:
    async with MailServer() as server:
        url = server.url
    outcome = await attempt(url)
    assert isinstance(outcome, TryAgain)
    assert outcome.detail == "the connection to the mail server failed"


async def test_a_private_server_is_refused_unless_allowed(server: MailServer) -> None:
    outcome = await attempt(server.url, allow_private=[])
    assert isinstance(outcome, TryAgain)
    assert "127.0.0.1 is not a public address" in outcome.detail
    assert server.mails == []


async def test_login_is_made_with_the_password_and_a_refusal_does_not_repeat_it() -> None:
    async with MailServer(login=("wire", CANARY)) as server:
        assert isinstance(await attempt(server.url, username="wire", password=CANARY), Delivered)
        outcome = await attempt(server.url, username="wire", password=CANARY + "x")
        assert outcome == TryAgain("the mail server refused the username or password (535)")


async def test_a_server_that_repeats_the_password_does_not_put_it_into_the_outcome() -> None:
    async with MailServer(login=("wire", CANARY)) as server:
        server.refuse = {DESK: f"450 who says {CANARY}?"}
        assert CANARY not in repr(await attempt(server.url, username="wire", password=CANARY))


async def test_a_required_starttls_that_is_not_offered_sends_nothing(server: MailServer) -> None:
    assert isinstance(await attempt(server.url, starttls="required"), TryAgain)
    assert server.mails == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of its own making, for localhost, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed to make a certificate with")
    made = tmp_path / "localhost.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    kind = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    files = ["-keyout", str(made), "-out", str(made) + ".crt"]
    subprocess.run([openssl, "req", *kind, *subject, *files], check=True, capture_output=True)
    made.write_text(made.read_text() + Path(f"{made}.crt").read_text())
    return made


async def test_starttls_is_used_where_offered_and_trusted_where_it_is_required(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    async with MailServer(tls=tls) as server:
        url = server.url.replace("127.0.0.1", "localhost")
        assert isinstance(await attempt(url), Delivered)
        assert [mail.encrypted for mail in server.mails] == [True]
        refused = await attempt(url, starttls="required")
        assert refused == TryAgain("no TLS connection could be made, or the certificate is not valid")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert isinstance(await attempt(url, starttls="required"), Delivered)
        assert len(server.mails) == 2


async def test_the_test_message_is_a_mail(server: MailServer) -> None:
    await attempt(server.url, Notification("t1", "politics-mail", ()))
    assert server.mails[0].parsed["Subject"] == "Wirewatch test for politics-mail"


def test_a_password_never_goes_to_another_machine_in_clear_unless_told_so() -> None:
    login = {"username": "wire", "password": "x"}
    security = {
        "smtp://mail.example": Security.STARTTLS,
        "smtps://mail.example": Security.TLS,
        "smtp://localhost:25": Security.OPPORTUNISTIC,
    }
    assert security == {url: settings(url, **login).server().security for url in security}
    assert settings("smtp://mail.example").server().security is Security.OPPORTUNISTIC
    assert settings("smtp://mail.example", starttls="never", **login).server().security is Security.NONE


def test_ports_are_those_of_submission() -> None:
    assert settings("smtp://mail.example").server().port == 587
    assert settings("smtps://mail.example").server().port == 465
    assert settings("smtp://mail.example:2525").server().port == 2525


def test_settings_never_show_a_secret() -> None:
    made = settings("smtp://mail.example", username="wire", password=CANARY)
    assert CANARY not in repr(made) + str(made) + repr(made.server())


@pytest.mark.parametrize(
    "fields",
    [
        {"to": []},
        {"to": ["nobody"]},
        {"to": ["a@b.example\r\nBcc: c@d.example"]},
        {"to": ["ä@b.example"]},
        {"from": "a@b.example, c@d.example"},
        {"smtp": f"smtp://wire:{CANARY}@mail.example"},
        {"smtp": "http://mail.example"},
        {"smtp": "smtp://"},
        {"username": "wire"},
        {"password": CANARY},
        {"starttls": "perhaps"},
        {"unsubscribe": "javascript:alert(1)"},
        {"colour": CANARY},
    ],
)
def test_wrong_settings_are_refused_without_showing_a_secret(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        settings(**{"url": "smtp://mail.example"} | fields)
    assert CANARY not in str(caught.value)
