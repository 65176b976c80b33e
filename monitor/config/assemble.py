"""Checked blocks → the model's feeds, watchlists, receivers and routes; and what one says of another."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from monitor.agencies.table import agency_of_host
from monitor.config import tree
from monitor.config.checked import Checker, nearest
from monitor.config.entries import UNUSED, FeedEntry, RouteEntry, TopicEntry, WatchEntry, WatchlistEntry
from monitor.config.settings import PollSettings
from monitor.config.tree import Node, Place
from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.watch import Near, Person, Topic, WatchKey, Watchlist
from monitor.notify.table import NOTIFIERS, Receiver

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._]+")
_OF_EVERY_KIND = "allow_private"
"""May stand beside a receiver's kind as well as inside it (docs/interface.md)."""


def place_of(node: Node, *path: int | str) -> Place:
    """Return where the value at a path inside a node stands, or the nearest thing round it."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, tree.Mapping) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, tree.Sequence) and isinstance(step, int):
            inner = node.items[step]
        if inner is None:
            break
        node = inner
    return node.place


class Names:
    """Names already taken, and where: the second of the same name is a problem."""

    def __init__(self, checker: Checker, what: str) -> None:
        self.checker = checker
        self.what = what
        self.taken: dict[str, Place] = {}

    def take(self, name: str, place: Place) -> bool:
        """Take a name; False, and reported, when it was taken before."""
        before = self.taken.setdefault(name, place)
        if before is place:
            return True
        there = f"it stands in {before.file}, line {before.line} too"
        self.checker.report(place.problem(f"{self.what} {name} twice", there))
        return False


def _free_id(url: str, taken: Iterable[str]) -> str:
    """Return a feed's default id: its host; with the port, then the path, where that is taken."""
    parts = urlsplit(url)
    host = (parts.hostname or "feed").removeprefix("www.")
    port = f"-{parts.port}" if parts.port else ""
    path = _NOT_IN_ID.sub("-", f"{parts.path}-{parts.query}").strip("-.")
    stem = _NOT_IN_ID.sub("-", host).strip("-.") or "feed"
    tried = [stem, f"{stem}{port}", f"{stem}{port}-{path}"[:80].rstrip("-.")]
    tried += [f"{tried[-1][:76]}-{number}" for number in range(2, 1000)]
    return next(name for name in tried if name not in taken)


def feeds_of(checker: Checker, nodes: Sequence[Node], poll: PollSettings) -> tuple[Feed, ...]:
    """Return the feeds: given ids first, so that a default never takes one of them."""
    ids = Names(checker, "feed id")
    entries = [(entry, node) for node in nodes if (entry := checker.check(FeedEntry, node))]
    for entry, node in entries:
        if entry.id is not None:
            ids.take(entry.id, place_of(node, "id"))
    return tuple(_feed(entry, node, ids, poll) for entry, node in entries)


def _feed(entry: FeedEntry, node: Node, ids: Names, poll: PollSettings) -> Feed:
    shown = ids.checker.environment.without_secrets(entry.url)
    name = entry.id or _free_id(shown, ids.taken)
    ids.taken.setdefault(name, node.place)
    known = agency_of_host(urlsplit(entry.url).hostname or "")
    return Feed(
        id=name,
        url=entry.url,
        agency=entry.agency or (known.id if known else name),
        every=max(entry.every or poll.every, poll.floor),
        cron=entry.cron,
        full_text=entry.full_text,
        tags=entry.tags,
        headers=tuple(entry.headers.items()),
        allow_private=entry.allow_private,
    )


def watchlists_of(
    checker: Checker, nodes: Sequence[tree.Mapping], receivers: Sequence[str] | None
) -> tuple[tuple[Watchlist, ...], Mapping[WatchKey, Place]]:
    """Return the watchlists, and where each watch stands; whom they notify must be one of `receivers`, if given."""
    places: dict[WatchKey, Place] = {}
    names = Names(checker, "watchlist")
    entries = [(entry, node) for node in nodes if (entry := checker.check(WatchlistEntry, node))]
    for entry, node in entries:
        names.take(entry.watchlist, place_of(node, "watchlist"))
        watches = Names(checker, "watch")
        for kind in ("people", "topics"):
            for at, watch in enumerate(getattr(entry, kind)):
                place = place_of(node, kind, at, "name")
                watches.take(watch.name, place)
                places[WatchKey(entry.watchlist, watch.name)] = place
        for at, receiver in enumerate(entry.notify if receivers is not None else ()):
            _must_be_known(checker, receiver, receivers or (), place_of(node, "notify", at))
    return tuple(_watchlist(entry) for entry, _ in entries), places


