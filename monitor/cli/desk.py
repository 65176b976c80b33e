"""The alert desk: `alerts`, `deliveries`, `redeliver`, `send-test`, `silence`."""

import asyncio
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Final

import typer

from monitor.cli.opened import load_config, with_store
from monitor.cli.options import CONFIG, AsJson, ConfigDir, Limit
from monitor.cli.output import Column, complain, listing, say, say_json
from monitor.clock import Clock, SystemClock
from monitor.config.load import Config
from monitor.model.alert import Alert, Delivered, Delivery, Notification, Outcome
from monitor.model.ids import stable_id
from monitor.notify.table import Receiver, build_notifier
from monitor.render.json_forms import alert_json, delivery_json
from monitor.render.wording import REASONS, instant, test_event
from monitor.store.store import Store

ALERTS: Final[Sequence[Column[Alert]]] = (
    Column("alert", lambda alert: alert.id),
    Column("raised", lambda alert: instant(alert.created)),
    Column("reason", lambda alert: REASONS[alert.reason]),
    Column("priority", lambda alert: alert.priority.value),
    Column("watch", lambda alert: f"{alert.watch} ({alert.watchlist})"),
    Column("story", lambda alert: f"{alert.story.id} v{alert.story.version}"),
    Column("why", lambda alert: alert.sentence),
)
DELIVERIES: Final[Sequence[Column[Delivery]]] = (
    Column("delivery", lambda delivery: delivery.id),
    Column("made", lambda delivery: instant(delivery.created)),
    Column("receiver", lambda delivery: delivery.receiver),
    Column("state", lambda delivery: delivery.state.value),
    Column("attempts", lambda delivery: delivery.attempts),
    Column("next", lambda delivery: (delivery.next_attempt and instant(delivery.next_attempt)) or "-"),
    Column("type", lambda delivery: delivery.type),
    Column("headline", lambda delivery: delivery.headline),
    Column("detail", lambda delivery: delivery.detail),
)


def alerts(config: ConfigDir = CONFIG, limit: Limit = 20, *, as_json: AsJson = False) -> None:
    """List the newest alerts, newest first."""

    async def work(store: Store, loaded: Config) -> None:
        found = await store.deliveries.alerts(limit)
        if as_json:
            url = loaded.settings.web.public_url
            say_json([alert_json(one, await store.deliveries.of_alert(one.id), url) for one in found])
        else:
            listing(found, ALERTS, nothing="No alert has been raised yet.")

    with_store(config, work)


def deliveries(
    config: ConfigDir = CONFIG,
    limit: Limit = 20,
    *,
    failed: Annotated[bool, typer.Option("--failed", help="Only those that were given up.")] = False,
    as_json: AsJson = False,
) -> None:
    """List deliveries and what became of them, newest first."""

    async def work(store: Store, _config: Config) -> None:
        found = await store.deliveries.list(limit, failed=failed)
        if as_json:
            say_json([delivery_json(one) for one in found])
        else:
            listing(found, DELIVERIES, nothing="There is none.")

    with_store(config, work)


def redeliver(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids as `deliveries` lists them.")],
    config: ConfigDir = CONFIG,
) -> None:
    """Make deliveries due again, under the same ids; the daemon sends them. Exits 1 when one is not known."""

    async def work(store: Store, _config: Config) -> bool:
        known = True
        for one in ids:
            if await store.deliveries.redeliver(one):
                say(f"{one} is due again; the running daemon sends it")
            else:
                known = False
                complain(f"no delivery has the id {one}")
        return known

    raise typer.Exit(0 if with_store(config, work) else 1)


def send_test(
    receiver: Annotated[str, typer.Argument(metavar="RECEIVER", help="Its name in the config.")],
    config: ConfigDir = CONFIG,
) -> None:
    """Send a notification of type `test` to one receiver, once, and say what came of it."""
    loaded = load_config(config)
    chosen = next((one for one in loaded.receivers if one.name == receiver), None)
    if chosen is None:
        names = [one.name for one in loaded.receivers]
        near = get_close_matches(receiver, names, 1)
        hint = f"did you mean {near[0]}?" if near else f"configured are: {', '.join(names) or 'none'}"
        raise typer.BadParameter(f"there is no receiver {receiver}; {hint}", param_hint="RECEIVER")
    outcome = asyncio.run(send_test_to(chosen, SystemClock()))
    if isinstance(outcome, Delivered):
        say(f"{receiver} has it" + (f": {outcome.detail}" if outcome.detail else ""))
        return
    complain(f"{receiver} did not take it: {outcome.detail}")
    raise typer.Exit(1)


async def send_test_to(receiver: Receiver, clock: Clock) -> Outcome:
    """Make one attempt to hand a receiver a notification of type `test`; no story is behind it."""
    event = test_event(receiver.name, clock.now())
    digest = stable_id(receiver.name, event.at.isoformat(), size=12)
    notifier = build_notifier(receiver, clock)
    try:
        return await notifier.deliver(Notification(f"msg_{digest}", receiver.name, (), service=event))
    finally:
        await notifier.close()


def silence() -> None:
    """Keep alerts back for a while. It comes in a later release."""
    complain("silence comes in a later release; until then, take the watch out of the config for a while")
    raise typer.Exit(2)
