"""`stories`, `show`, `diff`: what is stored, and how it changed."""

from collections.abc import Sequence
from typing import Annotated, Final

import typer

from monitor.cli.marked_diff import show_diff
from monitor.cli.opened import one_story, with_store
from monitor.cli.options import CONFIG, AsJson, ConfigDir, Limit, StoryId
from monitor.cli.output import Column, complain, listing, say, say_json
from monitor.config.load import Config
from monitor.diff.judge import judge
from monitor.model.change import Diff
from monitor.model.story import Story, Version
from monitor.render.clean import one_line
from monitor.render.json_forms import diff_json, story_json, version_json
from monitor.render.wording import KINDS, instant, readable
from monitor.store.store import Store
from monitor.store.stories import Note

COLUMNS: Final[Sequence[Column[Story]]] = (
    Column("story", lambda story: story.id),
    Column("seen", lambda story: instant(story.version_seen)),
    Column("agency", lambda story: story.agency),
    Column("version", lambda story: story.version),
    Column("status", lambda story: "copy" if story.copy_of else story.pub_status.value),
    Column("headline", lambda story: story.headline),
)

From = Annotated[int | None, typer.Argument(metavar="FROM", min=1, help="The earlier version.")]
To = Annotated[int | None, typer.Argument(metavar="TO", min=1, help="The later version.")]


def stories(config: ConfigDir = CONFIG, limit: Limit = 20, *, as_json: AsJson = False) -> None:
    """List the newest stories, the one that changed last first."""

    async def work(store: Store, loaded: Config) -> None:
        found = await store.stories.recent(limit)
        shapes = [story_json(story, loaded.settings.web.public_url) for story in found]
        if as_json:
            say_json(shapes)
        else:
            listing(found, COLUMNS, nothing="No story is stored yet.")

    with_store(config, work)


def show(story: StoryId, config: ConfigDir = CONFIG, *, as_json: AsJson = False) -> None:
    """Show one story with all its versions that are kept, oldest first."""

    async def work(store: Store, loaded: Config) -> None:
        found = await one_story(store, story)
        head, versions = (await store.stories.get((found,)))[0], await store.stories.versions(found)
        if head is None:  # retention took it between the two questions
            complain(f"story {found} is no longer kept")
            raise typer.Exit(1)
        if as_json:
            shape = story_json(head, loaded.settings.web.public_url)
            say_json(shape | {"versions": [version_json(version) for version in versions]})
        else:
            _show_story(head, versions, await store.stories.last_note(found))

    with_store(config, work)


def diff(
    story: StoryId,
    old: From = None,
    new: To = None,
    config: ConfigDir = CONFIG,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what changed between two versions of a story; the last two when none are named."""

    async def work(store: Store, loaded: Config) -> None:
        found = await one_story(store, story)
        before, after = _pair(await store.stories.versions(found), old, new)
        changed = diff_of(before, after)
        if as_json:
            numbers = (before.number, after.number)
            say_json(diff_json(changed, found, *numbers, loaded.settings.web.public_url))
        else:
            say(f"story {found}, version {before.number} → {after.number}, {readable(after.first_seen)}")
            show_diff(changed)

    with_store(config, work)


def diff_of(old: Version, new: Version) -> Diff:
    """Return what changed between two versions: as judged when it was stored, else judged now."""
    stored = new.diff if new.number == old.number + 1 else None
    return stored or judge(old.draft, new.draft)


def _pair(versions: tuple[Version, ...], old: int | None, new: int | None) -> tuple[Version, Version]:
    """Return the versions to compare; exits 1 when they are not there."""
    kept = {version.number: version for version in versions}
    to = new or max(kept)
    start = old or max((number for number in kept if number < to), default=0)
    if to not in kept or start not in kept or start >= to:
        numbers = ", ".join(map(str, kept))
        complain(f"there is no pair of versions {start or '?'} and {to} to compare; kept are {numbers}")
        raise typer.Exit(1)
    return kept[start], kept[to]


def _show_story(story: Story, versions: tuple[Version, ...], note: Note | None) -> None:
    copy = f", a copy of {story.copy_of} ({story.copy_share:.0%})" if story.copy_of else ""
    say(one_line(story.headline), style="bold")
    say(f"story {story.id} of {story.agency}, seen in {story.feed}{copy}", story.url)
    say(f"version {story.version}, {story.pub_status.value}, first seen {readable(story.first_seen)}")
    for told in story.told:
        say(
            f"told for {told.watch} ({told.watchlist}) since version {told.version}: {', '.join(told.receivers)}"
        )
    for version in versions:
        _show_version(version)
    if note is not None:
        say(
            "", f"not a new version, {instant(note.at)}, from {note.source}, because: {one_line(note.reason)}"
        )
    say("")
    if versions:
        say(*versions[-1].draft.paragraphs)


def _show_version(version: Version) -> None:
    what = "the first one kept"
    if version.diff is not None:
        what = f"{', '.join(KINDS[kind] for kind in version.diff.kinds)}: {version.diff.summary}"
    say("", f"version {version.number}, {instant(version.first_seen)}: {one_line(version.draft.headline)}")
    say(f"  {one_line(what)}")
    for marker in version.draft.markers:
        say(f"  marked {marker.name}: {one_line(marker.text)}")
