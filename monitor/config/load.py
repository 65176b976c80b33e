"""The config folder → one Config, all or nothing.

`wirewatch.yaml` and every `*.yaml` under `feeds/`, `watchlists/`, `receivers/`, but for folders named `examples`;
the folders only keep order, each key may stand in any file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.config import tree
from monitor.config.assemble import feeds_of, receivers_of, routes_of, watchlists_of
from monitor.config.checked import Checker, fields_of, nearest
from monitor.config.entries import WatchlistEntry
from monitor.config.environment import Environment, overrides
from monitor.config.settings import SECTIONS, Settings
from monitor.config.shadows import shadows_of
from monitor.config.tree import Entry, Node, Place, Refused, Scalar
from monitor.config.warnings import warnings_of
from monitor.match.topic.pattern import unanchored
from monitor.model.alert import Route
from monitor.model.errors import ConfigError
from monitor.model.feed import Feed
from monitor.model.warning import WatchWarning
from monitor.model.watch import Watchlist
from monitor.notify.table import Receiver

MAIN = "wirewatch.yaml"
EXAMPLES = "examples"
FOLDERS = ("feeds", "watchlists", "receivers")
_WATCHLIST_KEYS = tuple(fields_of(WatchlistEntry))
TOP_KEYS = (*SECTIONS, "feeds", "receivers", "routes", *(key for key in _WATCHLIST_KEYS if key != "feeds"))
"""What may stand at the top of any file."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the folder says.

    `files` are those it was read from, secret files included; `shadows` are the shadowed watches, which
    `warnings` speak of too.
    """

    settings: Settings
    feeds: tuple[Feed, ...]
    watchlists: tuple[Watchlist, ...]
    receivers: tuple[Receiver, ...]
    routes: Route
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    shadows: tuple[WatchWarning, ...] = ()


@dataclass(slots=True)
class _Blocks:
    """What all files hold together, by kind."""

    sections: dict[str, list[Entry]] = field(default_factory=dict)
    section_places: dict[str, Place] = field(default_factory=dict)
    feeds: list[Node] = field(default_factory=list)
    watchlists: list[tree.Mapping] = field(default_factory=list)
    receivers: list[Node] = field(default_factory=list)
    routes: Node | None = None


def config_files(directory: Path) -> tuple[Path, ...]:
    """Return the config files that stand in a folder now, in the order they are read.

    Hidden ones do not count, nor what stands under a folder named `examples`: it is there to be copied.
    """
    found = [
        path
        for folder in FOLDERS
        for path in sorted((directory / folder).rglob("*.yaml"))
        if not any(_is_passed_over(part) for part in path.relative_to(directory).parts)
    ]
    main = directory / MAIN
    return (main, *found) if main.is_file() else tuple(found)


def _is_passed_over(part: str) -> bool:
    return part.startswith(".") or part == EXAMPLES


def load_watchlist(path: Path) -> Watchlist:
    """Read and check one watchlist by itself; whom it notifies is not looked at.

    Raises:
        ConfigError: with every problem found.
    """
    checker, blocks = Checker(Environment(path.parent, {})), _Blocks()
    _sort_in(checker, blocks, path)
    watchlists, _ = watchlists_of(checker, blocks.watchlists, None)
    if not watchlists and not checker.problems:
        checker.report(
            Place(str(path)).problem("no watchlist stands here", "it begins with watchlist: and a name")
        )
    if checker.problems:
        raise ConfigError(tuple(sorted(set(checker.problems))))
    return watchlists[0]


def load(directory: Path, environ: Mapping[str, str]) -> Config:
    """Read and check the whole config folder.

    Args:
        directory: the folder; relative paths of secret files start here.
        environ: the environment, for `${VAR}` and `WIREWATCH__SECTION__KEY`.

    Raises:
        ConfigError: with every problem found; no message holds a secret.
    """
    checker = Checker(Environment(directory, environ))
    files, blocks = config_files(directory), _Blocks()
    if not files:
        checker.report(
            Place(str(directory)).problem("no config stands here", f"it is a folder that holds {MAIN}")
        )
    for path in files:
        _sort_in(checker, blocks, path)
    _override(checker, blocks, environ)
    config = _assemble(checker, blocks, files)
    tree.release(_nodes_of(blocks))
    if checker.problems:
        raise ConfigError(tuple(sorted(set(checker.problems))), (*files, *checker.environment.files))
    return config


def _nodes_of(blocks: _Blocks) -> list[Node]:
    """Return what many nodes hang on, taken out of the blocks."""
    nodes = [*blocks.watchlists, *blocks.feeds, *blocks.receivers]
    for held in (blocks.watchlists, blocks.feeds, blocks.receivers):
        held.clear()
    return nodes


def _sort_in(checker: Checker, blocks: _Blocks, path: Path) -> None:
    """Read one file and put its blocks where they belong."""
    try:
        root = tree.read_file(path, str(path))
    except Refused as refused:
        checker.report(refused.problem)
        return
    if root is None:
        return
    if not isinstance(root, tree.Mapping):
        checker.report(
            root.place.problem("a config file is a block of keys", f"begin with one of {', '.join(TOP_KEYS)}")
        )
        return
    checker.refuse_secrets(root)
    _sort_watchlist(checker, blocks, root)
    for entry in root.entries:
        if not tree.is_null(entry.node):
            _sort_entry(checker, blocks, entry)


def _sort_watchlist(checker: Checker, blocks: _Blocks, root: tree.Mapping) -> None:
    """Take the keys of a watchlist out of a file that has one; without `watchlist:` they are lost."""
    own = tuple(entry for entry in root.entries if entry.key in _WATCHLIST_KEYS and not _defines_feeds(entry))
    if any(entry.key == "watchlist" for entry in own):
        blocks.watchlists.append(tree.Mapping(own, root.key_place("watchlist")))
        return
    for entry in own:
        if entry.key != "feeds":
            checker.report(
                entry.place.problem(f"{entry.key} belongs to a watchlist", "add watchlist: and its name")
            )


def _defines_feeds(entry: Entry) -> bool:
    """Whether `feeds:` lists feeds (blocks with a URL) and not a watchlist's patterns (text)."""
    items = entry.node.items if isinstance(entry.node, tree.Sequence) else ()
    return entry.key == "feeds" and any(isinstance(item, tree.Mapping) for item in items)


