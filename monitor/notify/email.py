"""The email notifier: one SMTP conversation per attempt, judged recipient by recipient (docs/promises.md P10)."""

import asyncio
import ssl
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiosmtplib
from pydantic import BaseModel

from monitor.address import AddressRefused, Guard
from monitor.clock import Clock
from monitor.model.alert import Delivered, GiveUp, Notification, Outcome, TryAgain
from monitor.notify.email_settings import EmailSettings
from monitor.notify.smtp import Refusal, hand_over
from monitor.render.clean import one_line
from monitor.render.email import message
from monitor.render.wording import with_event

MOST_REMEMBERED = 10_000
"""Notifications between attempts of which we know who has them and who never will."""


@dataclass(slots=True)
class _Progress:
    """Who has a notification, and who refused it for good, with the server's words."""

    accepted: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


class EmailNotifier:
    """Sends notifications to one set of recipients through one mail server.

    A recipient that was accepted is not sent the same notification again when another one is retried. That
    is remembered here only: after a restart in between, delivery is at least once, and the repeat carries
    the same Message-ID. So does the repeat of a mail whose acceptance was not seen.
    """

    def __init__(self, receiver: str, settings: EmailSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._guard = Guard(settings.allow_private)
        self._server = settings.server()
        self._common = settings.mail_headers(receiver)
        self._progress: OrderedDict[str, _Progress] = OrderedDict()

    async def deliver(self, notification: Notification) -> Outcome:
        """Make one attempt for every recipient that has neither taken nor refused the notification yet."""
        progress = self._remember(notification.id)
        waiting = [
            one for one in self._recipients() if one not in progress.accepted | progress.refused.keys()
        ]
        now = self._clock.now()
        mail = message(with_event(notification, now), self._common, now).as_bytes()
        try:
            async with asyncio.timeout(self._settings.timeout):
                refused = await hand_over(self._server, self._guard, self._sender(), waiting, mail)
        except (TimeoutError, OSError, aiosmtplib.SMTPException, ValueError) as error:
            outcome = _judge_failure(error, self._settings.timeout)
        else:
            outcome = self._judge(progress, waiting, refused)
        if not isinstance(outcome, TryAgain):
            self._progress.pop(notification.id, None)
        return outcome

    async def close(self) -> None:
        """Nothing stays open between attempts."""

    def _recipients(self) -> list[str]:
        return [address.addr_spec for address in self._common.to]

    def _sender(self) -> str:
        return self._common.sender.addr_spec

    def _remember(self, notification: str) -> _Progress:
        progress = self._progress.setdefault(notification, _Progress())
        self._progress.move_to_end(notification)
        while len(self._progress) > MOST_REMEMBERED:
            self._progress.popitem(last=False)
        return progress

    def _judge(self, progress: _Progress, waiting: list[str], refused: Mapping[str, Refusal]) -> Outcome:
        """Decide for all: some to retry, else done where anyone has it, else given up."""
        progress.accepted |= set(waiting) - refused.keys()
        told = {who: self._quote(refusal) for who, refusal in refused.items()}
        progress.refused |= {who: told[who] for who, refusal in refused.items() if not refusal.temporary}
        later = {who: words for who, words in told.items() if who not in progress.refused}
        count = f"{len(progress.accepted)} of {len(self._common.to)} recipients accepted"
        detail = "; ".join([count, *(f"{who}: {words}" for who, words in (progress.refused | later).items())])
        if later:
            return TryAgain(detail)
        return Delivered(detail) if progress.accepted else GiveUp(detail)

    def _quote(self, refusal: Refusal) -> str:
        """Return the server's words on one line, short, and without the password should it repeat it."""
        text = refusal.text
        for secret in filter(None, (self._server.password, self._server.username)):
            text = text.replace(secret, "***")
        return one_line(f"{refusal.code} {text}", 160)


def build_email(receiver: str, settings: BaseModel, clock: Clock) -> EmailNotifier:
    """Return the notifier for a row of `NOTIFIERS`.

    Raises:
        TypeError: the settings are another kind's.
    """
    if not isinstance(settings, EmailSettings):
        raise TypeError(f"receiver {receiver}: an email notifier is built from EmailSettings")
    return EmailNotifier(receiver, settings, clock)


_FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (aiosmtplib.SMTPAuthenticationError, "the mail server refused the username or password"),
    (aiosmtplib.SMTPSenderRefused, "the mail server refused the sender's address"),
    (ssl.SSLError, "no TLS connection could be made, or the certificate is not valid"),
    (aiosmtplib.SMTPConnectError, "the mail server did not greet"),
    (aiosmtplib.SMTPServerDisconnected, "the mail server hung up before it said whether it took the mail"),
    (aiosmtplib.SMTPTimeoutError, "the mail server did not answer in time"),
    (aiosmtplib.SMTPException, "the mail server does not offer what is configured (STARTTLS, login)"),
    (ConnectionError, "the connection to the mail server failed"),
    (OSError, "the mail server could not be reached"),
    (ValueError, "the mail server or an address cannot be used as configured"),
)


def _judge_failure(error: BaseException, timeout: float) -> Outcome:
    """Say what failed, by class and code: the server's own words may repeat what was sent to it."""
    if isinstance(error, AddressRefused):
        return TryAgain(str(error))
    if isinstance(error, aiosmtplib.SMTPDataError) and not Refusal(error.code, "").temporary:
        return GiveUp(f"the mail server refused the mail itself ({error.code})")
    if isinstance(error, TimeoutError) and not isinstance(error, aiosmtplib.SMTPException):
        return TryAgain(f"the mail server did not finish within {timeout:g} s")
    # aiosmtplib tells a TLS failure of smtps:// as a failed connection, with the reason behind it.
    cause = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
    words = next(text for kind, text in _FAILURES if isinstance(cause, kind))
    code = getattr(error, "code", None)
    return TryAgain(f"{words} ({code})" if code else words)
