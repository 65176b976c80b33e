import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import brotli
import pytest
from aiohttp import web
from backports import zstd

from monitor.fetch.client import Fetcher, FetchLimits
from monitor.model.feed import Failed, Feed, FeedState, Fetched, NotModified, Validators
from tests.servers.agency import Agency, gzip_bomb, redirect, slow_drip, status
from tests.servers.clock import SteppedClock

LOOPBACK = ("127.0.0.0/8",)
LIMITS = FetchLimits(timeout=5, max_body=1024 * 1024, allow_private=LOOPBACK)
NONE = Validators()


@pytest.fixture
async def agency() -> AsyncIterator[Agency]:
    agency = Agency()
    await agency.start()
    agency.titles["wire"] = "Invented Agency"
    yield agency
    await agency.stop()


Fetch = Callable[..., Awaitable[object]]


@pytest.fixture
async def fetch(agency: Agency) -> AsyncIterator[Fetch]:
    opened: list[Fetcher] = []

    async def fetch(
        url: str | None = None,
        validators: Validators = NONE,
        limits: FetchLimits = LIMITS,
        **feed: object,
    ) -> object:
        fetcher = Fetcher(limits, SteppedClock())
        opened.append(fetcher)
        address = url or agency.address("wire")
        return await fetcher.fetch(Feed(id="f", url=address, agency="a", **feed), validators)  # type: ignore[arg-type] # fields by name

    yield fetch
    for fetcher in opened:
        await fetcher.close()


async def test_validators_go_back_exactly_as_they_came(agency: Agency, fetch: Fetch) -> None:
    first = await fetch()
    assert isinstance(first, Fetched)
    assert first.document.body == agency.document("wire")
    again = await fetch(validators=first.validators)
    assert agency.headers_seen[-1]["if-none-match"] == first.validators.etag
    assert again == NotModified(first.validators)


async def test_weak_and_odd_validators_are_not_tidied(agency: Agency, fetch: Fetch) -> None:
    odd = Validators(etag='W/"a b;c"', last_modified="Fri, 14-Mar-2025 6:0:0 GMT")
    await fetch(validators=odd)
    seen = agency.headers_seen[-1]
    assert (seen["if-none-match"], seen["if-modified-since"]) == (odd.etag, odd.last_modified)


