"""Where mails go, from whom, and through which server."""

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from monitor.notify.settings import Network, ReceiverSettings
from monitor.notify.smtp import Security, Server
from monitor.render.email import MailHeaders

DEADLINE = 30.0
"""Seconds for one whole SMTP conversation; servers that greylist answer slowly on purpose."""

_PORTS = {"smtp": 587, "smtps": 465}
"""RFC 6409 (submission) and RFC 8314 (implicit TLS)."""

_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def _address(text: str) -> str:
    read_address(text)
    return text


def _server_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0 and parts.path in {"", "/"}
    except ValueError:
        fine = False
    if not fine or not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError("smtp is written smtp://host:port or smtps://host:port")
    if parts.username or parts.password:
        raise ValueError("a username and password do not stand in smtp: but in username: and password_file:")
    return url


def _unsubscribe_url(url: str) -> str:
    if not url.startswith(("https://", "mailto:")):
        raise ValueError("unsubscribe is an https:// or mailto: URL")
    return url


MailAddress = Annotated[str, AfterValidator(_address)]


class EmailSettings(ReceiverSettings):
    """How mails are sent. In YAML the sender is `from`.

    `starttls`: auto upgrades where the server offers it, whatever its certificate, and insists on it, with
    a valid one, where a password would go to another machine; required always insists; never sends in
    clear. `timeout` in seconds.
    """

    to: Annotated[tuple[MailAddress, ...], Field(min_length=1)]
    from_: MailAddress = Field(alias="from")
    smtp: Annotated[str, AfterValidator(_server_url)]
    starttls: Literal["auto", "required", "never"] = "auto"
    username: str = Field(default="", repr=False)
    password: SecretStr | None = None
    unsubscribe: Annotated[str, AfterValidator(_unsubscribe_url)] | None = None
    timeout: float = Field(default=DEADLINE, gt=0, le=45)
    allow_private: tuple[Network, ...] = ()

    @model_validator(mode="after")
    def _login_is_whole(self) -> "EmailSettings":
        if bool(self.username) != (self.password is not None):
            raise ValueError("username and password (password_file) go together; one of them is missing")
        return self

    def server(self) -> Server:
        """Return the mail server as the conversation needs it."""
        parts = urlsplit(self.smtp)
        host = parts.hostname or ""
        password = self.password.get_secret_value() if self.password else ""
        port = parts.port or _PORTS[parts.scheme]
        return Server(host, port, self._security(parts.scheme, host), self.username, password)

    def mail_headers(self, receiver: str) -> MailHeaders:
        """Return what all mails to this receiver have in common. A recipient named twice is one."""
        to = {address.addr_spec: address for address in map(read_address, self.to)}
        sender = read_address(self.from_)
        return MailHeaders(receiver, sender, tuple(to.values()), self.unsubscribe or "")

    def _security(self, scheme: str, host: str) -> Security:
        if scheme == "smtps":
            return Security.TLS
        if self.starttls == "auto" and self.username and host not in _THIS_MACHINE:
            return Security.STARTTLS  # else one who sits between could strip the offer and read the password
        return {"required": Security.STARTTLS, "never": Security.NONE}.get(
            self.starttls, Security.OPPORTUNISTIC
        )


def read_address(text: str) -> Address:
    """Return "Desk <desk@desk.example>" or "desk@desk.example" as an address.

    Raises:
        ValueError: it is no plain ASCII address.
    """
    name, plain = parseaddr(text)
    one = text.strip() in {plain, f"<{plain}>"} or (bool(name) and text.strip().endswith(f"<{plain}>"))
    if not one or not _PLAIN_ADDRESS.fullmatch(plain) or not text.isprintable():
        raise ValueError(f"{text!r} is no mail address of the form name@host")
    try:
        return Address(display_name=name, addr_spec=plain)
    except (HeaderParseError, ValueError):
        raise ValueError(f"{text!r} is no mail address of the form name@host") from None
