"""`match`: which watches fire on a text, and why."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.opened import load_config
from monitor.cli.options import CONFIG, AsJson, ConfigDir, Lines
from monitor.cli.output import say, say_json, say_marked
from monitor.cli.texts import STANDARD_INPUT, TextLine, answer_lines, read_texts
from monitor.clock import SystemClock
from monitor.config.checked import nearest
from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.explain import explain
from monitor.match.explain import why_not as explain_silence
from monitor.model.story import Draft
from monitor.model.watch import Mention, Person, Topic, Watchlist
from monitor.render.json_forms import Json, mention_json


def match(
    file: Annotated[
        Path, typer.Argument(metavar="[FILE|-]", help="A saved document or a text; - is standard input.")
    ] = STANDARD_INPUT,
    config: ConfigDir = CONFIG,
    *,
    why_not: Annotated[
        str, typer.Option("--why-not", metavar="WATCH", help="Say why this watch does not fire.")
    ] = "",
    lines: Lines = False,
    as_json: AsJson = False,
) -> None:
    """Show which watches fire on a text and why, with the mentions marked. Exits 1 when none fires.

    A file is a saved feed (every entry is looked at), a JSON text {"headline", "paragraphs"}, or a plain text
    whose first line is the headline.
    """
    watchlists = load_config(config).watchlists
    if why_not:
        raise typer.Exit(answer_why_not(watchlists, why_not, read_texts(file, SystemClock().now())))
    matcher = compile_watchlists(watchlists)
    if lines:
        answer_lines(TextLine, lambda line: mentions_json(matcher, line.headline, line.paragraphs))
        return
    fired = False
    for draft in read_texts(file, SystemClock().now()):
        mentions = matcher.mentions(
            draft.headline, draft.paragraphs, draft.subjects, draft.language, weak=True
        )
        fired = fired or bool(mentions)
        if as_json:
            say_json({"mentions": [mention_json(mention) for mention in mentions]})
        else:
            show_mentions(draft, mentions)
    raise typer.Exit(0 if fired else 1)


def answer_why_not(watchlists: Sequence[Watchlist], name: str, drafts: Iterable[Draft]) -> int:
    """Print for each text why a watch does not fire on it. Returns 0 when it fires on one, else 1.

    Raises:
        typer.BadParameter: no watch has the name.
    """
    watches: list[Person | Topic] = []
    for one in watchlists:
        watches += (*one.people, *one.topics)
    named = [watch for watch in watches if watch.name == name]
    if not named:
        close = nearest(name, [watch.name for watch in watches])
        raise typer.BadParameter(f"no watch is named {name}; {close or 'see `wirewatch check`'}")
    fires = False
    for draft in drafts:
        for watch in named:
            said = explain_silence(watch, draft.headline, draft.paragraphs, draft.subjects, draft.language)
            fires = fires or not said
            say(f"“{draft.headline}”: {said or f'{watch.name} fires.'}")
    return 0 if fires else 1


def mentions_json(matcher: Matcher, headline: str, paragraphs: Sequence[str]) -> Json:
    """Return the answer to one text (docs/interface.md, `match --lines`)."""
    found = matcher.mentions(headline, paragraphs, weak=True)
    return {"mentions": [mention_json(mention) for mention in found]}


def show_mentions(draft: Draft, mentions: Sequence[Mention]) -> None:
    """Print what fired, why, and the lines it stands in with the mentions marked."""
    if not mentions:
        say(f"No watch fires on “{draft.headline}”.")
        return
    watches = dict.fromkeys(f"{mention.watch} ({mention.watchlist})" for mention in mentions)
    say(f"{len(watches)} of your watches fire on “{draft.headline}”: {', '.join(watches)}", style="bold")
    for mention in mentions:
        say(f"  {explain(mention)}")
    say("")
    for paragraph in sorted({mention.paragraph for mention in mentions if mention.field != "subject"}):
        text = draft.headline if paragraph < 0 else draft.paragraphs[paragraph]
        here = [mention for mention in mentions if mention.paragraph == paragraph]
        say_marked(*marked(text, here), indent="  ")


def marked(text: str, mentions: Sequence[Mention]) -> tuple[tuple[str, str], ...]:
    """Return a text as (text, mark) parts in which the mentions are marked; overlapping ones become one."""
    parts: list[tuple[str, str]] = []
    done = 0
    for mention in sorted(mentions):
        start = max(mention.start, done)
        if mention.end > start:
            parts += [(text[done:start], ""), (text[start : mention.end], "mention")]
            done = mention.end
    return tuple(part for part in (*parts, (text[done:], "")) if part[0])
