import errno
import socket
from ipaddress import IPv4Address, IPv6Address

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.address import AddressRefused, Guard, is_public, refusal_in
from tests.servers.desk import Desk

NOT_PUBLIC = (
    *("0.0.0.0", "10.0.0.5", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1"),
    *("172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.7"),
    *("203.0.113.7", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0.0.0.0", "64:ff9b::a00:1", "64:ff9b::7f00:1"),
    *(
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:c0a8:1::1",
        "2002:808:808::1",
        "3fff::1",
    ),
    *("5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1"),
)

PUBLIC = (
    *("8.8.8.8", "100.128.0.1", "172.32.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808"),
    *("2606:4700::1111", "2a00:1450::1"),
)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_address_off_the_public_internet_passes(address: str) -> None:
    assert not is_public(address)
    assert not Guard().is_allowed(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)
    assert Guard().is_allowed(address)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "2130706433", "１２７.0.0.1", "/run/sock", "1.2.3"]
)
def test_what_is_no_address_does_not_pass(text: str) -> None:
    assert not Guard(["0.0.0.0/0", "::/0"]).is_allowed(text)


@given(st.ip_addresses(v=4))
def test_a_mapped_or_translated_address_is_judged_as_the_one_inside(address: IPv4Address) -> None:
    mapped = IPv6Address((0xFFFF << 32) | int(address))
    translated = IPv6Address((0x64FF9B << 96) | int(address))
    assert is_public(str(mapped)) == is_public(str(address))
    assert is_public(str(translated)) == is_public(str(address))


def test_an_allowed_network_passes_and_its_neighbour_does_not() -> None:
    guard = Guard(["10.20.0.0/16", "fd00:1::/32"])
    assert guard.is_allowed("10.20.255.1")
    assert guard.is_allowed("::ffff:10.20.0.1")
    assert guard.is_allowed("fd00:1::5")
    assert not guard.is_allowed("10.21.0.1")
    assert not guard.is_allowed("127.0.0.1")


def test_a_wrong_network_is_refused_when_the_guard_is_made() -> None:
    with pytest.raises(ValueError, match="not-a-network"):
        Guard(["not-a-network"])


def test_the_refusal_names_the_address_and_how_to_allow_it() -> None:
    row = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 80))
    with pytest.raises(AddressRefused) as caught:
        Guard().socket_factory(row)
    assert "10.0.0.5 is not a public address" in str(caught.value)
    assert 'allow_private: ["10.0.0.5"]' in str(caught.value)


def test_a_unix_socket_is_refused_whatever_is_allowed() -> None:
    with pytest.raises(AddressRefused):
        Guard(["0.0.0.0/0"]).socket_factory((socket.AF_UNIX, socket.SOCK_STREAM, 0, "", ("8.8.8.8", 0)))


async def _get(url: str, guard: Guard, addresses: tuple[str, ...] = ()) -> str:
    """Fetch through the guard; `addresses` is what a hostile resolver answers for any name."""
    connector = aiohttp.TCPConnector(
        socket_factory=guard.socket_factory, resolver=_Resolver(addresses) if addresses else None
    )
    async with aiohttp.ClientSession(connector=connector, trust_env=False) as session:
        try:
            async with session.get(url) as reply:
                return f"reached: {reply.status}"
        except aiohttp.ClientConnectorError as error:
            return refusal_in(error) or f"other: {error}"
        except aiohttp.InvalidURL:
            return "is not a public address: aiohttp itself refuses to read it as one"


class _Resolver(aiohttp.abc.AbstractResolver):
    """Gives each look-up of a name the next address, as a rebinding name server does."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[aiohttp.abc.ResolveResult]:
        del family
        return [
            {
                "hostname": host,
                "host": address,
                "port": port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for address in self._addresses
        ]

    async def close(self) -> None:
        return


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "127.1",
        "0x7f.1",
        "１２７.0.0.1",
        "0.0.0.0",
    ],
)
async def test_no_spelling_of_the_host_reaches_a_private_server(host: str) -> None:
    async with Desk() as desk:
        said = await _get(f"http://{host}:{desk.port}/", Guard())
        assert "is not a public address" in said
        assert desk.requests == []


async def test_an_allowed_private_server_is_reached() -> None:
    async with Desk() as desk:
        assert await _get(desk.url, Guard(["127.0.0.0/8"])) == "reached: 204"


def test_a_refusal_is_known_again_where_happy_eyeballs_joined_two() -> None:
    refusals = f"Multiple exceptions: {AddressRefused('10.0.0.1')}, {AddressRefused('fd00::1')}"
    assert refusal_in(OSError(errno.EACCES, refusals)) == refusals
    assert refusal_in(OSError(errno.ECONNREFUSED, "Connect call failed")) == ""


async def test_a_name_with_several_private_addresses_is_still_told_as_a_refusal() -> None:
    said = await _get("http://feeds.example/", Guard(), ("10.0.0.1", "fd00::1", "192.168.1.1"))
    assert "is not a public address" in said


async def test_a_name_that_resolves_to_a_private_address_is_refused_at_the_socket() -> None:
    async with Desk() as desk:
        said = await _get(f"http://feeds.example:{desk.port}/", Guard(), ("127.0.0.1",))
        assert "127.0.0.1 is not a public address" in said
        assert desk.requests == []


async def test_a_redirect_does_not_lead_inside() -> None:
    async with Desk() as outside, Desk() as inside:
        outside.answer = outside.answer.__class__(
            status=302, headers={"location": f"http://[::ffff:127.0.0.1]:{inside.port}/"}
        )
        said = await _get(outside.url, _OnlyPort(outside.port))
        assert "is not a public address" in said
        assert inside.requests == []


class _OnlyPort(Guard):
    """Stands for a public first hop: loopback is allowed at one port."""

    __slots__ = ("_port",)

    def __init__(self, port: int) -> None:
        super().__init__(())
        self._port = port

    def socket_factory(self, addr_info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        family, kind, protocol, _, sockaddr = addr_info
        if sockaddr[1] == self._port:
            return socket.socket(family, kind, protocol)
        return super().socket_factory(addr_info)
