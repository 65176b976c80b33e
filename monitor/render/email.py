"""A notification as a mail: text and HTML, one thread per story and watch (docs/interface.md, P11, P12)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser

from monitor.model.alert import Alert, Notification
from monitor.model.ids import stable_id
from monitor.model.watch import Reason
from monitor.render.clean import header_text, link
from monitor.render.html import notification_html
from monitor.render.plain import notification_text, subject_line
from monitor.render.wording import URGENT


class _Policy(policy.EmailPolicy):
    """Headers on one line each, ids as raw ASCII; only a subject that is not ASCII is encoded and folded.

    At the library's own 78 columns long ids become encoded words and threads break (docs/engines.md); at 998 a
    long Cyrillic subject would become one encoded word, and RFC 2047 allows 75 characters.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() == "subject" and not value.isascii():
            folded = Header(str(value), "utf-8", _WORD, name).encode(linesep=self.linesep)
            return f"{name}: {folded}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", max_line_length=998)

LONGEST_ID = 70
"""Characters of a Message-ID with its brackets (docs/engines.md)."""

_WORD = 75
"""Characters of an encoded word (RFC 2047 §2)."""

_LONG = 20_000
"""Code points above which the library's quoted-printable, pure Python, would hold the loop for too long."""

_NOT_A_LABEL = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """What every mail of one receiver has in common.

    `sender` may have a display name; addresses are ASCII. `unsubscribe` is an https or mailto URL, "" for
    none.
    """

    receiver: str
    sender: Address
    to: tuple[Address, ...]
    unsubscribe: str = ""


def message(notification: Notification, common: MailHeaders, now: datetime) -> EmailMessage:
    """Return the mail; the same notification always under the same Message-ID.

    Args:
        notification: what to tell.
        common: from and to whom.
        now: the Date header, aware.

    Raises:
        ValueError: the notification holds neither alerts nor a service event.
    """
    if notification.service is None and not notification.alerts:
        raise ValueError("a notification holds alerts or a service event; this one holds neither")
    mail = EmailMessage(policy=POLICY)
    mail["From"] = common.sender
    mail["To"] = common.to
    mail["Subject"] = _subject(notification)
    mail["Date"] = now
    for name, value in _headers(notification, common):
        mail[name] = value
    text = notification_text(notification)
    mail.set_content(text, cte=_transfer_encoding(text))
    html = notification_html(notification)
    mail.add_alternative(html, subtype="html", cte=_transfer_encoding(html))
    return mail


def message_id(notification: Notification, domain: str) -> str:
    """Return the Message-ID: from the notification's id, or the thread's root for a story's first mention.

    An answer to a mail that exists is threaded by every reader; one to a root that was never sent, by most.
    A watch meets a story for the first time once, so the root is given once.
    """
    thread = thread_of(notification)
    alerts = notification.alerts
    if thread and len(alerts) == 1 and alerts[0].reason is Reason.FIRST_MENTION:
        return _id(thread, domain)
    return _id(("notification", notification.id), domain)


def thread_of(notification: Notification) -> tuple[str, ...]:
    """Return what makes the thread: receiver, story, watchlist, watch; () when there is no one thread."""
    threads = {_thread(notification.receiver, alert) for alert in notification.alerts}
    return threads.pop() if len(threads) == 1 else ()


def _thread(receiver: str, alert: Alert) -> tuple[str, ...]:
    return ("thread", receiver, alert.story.id, alert.watchlist, alert.watch)


def _headers(notification: Notification, common: MailHeaders) -> list[tuple[str, str]]:
    domain = common.sender.domain
    own = message_id(notification, domain)
    headers = [("Message-ID", own)]
    root = _id(thread_of(notification), domain) if thread_of(notification) else own
    if root != own:
        headers += [("In-Reply-To", root), ("References", root)]
    headers += [
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: no out-of-office answers
        ("List-Id", _list_id(common)),
        *_unsubscribe(common.unsubscribe),
    ]
    if any(alert.priority in URGENT for alert in notification.alerts):
        headers.append(("Importance", "high"))
    return headers


def _unsubscribe(url: str) -> list[tuple[str, str]]:
    """Return RFC 2369's header, and RFC 8058's where one POST suffices."""
    if url.startswith("https://") and link(url):
        return [
            ("List-Unsubscribe", f"<{url}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
    if url.startswith("mailto:") and header_text(url) == url and not set(url) & set("<> "):
        return [("List-Unsubscribe", f"<{url}>")]
    return []


def _list_id(common: MailHeaders) -> str:
    """Return RFC 2919's list id: one per receiver, so that a mail filter can tell them apart."""
    label = _NOT_A_LABEL.sub("-", common.receiver.lower()).strip("-")[:40] or "alerts"
    return f"<{label}.wirewatch.{_domain(common.sender.domain)}>"


def _id(parts: Sequence[str], domain: str) -> str:
    digest = stable_id(*parts, size=16)
    return f"<{digest}@{_domain(domain)}>"


def _domain(domain: str) -> str:
    """Return the domain where it is plain ASCII and leaves the id short enough, else a reserved one."""
    fits = len(domain) <= LONGEST_ID - len("<@>") - 32
    return domain if fits and re.fullmatch(r"[A-Za-z0-9.-]+", domain) else "wirewatch.invalid"


def _transfer_encoding(text: str) -> str:
    """Return an encoding that is 7-bit everywhere; quoted-printable is readable raw, but slow when long."""
    foreign = len(text.encode("utf-8", "replace")) - len(text)
    return "quoted-printable" if len(text) < _LONG and foreign < len(text) / 4 else "base64"


def _subject(notification: Notification) -> str:
    """Return the fullest subject that, written and parsed back, is itself and brings no other header."""
    full = header_text(subject_line(notification))
    ascii_only = header_text(full.encode("ascii", "replace").decode("ascii"))
    return next((text for text in (full, ascii_only) if _comes_back(text)), "Wirewatch alert")


def _comes_back(subject: str) -> bool:
    mail = EmailMessage(policy=POLICY)
    mail["Subject"] = subject
    parsed = BytesParser(policy=policy.default).parsebytes(mail.as_bytes() + b"\r\n")
    return parsed.keys() == ["Subject"] and str(parsed["Subject"]) == subject and not parsed.defects
