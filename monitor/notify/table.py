"""The kinds of receiver: one row each. A new kind is one file here and one row below."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from pydantic import BaseModel

from monitor.clock import Clock
from monitor.model.alert import Notification, Outcome
from monitor.notify.email_settings import EmailSettings
from monitor.notify.webhook import WebhookSettings, build_webhook


class Notifier(Protocol):
    """Hands notifications to one receiver and decides one thing: done, try again, or give up."""

    async def deliver(self, notification: Notification) -> Outcome:
        """Make one attempt, within one deadline. Network failures are outcomes, not exceptions."""
        ...

    async def close(self) -> None:
        """Give back connections; the notifier is not used again."""
        ...


@dataclass(frozen=True, slots=True)
class NotifierKind:
    """A kind of receiver: what its settings look like and how its notifier is built.

    `build` takes the receiver's name, its settings and the clock; it opens no connection.
    """

    settings: type[BaseModel]
    build: Callable[[str, BaseModel, Clock], Notifier]


@dataclass(frozen=True, slots=True)
class Receiver:
    """A named destination in the config; `kind` is a key of `NOTIFIERS`, `settings` of that kind's model."""

    name: str
    kind: str
    settings: BaseModel


def _when_needed(module: str, function: str) -> Callable[[str, BaseModel, Clock], Notifier]:
    """Return a builder whose module is imported when the first receiver of its kind is built.

    Mail costs a process 4 MB (SMTP, MIME, templates), and most services post to webhooks alone.
    """

    def build(name: str, settings: BaseModel, clock: Clock) -> Notifier:
        notifier: Notifier = getattr(import_module(module), function)(name, settings, clock)
        return notifier

    return build


NOTIFIERS: dict[str, NotifierKind] = {
    "webhook": NotifierKind(WebhookSettings, build_webhook),
    "email": NotifierKind(EmailSettings, _when_needed("monitor.notify.email", "build_email")),
}


def build_notifier(receiver: Receiver, clock: Clock) -> Notifier:
    """Return the notifier of a receiver.

    Raises:
        KeyError: no such kind; the config refuses it before.
    """
    return NOTIFIERS[receiver.kind].build(receiver.name, receiver.settings, clock)
