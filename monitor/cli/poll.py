"""`poll`: feeds and saved documents read once, without a store."""

import asyncio
from typing import Annotated

import typer

from monitor.address import Guard
from monitor.agencies.table import AGENCIES
from monitor.cli.explain import explain
from monitor.cli.options import CONFIG, AllowPrivate, AsJson, ConfigDir
from monitor.cli.output import OUT, complain, progress, say, say_json
from monitor.cli.reading import DocumentReader, Polled, polled_json
from monitor.clock import SystemClock
from monitor.fetch.client import FetchLimits
from monitor.model.story import Draft
from monitor.render.clean import one_line
from monitor.render.wording import instant

LONGEST = 100  # code points of a piece of furniture that a person is shown; --json has it whole


def poll(
    sources: Annotated[list[str], typer.Argument(metavar="URL|FILE…", help="Feeds and saved documents.")],
    allow_private: AllowPrivate = [],  # noqa: B006 - Typer copies it
    agency: Annotated[
        str, typer.Option("--agency", metavar="ID", help="How it writes; told by host and copy otherwise.")
    ] = "",
    config: ConfigDir = CONFIG,
    *,
    explain_: Annotated[
        bool,
        typer.Option(
            "--explain", help="Of a configured feed: what the service would make of each entry, and why."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read feeds or saved documents once and show what was recognised. Nothing is stored.

    --json prints one object per document and line. --explain asks the running service's store: a new story, a new
    version or why not, and who would be told; it takes ids or addresses of configured feeds.

    Exits 1 when nothing could be read.
    """
    if explain_:
        raise typer.Exit(0 if explain(sources, config, as_json=as_json) else 1)
    _check_options(allow_private, agency)
    limits = FetchLimits(allow_private=tuple(allow_private))
    raise typer.Exit(0 if asyncio.run(_poll_all(sources, limits, agency, as_json=as_json)) else 1)


async def _poll_all(sources: list[str], limits: FetchLimits, agency: str, *, as_json: bool) -> int:
    """Read the sources in order, printing each at once. Returns how many could be read."""
    could = 0
    bar = not (as_json and OUT.is_terminal)
    async with DocumentReader(limits, SystemClock(), agency) as reader:
        with progress("reading", len(sources), bar=bar) as advance:
            for source in sources:
                polled = await reader.poll(source)
                could += polled.read is not None
                if as_json:
                    say_json(polled_json(polled))
                else:
                    show_polled(polled)
                advance()
    return could


def _check_options(allow_private: list[str], agency: str) -> None:
    try:
        Guard(allow_private)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--allow-private") from error
    if agency and agency not in AGENCIES:
        known = ", ".join(sorted(AGENCIES))
        complain(f"how {agency} writes is not known, so only unmistakable forms are read; known are {known}")


def show_polled(polled: Polled) -> None:
    """Print one document for a person: its health, then each entry with what was recognised in it."""
    say(health_line(polled), style="bold")
    if polled.read is None:
        return
    for warning in polled.read.reading.warnings:
        say(f"  note: {one_line(warning)}")
    for draft in polled.read.drafts:
        say("", *_entry_lines(draft))
    say("")


def health_line(polled: Polled) -> str:
    """Return a document's health in a line: where, state, what it is, how many entries."""
    where, state = polled.where, polled.state.value
    if polled.read is None:
        return one_line(f"{where}: {state}: {polled.detail}")
    reading = polled.read.reading
    title = f", “{reading.title}”" if reading.title else ""
    entries = len(polled.read.drafts)
    detail = f" ({polled.detail})" if polled.detail else ""
    return one_line(f"{where}: {state}{detail}: {reading.format}{title}, entries: {entries}")


def _entry_lines(draft: Draft) -> list[str]:
    dates = (("published", draft.published), ("updated", draft.updated), ("embargoed", draft.embargoed))
    facts = [
        ("guid", draft.guid),
        ("url", draft.url if draft.url != draft.guid else ""),
        ("dateline", draft.dateline),
        ("located", draft.located),
        ("by", draft.by),
        ("slugline", draft.slugline),
        ("language", draft.language),
        ("status", draft.pub_status.value),
        ("note", draft.ed_note),
        *((name, instant(moment)) for name, moment in dates if moment),
        ("date", draft.date_note),
        *((f"marker {marker.name}", marker.text) for marker in draft.markers),
        *((piece.kind.value.replace("_", "-"), piece.text) for piece in draft.furniture),
    ]
    words = sum(len(paragraph.split()) for paragraph in draft.paragraphs)
    lines = [f"  {one_line(draft.headline) or '(no headline)'}"]
    lines += [f"    {name}: {one_line(text, LONGEST)}" for name, text in facts if text]
    return [*lines, f"    copy: {words} words in {len(draft.paragraphs)} paragraphs"]
