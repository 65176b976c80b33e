"""`feeds`: health of every feed; OPML in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from monitor.cli.opened import with_store
from monitor.cli.opml import feeds_yaml, outlines_of
from monitor.cli.options import CONFIG, AsJson, ConfigDir
from monitor.cli.output import Column, complain, listing, say_json
from monitor.config.load import Config
from monitor.model.feed import FeedRecord
from monitor.render.json_forms import feed_json, without_secrets
from monitor.render.wording import instant
from monitor.store.store import Store

app = typer.Typer(add_completion=False, invoke_without_command=True)

COLUMNS: Final[Sequence[Column[FeedRecord]]] = (
    Column("feed", lambda record: record.feed),
    Column("state", lambda record: record.state.value),
    Column("answered", lambda record: (record.last_success and instant(record.last_success)) or "-"),
    Column("something new", lambda record: (record.last_new and instant(record.last_new)) or "-"),
    Column("next", lambda record: (record.next_due and instant(record.next_due)) or "-"),
    Column("entries", lambda record: record.entries),
    Column("detail", lambda record: record.detail),
)


@app.callback()
def feeds(context: typer.Context, config: ConfigDir = CONFIG, *, as_json: AsJson = False) -> None:
    """List the configured feeds with their health."""
    if context.invoked_subcommand is not None:
        return

    async def work(store: Store, loaded: Config) -> None:
        records = {record.feed: record for record in await store.feeds.records(loaded.feeds)}
        if as_json:
            say_json([feed_json(feed, records.get(feed.id)) for feed in loaded.feeds])
            return
        known = [records.get(feed.id, FeedRecord(feed.id)) for feed in loaded.feeds]
        listing(known, COLUMNS, nothing="No feed is configured.")

    with_store(config, work)


@app.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", exists=True, dir_okay=False)],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.yaml", help="Where to write; standard output otherwise."),
    ] = None,
) -> None:
    """Turn an OPML list of feeds into a YAML file for config/feeds/. Folders become tags.

    A file that exists is not overwritten. Exits 1 when the list holds no feed.
    """
    outlines = outlines_of(file.read_bytes())
    if not outlines:
        complain(f"{file} lists no feed: no <outline> in it has an xmlUrl with http or https")
        raise typer.Exit(1)
    text = feeds_yaml(outlines, file.name)
    if to is None:
        typer.echo(text, nl=False)
        return
    try:
        with to.open("x", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise typer.BadParameter(f"{to}: {error.strerror}", param_hint="--to") from error
    complain(f"{len(outlines)} feeds written to {to}")


@app.command()
def discover(url: Annotated[str, typer.Argument(metavar="URL", help="A site's address.")]) -> None:
    """Find a site's feeds. It comes in a later release."""
    complain(
        f"feeds discover comes in a later release; look at {without_secrets(url)} for a link to RSS or Atom"
    )
    raise typer.Exit(2)