def _watchlist(entry: WatchlistEntry) -> Watchlist:
    return Watchlist(
        name=entry.watchlist,
        people=tuple(Person(**_fields(person)) for person in entry.people),
        topics=tuple(_topic(topic) for topic in entry.topics),
        priority=entry.priority,
        feeds=entry.feeds,
        on=entry.on,
        notify=entry.notify,
    )


def _fields(entry: WatchEntry) -> dict[str, Any]:
    """Return an entry's values by the names of the model's fields; they are the same."""
    return {name: getattr(entry, name) for name in type(entry).model_fields}


def _topic(entry: TopicEntry) -> Topic:
    values = _fields(entry)
    near = Near(entry.near.within, entry.near.terms) if entry.near else None
    return Topic(**{**values, "near": near, "query": entry.query or "", "pattern": entry.pattern or ""})


def _must_be_known(checker: Checker, receiver: str, known: Sequence[str], place: Place) -> None:
    if receiver not in known:
        remedy = nearest(receiver, known) or "name it under receivers:"
        checker.report(place.problem(f"no receiver is named {receiver}", remedy))


def receivers_of(checker: Checker, nodes: Sequence[Node]) -> tuple[Receiver, ...]:
    """Return the receivers: each a name and one kind with its settings."""
    names = Names(checker, "receiver")
    return tuple(receiver for node in nodes for receiver in _receiver(checker, node, names))


def _receiver(checker: Checker, node: Node, names: Names) -> Iterator[Receiver]:
    kinds = ", ".join(NOTIFIERS)
    if not isinstance(node, tree.Mapping):
        checker.report(
            node.place.problem("a receiver is a block of keys", f"give it a name and one of {kinds}")
        )
        return
    for entry in node.entries:
        if entry.key not in ("name", _OF_EVERY_KIND, *NOTIFIERS):
            known = ["name", *NOTIFIERS, _OF_EVERY_KIND]
            remedy = nearest(entry.key, known) or f"the keys here are {', '.join(known)}"
            checker.report(entry.place.problem(f"unknown key {entry.key}", remedy))
    name = node.get("name")
    if not isinstance(name, tree.Scalar) or not isinstance(name.value, str) or not name.value.strip():
        checker.report(
            (name or node).place.problem("a receiver's name is wanted here", "add name: and some text")
        )
        return
    names.take(name.value, name.place)
    given = [entry for entry in node.entries if entry.key in NOTIFIERS]
    if len(given) != 1:
        checker.report(node.place.problem(f"receiver {name.value} is to have one kind", f"one of {kinds}"))
        return
    settings = checker.check(NOTIFIERS[given[0].key].settings, _with_shared(checker, node, given[0].node))
    if settings is not None:
        yield Receiver(name.value, given[0].key, settings)


def _with_shared(checker: Checker, receiver: tree.Mapping, kind: Node) -> Node:
    """Return the block of a receiver's kind with what stands beside it and is meant for it."""
    beside = next((entry for entry in receiver.entries if entry.key == _OF_EVERY_KIND), None)
    if beside is None or not isinstance(kind, tree.Mapping):
        return kind
    if kind.get(_OF_EVERY_KIND) is not None:
        there = f"it stands in line {kind.key_place(_OF_EVERY_KIND).line} too"
        checker.report(beside.place.problem(f"{_OF_EVERY_KIND} twice", there))
        return kind
    return tree.Mapping((*kind.entries, beside), kind.place)


def routes_of(checker: Checker, node: Node | None, receivers: Sequence[str]) -> Route:
    """Return the route tree. Without one, a single receiver gets everything."""
    if node is None:
        return Route(receiver=receivers[0] if len(receivers) == 1 else None)
    entry = checker.check(RouteEntry, node)
    return _route(checker, entry, node, receivers) if entry else Route()


def _route(checker: Checker, entry: RouteEntry, node: Node, receivers: Sequence[str]) -> Route:
    if entry.receiver is not None:
        _must_be_known(checker, entry.receiver, receivers, place_of(node, "receiver"))
    inner = None
    if isinstance(node, tree.Mapping):
        inner = node.get("routes")
        for key in UNUSED:
            if node.get(key) is not None:
                checker.warn(
                    node.key_place(key), f"{key} is not used yet: this route does as if it were left out"
                )
    nodes = inner.items if isinstance(inner, tree.Sequence) else ()
    return Route(
        receiver=entry.receiver,
        match=_match(entry.match.model_dump(mode="json")),
        group_wait=entry.group_wait,
        continue_=entry.continue_,
        routes=tuple(
            _route(checker, below, node, receivers) for below, node in zip(entry.routes, nodes, strict=True)
        ),
    )


def _match(fields: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, tuple(values)) for field, values in fields.items() if values)