async def test_a_304_may_bring_new_validators(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = status(304, etag='"new"')
    outcome = await fetch(validators=Validators('"old"', "Thu, 13 Mar 2025 06:00:00 GMT"))
    assert outcome == NotModified(Validators('"new"', "Thu, 13 Mar 2025 06:00:00 GMT"))


@pytest.mark.parametrize(
    ("code", "headers", "state", "retry_after"),
    [
        (401, {}, FeedState.BLOCKED, None),
        (403, {}, FeedState.BLOCKED, None),
        (404, {}, FeedState.FAILING, None),
        (410, {}, FeedState.GONE, None),
        (429, {"retry_after": "120"}, FeedState.FAILING, 120.0),
        (500, {}, FeedState.FAILING, None),
        (503, {"retry_after": "7"}, FeedState.FAILING, 7.0),
        (503, {"cf_mitigated": "challenge"}, FeedState.BLOCKED, None),
        (599, {}, FeedState.FAILING, None),
    ],
)
async def test_each_status_is_told_apart(
    agency: Agency,
    fetch: Fetch,
    code: int,
    headers: dict[str, str],
    state: FeedState,
    retry_after: float | None,
) -> None:
    agency.vices["wire"] = status(code, **headers)
    outcome = await fetch()
    assert isinstance(outcome, Failed)
    assert (outcome.state, outcome.status, outcome.retry_after) == (state, code, retry_after)
    assert str(code) in outcome.detail


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
async def test_each_content_coding_is_unpacked(
    agency: Agency, fetch: Fetch, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    async def packed(body: bytes, request: web.Request) -> web.StreamResponse:
        assert coding in request.headers["accept-encoding"]
        return web.Response(body=pack(body), headers={"content-encoding": coding})

    agency.vices["wire"] = packed
    outcome = await fetch()
    assert isinstance(outcome, Fetched)
    assert outcome.document.body == agency.document("wire")


async def test_a_decompression_bomb_stops_at_the_cap(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = gzip_bomb
    outcome = await fetch()
    assert isinstance(outcome, Failed)
    assert (outcome.state, "larger than" in outcome.detail) == (FeedState.MALFORMED, True)


async def test_a_slow_drip_ends_at_the_total_timeout(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = slow_drip
    outcome = await fetch(limits=FetchLimits(timeout=0.3, allow_private=LOOPBACK))
    assert outcome == Failed(FeedState.FAILING, "no complete answer within 0.3 s")


async def test_a_permanent_move_is_told_apart_from_a_passing_one(agency: Agency, fetch: Fetch) -> None:
    agency.vices["old"] = redirect(agency.address("wire"), 301)
    agency.vices["detour"] = redirect(agency.address("wire"), 302)
    agency.vices["mixed"] = redirect(agency.address("detour"), 308)
    agency.vices["late"] = redirect(agency.address("old"), 307)
    feeds = ("old", "detour", "mixed", "late")
    moved, detour, mixed, late = [await fetch(agency.address(feed)) for feed in feeds]
    assert isinstance(moved, Fetched)
    assert isinstance(detour, Fetched)
    assert isinstance(mixed, Fetched)
    assert (moved.moved_to, detour.moved_to) == (agency.address("wire"), None)
    assert isinstance(late, Fetched)
    assert late.moved_to is None  # what a passing redirect leads to moves nothing
    assert mixed.moved_to == agency.address("detour")  # only as far as the permanent part goes


async def test_redirects_in_a_circle_end(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = redirect(agency.address("wire"))
    assert await fetch() == Failed(FeedState.FAILING, "more than 5 redirects")


async def test_five_redirects_are_followed_and_a_sixth_is_not(agency: Agency, fetch: Fetch) -> None:
    for hop in range(1, 6):
        agency.vices[f"hop-{hop}"] = redirect(agency.address(f"hop-{hop - 1}"))
    agency.vices["hop-1"] = redirect(agency.address("wire"))
    agency.vices["hop-6"] = redirect(agency.address("hop-5"))

    outcome = await fetch(agency.address("hop-5"))

    assert isinstance(outcome, Fetched)
    assert outcome.document.body == agency.document("wire")
    assert agency.feeds_asked == ["hop-5", "hop-4", "hop-3", "hop-2", "hop-1", "wire"]
    agency.feeds_asked.clear()
    assert await fetch(agency.address("hop-6")) == Failed(FeedState.FAILING, "more than 5 redirects")
    assert "wire" not in agency.feeds_asked


async def test_what_can_be_unpacked_is_asked_for(agency: Agency, fetch: Fetch) -> None:
    await fetch()
    assert agency.headers_seen[-1]["accept-encoding"] == "gzip, deflate, br, zstd"


async def test_a_feeds_own_headers_do_not_follow_a_redirect_to_another_host(
    agency: Agency, fetch: Fetch
) -> None:
    other = Agency()
    await other.start()
    agency.vices["wire"] = redirect(other.address("elsewhere"))
    await fetch(headers=(("Authorization", "Bearer canary"),))
    await other.stop()
    assert agency.headers_seen[-1]["authorization"] == "Bearer canary"
    assert "authorization" not in other.headers_seen[-1]


async def test_a_private_address_is_refused_unless_allowed(agency: Agency, fetch: Fetch) -> None:
    refused = await fetch(limits=FetchLimits())
    assert isinstance(refused, Failed)
    assert "allow_private" in refused.detail
    assert not agency.requests
    assert isinstance(await fetch(limits=FetchLimits(), allow_private=LOOPBACK), Fetched)


async def test_a_redirect_to_a_private_address_is_refused(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = redirect("http://127.0.0.2:9/feed.xml")
    outcome = await fetch(limits=FetchLimits(), allow_private=("127.0.0.1/32",))
    assert isinstance(outcome, Failed)
    assert "allow_private" in outcome.detail


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://[::1", "gopher://x.example/", "nonsense"])
async def test_an_address_that_cannot_be_asked_is_a_failure_with_a_sentence(fetch: Fetch, url: str) -> None:
    outcome = await fetch(url)
    assert isinstance(outcome, Failed)
    assert outcome.state is FeedState.FAILING
    assert outcome.detail


async def test_no_secret_of_the_address_is_in_a_failure(fetch: Fetch) -> None:
    outcome = await fetch("http://user:canary@127.0.0.1:1/feed?key=canary")
    assert "canary" not in repr(outcome)


async def test_retry_after_as_a_date_is_read_by_the_clock(agency: Agency, fetch: Fetch) -> None:
    agency.vices["wire"] = status(503, retry_after="Fri, 14 Mar 2025 06:02:00 GMT")
    outcome = await fetch()
    assert isinstance(outcome, Failed)
    assert SteppedClock().now() == datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
    assert outcome.retry_after == 120.0
