from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.watch import Person, SurnameRule, Topic, Watchlist
from monitor.pipeline.rules import running_of
from monitor.recording.rules import Rules
from monitor.store.store import Store

STRAIT = Watchlist(
    "Häfen",
    people=(Person("Karin Brandt", ("Карин Брандт",), surname=SurnameRule.NEVER, not_=("Brandt Street",)),),
    topics=(Topic("Divers", any=("divers",), query="harbour AND NOT marina", language=("en",)),),
    notify=("desk",),
)
ROUTES = Route(
    "desk", routes=(Route(match=(("priority", ("high", "urgent")),), group_wait=0.0, continue_=True),)
)
WIRE = Feed(
    "wire", "https://wire.example/feed?key=s3cret", "north", tags=("world",), headers=(("X-Key", "s3cret"),)
)


async def test_what_was_in_use_is_known_again(store: Store) -> None:
    assert await store.running.last() is None
    running = running_of(Rules({WIRE.id: WIRE}, {STRAIT.name: STRAIT}, ROUTES))

    await store.running.keep(running)

    assert await store.running.last() == running


async def test_no_secret_of_a_feed_is_kept() -> None:
    running = running_of(Rules({WIRE.id: WIRE}, {STRAIT.name: STRAIT}, ROUTES))
    (feed,) = running.feeds
    assert (feed.id, feed.agency, feed.tags) == ("wire", "north", ("world",))
    assert not any("s3cret" in str(getattr(feed, name)) for name in feed.__slots__)
