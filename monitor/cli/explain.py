"""`poll --explain`: what the service would make of a feed's entries, and why. Asks the store, writes nothing."""

from pathlib import Path

import typer

from monitor.app import limits_of, rules_of
from monitor.cli.opened import with_store
from monitor.cli.output import complain, say, say_json
from monitor.cli.reading import DocumentReader, Polled, is_url
from monitor.clock import SystemClock
from monitor.config.load import Config
from monitor.identity.similar import SketchIndex
from monitor.model.feed import Feed
from monitor.pipeline.identifier import Identifier
from monitor.pipeline.recorder import Recorder, story_in
from monitor.recording.intents import AskPage, Begin, Hold, Intent, Leave, MarkSeen, NextVersion
from monitor.recording.observation import Observation, observed
from monitor.recording.rules import RulesInUse
from monitor.render.clean import one_line
from monitor.render.json_forms import Json
from monitor.store.store import Store
from monitor.telemetry import Metrics

WHAT = {
    Leave: "nothing new",
    MarkSeen: "no new version",
    Hold: "held",
    AskPage: "no new version",
    Begin: "a new story",
    NextVersion: "a new version",
}


def explain(sources: list[str], directory: Path, *, as_json: bool) -> bool:
    """Explain each source, a URL or id of a configured feed. Returns whether all could be read."""

    async def work(store: Store, config: Config) -> bool:
        identifier = Identifier(store=store, index=SketchIndex())
        await identifier.load()
        rules = RulesInUse(rules_of(config))
        clock = SystemClock()
        recorder = Recorder(clock=clock, store=store, identifier=identifier, rules=rules, metrics=Metrics())
        good = True
        for source in sources:
            feed = _feed(source, config)
            async with DocumentReader(limits_of(config), clock) as reader:
                polled = await (reader.poll_feed(feed) if is_url(feed.url) else reader.poll(source))
            record = await store.feeds.record(feed)
            drafts = polled.read.drafts if polled.read else ()
            shown = observed(feed, drafts, first_poll=record.last_success is None, held=record.held)
            _show(polled, shown, await recorder.explain(shown), as_json=as_json)
            good = good and polled.read is not None
        return good

    return with_store(directory, work)


def _feed(source: str, config: Config) -> Feed:
    """Return the configured feed of this id or address; exits 2 when there is none: only it knows its stories."""
    found = next((feed for feed in config.feeds if source in {feed.id, feed.url}), None)
    if found is None:
        known = ", ".join(feed.id for feed in config.feeds) or "none"
        complain(f"{source} is no feed of the config; give a feed's id or address; configured are: {known}")
        raise typer.Exit(2)
    return found


def _show(
    polled: Polled, shown: tuple[Observation, ...], intents: list[Intent | None], *, as_json: bool
) -> None:
    """Print what becomes of each entry, the newest first, as the feed has them."""
    if polled.read is None:
        complain(f"{polled.where}: {polled.state.value}: {polled.detail}")
        return
    for one, intent in zip(reversed(shown), reversed(intents), strict=True):
        if as_json:
            say_json(intent_json(one, intent))
        else:
            say(f"  {one_line(one.draft.headline) or '(no headline)'}", f"    {intent_line(intent)}")


def intent_line(intent: Intent | None) -> str:
    """Return in a line what would be done about an entry, why, and who would be told."""
    if intent is None:
        return "it breaks us: the log of the service says how"
    number = f" {intent.version.number}" if isinstance(intent, NextVersion) else ""
    line = f"{WHAT[type(intent)]}{number}: {one_line(intent.reason)}"
    if not isinstance(intent, Begin | NextVersion):
        return line
    told = sorted({f"{alert.watch} ({alert.reason.value})" for alert in intent.alerts})
    return f"{line}; told: {', '.join(told)}" if told else f"{line}; nobody is told: {intent.silence}"


def intent_json(shown: Observation, intent: Intent | None) -> Json:
    """Return what would be done about an entry."""
    new = intent if isinstance(intent, Begin | NextVersion) else None
    return {
        "guid": shown.draft.guid,
        "url": shown.draft.url,
        "headline": shown.draft.headline,
        "outcome": type(intent).__name__ if intent else None,
        "story": story_in(intent) if intent else None,
        "version": new.version.number if new else None,
        "reason": intent.reason if intent else None,
        "silence": new.silence if new else None,
        "alerts": [{"watch": alert.watch, "type": alert.type} for alert in new.alerts] if new else [],
    }
