"""The address guard: nothing we send goes to a private address that nobody allowed (docs/promises.md P13).

It stands at the last moment, where the socket for one resolved address is made. A check of the URL or a
resolver of our own would be walked round by IP literals, `[::ffff:127.0.0.1]`, decimal and Unicode digits,
redirects and names that resolve differently the second time; the address about to be connected to cannot lie.
"""

import errno
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that a gateway will connect to."""

_NEVER_PUBLIC = tuple(
    ip_network(text)
    for text in (
        # IANA IPv4 special-purpose registry, where `ipaddress.is_global` of 3.11 differs or could change.
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and the metadata services of some clouds
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        # IPv6: all that is not global unicast, and the tunnels that carry another address inside.
        "::/8",
        "64:ff9b:1::/48",  # RFC 8215, local-use translation
        "100::/8",
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: 2002:c0a8:1:: is 192.168.0.1
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",  # site-local, which is_global passes
        "ff00::/8",
    )
)

_PHRASE = "is not a public address"


class AddressRefused(OSError):  # noqa: N818 - named for what happened, as AddressRefused reads in a log
    """No socket was made: the address is not public and its network is not allowed."""

    def __init__(self, address: str) -> None:
        suggestion = f'allow_private: ["{address}"]'
        sentence = (
            f"{address} {_PHRASE}, so no connection was made; "
            f"if it is meant, allow it or its network where the address is configured: {suggestion}"
        )
        # With an errno: aiohttp takes an OSError without one for a time-out, and prints it as "[None]".
        super().__init__(errno.EACCES, sentence)
        self.address = address

    def __str__(self) -> str:
        return str(self.strerror)


class Guard:
    """Makes sockets to public addresses and to the networks in `allow`, to nothing else.

    Args:
        allow: CIDRs ("10.20.0.0/16", "::1/128") or single addresses.

    Raises:
        ValueError: one of them is neither.
    """

    __slots__ = ("_allow",)

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self._allow = tuple(ip_network(text.strip(), strict=False) for text in allow)

    def is_allowed(self, ip: str) -> bool:
        """Say whether a connection to this address may be made. What is no address may not."""
        try:
            address = _inner(ip_address(ip))
        except ValueError:
            return False
        return _is_public(address) or any(address in network for network in self._allow)

    def socket_factory(self, addr_info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        """Make the socket for one resolved address: `aiohttp.TCPConnector(socket_factory=…)`.

        Args:
            addr_info: one row of `socket.getaddrinfo`.

        Raises:
            AddressRefused: the address is not public and not allowed.
        """
        family, kind, protocol, _, sockaddr = addr_info
        host = str(sockaddr[0])
        if family not in (socket.AF_INET, socket.AF_INET6) or not self.is_allowed(host):
            raise AddressRefused(host)
        return socket.socket(family, kind, protocol)


def is_public(ip: str) -> bool:
    """Say whether an address is on the public internet, seen through IPv4-mapped and NAT64 forms.

    Source: IANA special-purpose address registries; the gaps of `ipaddress.is_global` in docs/engines.md.
    """
    try:
        return _is_public(_inner(ip_address(ip)))
    except ValueError:
        return False


def refusal_in(error: BaseException) -> str:
    """Return our sentence when a connection error is the guard's refusal, "" otherwise.

    Happy eyeballs joins the refusals of a name's several addresses into one plain OSError, so the class
    alone does not tell.
    """
    cause = getattr(error, "os_error", error)
    text = str(getattr(cause, "strerror", None) or cause)
    return text if isinstance(cause, AddressRefused) or _PHRASE in text else ""


def _inner(address: _Address) -> _Address:
    """Return the IPv4 address that an IPv4-mapped or NAT64 address really leads to, else the address."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _is_public(address: _Address) -> bool:
    return address.is_global and not any(address in network for network in _NEVER_PUBLIC)