def _sort_entry(checker: Checker, blocks: _Blocks, entry: Entry) -> None:
    if entry.key in SECTIONS:
        _sort_section(checker, blocks, entry)
    elif entry.key == "receivers":
        blocks.receivers.extend(_items(checker, entry))
    elif entry.key == "routes":
        if blocks.routes is not None:
            there = f"they stand in {blocks.routes.place.file}, line {blocks.routes.place.line} too"
            checker.report(entry.place.problem("routes twice", there))
        blocks.routes = entry.node
    elif entry.key == "feeds":
        if _defines_feeds(entry) or not _in_watchlist(blocks, entry):
            blocks.feeds.extend(_items(checker, entry))
    elif entry.key not in _WATCHLIST_KEYS:
        remedy = nearest(entry.key, TOP_KEYS) or f"the keys here are {', '.join(TOP_KEYS)}"
        checker.report(entry.place.problem(f"unknown key {entry.key}", remedy))


def _in_watchlist(blocks: _Blocks, entry: Entry) -> bool:
    return any(entry in watchlist.entries for watchlist in blocks.watchlists[-1:])


def _items(checker: Checker, entry: Entry) -> Iterator[Node]:
    if isinstance(entry.node, tree.Sequence):
        yield from entry.node.items
    else:
        checker.report(
            entry.node.place.problem(f"{entry.key}: a list is wanted", "begin each of them with a hyphen")
        )


def _sort_section(checker: Checker, blocks: _Blocks, entry: Entry) -> None:
    """Add a section's keys to those of the same section in other files."""
    if not isinstance(entry.node, tree.Mapping):
        checker.report(entry.node.place.problem(f"{entry.key}: a block of keys is wanted"))
        return
    known = blocks.sections.setdefault(entry.key, [])
    blocks.section_places.setdefault(entry.key, entry.place)
    for added in entry.node.entries:
        before = next((other for other in known if other.key == added.key), None)
        if before is not None:
            there = f"it stands in {before.place.file}, line {before.place.line} too"
            checker.report(added.place.problem(f"{entry.key}.{added.key} twice", there))
        known.append(added)


def _override(checker: Checker, blocks: _Blocks, environ: Mapping[str, str]) -> None:
    """Let `WIREWATCH__SECTION__KEY` take the place of what the files say."""
    for section, key, value in overrides(environ):
        known = fields_of(SECTIONS[section]) if section in SECTIONS else {}
        stem = key.removesuffix("_file")
        if key not in known and stem not in known:
            remedy = (
                nearest(key, known) or nearest(section, SECTIONS) or f"the sections are {', '.join(SECTIONS)}"
            )
            checker.report(value.place.problem(f"no setting is named {section}.{key}", remedy))
            continue
        replaced = {key, stem, f"{stem}_file"}
        kept = [entry for entry in blocks.sections.get(section, []) if entry.key not in replaced]
        node = _listed(value) if "tuple" in str(known.get(key)) else value
        blocks.sections[section] = [*kept, Entry(key, value.place, node)]
        blocks.section_places.setdefault(section, value.place)
        if known.get(key) is not None and "Secret" in str(known[key]):
            checker.environment.hide(value.text)


def _listed(value: Scalar) -> Node:
    """Return a comma-separated value as the list it stands for."""
    parts = [part.strip() for part in value.text.strip("[]").split(",")]
    return tree.Sequence(
        tuple(Scalar(part, plain=False, place=value.place) for part in parts if part), value.place
    )


def _settings(checker: Checker, blocks: _Blocks) -> Settings:
    checked = {
        name: checker.check(SECTIONS[name], tree.Mapping(tuple(entries), blocks.section_places[name]))
        for name, entries in blocks.sections.items()
    }
    return Settings.model_validate(
        {name: section for name, section in checked.items() if section is not None}
    )


def _assemble(checker: Checker, blocks: _Blocks, files: tuple[Path, ...]) -> Config:
    settings = _settings(checker, blocks)
    receivers = receivers_of(checker, blocks.receivers)
    named = _receiver_names(blocks)
    feeds = feeds_of(checker, blocks.feeds, settings.poll)
    watchlists, places = watchlists_of(checker, blocks.watchlists, named)
    routes = routes_of(checker, blocks.routes, named)
    shadows = () if checker.problems else shadows_of(watchlists, routes, places)
    for place, shadow in shadows:
        checker.warn(place, shadow.sentence)
    for watch, sentence in () if checker.problems else unanchored(watchlists):
        checker.warn(places[watch], sentence)
    return Config(
        settings=settings,
        feeds=feeds,
        watchlists=watchlists,
        receivers=receivers,
        routes=routes,
        files=(*files, *checker.environment.files),
        warnings=(*checker.warnings, *warnings_of(feeds, watchlists, receivers, routes)),
        shadows=tuple(shadow for _, shadow in shadows),
    )


def _receiver_names(blocks: _Blocks) -> tuple[str, ...]:
    """Return the names of all receivers, also of those whose settings are wrong: one mistake, one problem."""
    names = (node.get("name") for node in blocks.receivers if isinstance(node, tree.Mapping))
    return tuple(name.text for name in names if isinstance(name, Scalar))
