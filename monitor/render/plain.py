"""An alert as plain lines: the text part of a mail, and a terminal."""

from monitor.model.alert import Alert, ChangeRef, Notification, ServiceEvent
from monitor.model.story import PubStatus
from monitor.render.clean import clean, link, one_line
from monitor.render.marks import changed_lines, hidden_lines, in_text, mention_segments
from monitor.render.wording import (
    KINDS,
    REASONS,
    diff_page,
    readable,
    say_fact,
    story_page,
    watch_line,
    where,
)

MOST_MENTIONS = 12
"""Mentions a message shows; the page has them all."""

MOST_ALERTS = 25
"""Alerts of a digest that are shown in full; the others are a line each."""

MOST_LINES = 200
"""Alerts of a digest that are a line each; the page has them all."""

MOST_FACTS = 20
MOST_ALSO_IN = 20


def subject_line(notification: Notification) -> str:
    """Return the subject: the headline first, so that a list of mails reads as a list of stories."""
    if notification.service is not None:
        return one_line(notification.service.subject, 200)
    first = notification.alerts[0]
    headline = one_line(first.story.headline, 140) or "(no headline)"
    if len(notification.alerts) == 1:
        return f"{headline} — {REASONS[first.reason]}: {one_line(first.watch, 60)}"
    return f"{headline} — and {len(notification.alerts) - 1} more"


def notification_text(notification: Notification) -> str:
    """Return the whole message as text, one alert after another."""
    if notification.service is not None:
        return service_text(notification.service)
    shown = notification.alerts[:MOST_ALERTS]
    parts = ["\n".join(alert_lines(alert, notification.public_url)) for alert in shown]
    rest = [f"{words} {url}".rstrip() for words, url in brief_alerts(notification)]
    if rest:
        parts.append("\n".join(rest))
    return ("\n\n" + "=" * 60 + "\n\n").join(parts) + "\n"


def brief_alerts(notification: Notification) -> tuple[tuple[str, str], ...]:
    """Return the alerts beyond `MOST_ALERTS` as (words, URL or ""), and last how many more there are."""
    rest = notification.alerts[MOST_ALERTS : MOST_ALERTS + MOST_LINES]
    rows = [
        (
            one_line(f"{one_line(alert.story.headline, 140)} — {REASONS[alert.reason]}: {alert.watch}", 250),
            link(story_page(notification.public_url, alert.story.id)),
        )
        for alert in rest
    ]
    hidden = len(notification.alerts) - MOST_ALERTS - len(rest)
    return (*rows, (f"… and {hidden} more alerts", "")) if hidden > 0 else tuple(rows)


def service_text(event: ServiceEvent) -> str:
    """Return one of the service's own events as text."""
    lines = [one_line(event.subject), "", clean(event.text), ""]
    lines += [f"{one_line(name)}: {one_line(value, 500)}" for name, value in event.data]
    return "\n".join([*lines, f"At {readable(event.at)}."]) + "\n"


def alert_lines(alert: Alert, public_url: str = "") -> tuple[str, ...]:
    """Return an alert as lines without their ends: headline, reason, story, change, mentions, links."""
    return (
        one_line(alert.story.headline),
        one_line(alert.sentence),
        "",
        *_story_lines(alert),
        *(_change_lines(alert.change) if alert.change else ()),
        *_mention_lines(alert),
        *_also_in_lines(alert),
        *_link_lines(alert, public_url),
    )


def story_facts(alert: Alert) -> tuple[tuple[str, str], ...]:
    """Return what is known of the story as (name, value), values cleaned, empty ones left out."""
    story = alert.story
    facts = (
        ("Watch", watch_line(alert)),
        ("Agency", f"{story.agency} (feed {story.feed})"),
        ("Version", f"{story.version}, seen {readable(story.version_seen)}"),
        ("First seen", readable(story.first_seen)),
        ("Priority", alert.priority.value),
        ("Status", "" if story.pub_status is PubStatus.USABLE else story.pub_status.value),
        ("Urgency", "" if story.urgency is None else str(story.urgency)),
        ("Editor's note", story.ed_note),
    )
    return tuple((name, one_line(value, 500)) for name, value in facts if value)


def change_title(change: ChangeRef) -> str:
    """Return what the change section is called: "Version 1 → 2: correction, new headline"."""
    kinds = ", ".join(KINDS[kind] for kind in change.kinds)
    return f"Version {change.from_version} → {change.to_version}: {kinds}"


def fact_lines(change: ChangeRef) -> tuple[str, ...]:
    """Return the changed facts in words, at most `MOST_FACTS`."""
    return tuple(one_line(say_fact(fact.kind, fact.old, fact.new), 300) for fact in change.facts[:MOST_FACTS])


def links(alert: Alert, public_url: str) -> tuple[tuple[str, str], ...]:
    """Return (name, URL) of the story at the agency, its page and diff here; unsafe ones left out."""
    change = alert.change
    addresses = [
        ("At the agency", alert.story.url),
        ("All versions", story_page(public_url, alert.story.id)),
        (
            "The change",
            diff_page(public_url, alert.story.id, change.from_version, change.to_version) if change else "",
        ),
    ]
    return tuple((name, link(url)) for name, url in addresses if link(url))


def also_in(alert: Alert) -> tuple[tuple[str, str], ...]:
    """Return the cluster's other stories as (words, URL or ""): who carries it, and whether uncorrected."""
    rows = []
    for other in alert.also_in[:MOST_ALSO_IN]:
        error = "; still carries the error" if other.carries_the_error else ""
        kind = "a copy" if other.copy else "the same matter"
        rows.append((one_line(f"{other.agency} (feed {other.feed}): {kind}{error}", 300), link(other.url)))
    return tuple(rows)


def more_mentions(alert: Alert) -> int:
    """Return how many mentions are beyond `MOST_MENTIONS`."""
    return max(len(alert.mentions) - MOST_MENTIONS, 0)


def _story_lines(alert: Alert) -> list[str]:
    return [f"{name}: {value}" for name, value in story_facts(alert)]


def _change_lines(change: ChangeRef) -> list[str]:
    lines = ["", change_title(change), one_line(change.summary, 500)]
    lines += [f"  • {line}" for line in fact_lines(change)]
    lines.append("Marked: [-gone-] {+new+}")
    for changed in changed_lines(change):
        place = f"({changed.place}) " if changed.place else ""
        lines.append(f"  {place}{in_text(changed.segments)}")
    if hidden_lines(change):
        lines.append(f"  … and {hidden_lines(change)} more changed sentences")
    return lines


def _mention_lines(alert: Alert) -> list[str]:
    if not alert.mentions:
        return []
    lines = ["", "Mentions"]
    for seen in alert.mentions[:MOST_MENTIONS]:
        mention = seen.mention
        place = f"{where(mention.field, mention.paragraph)}, {mention.matcher}"
        lines.append(f"  ({one_line(place)}) {in_text(mention_segments(seen))}")
    if more_mentions(alert):
        lines.append(f"  … and {more_mentions(alert)} more")
    return lines


def _also_in_lines(alert: Alert) -> list[str]:
    rows = [f"  {words} {url}".rstrip() for words, url in also_in(alert)]
    return ["", "Also in", *rows] if rows else []


def _link_lines(alert: Alert, public_url: str) -> list[str]:
    rows = [f"{name}: {url}" for name, url in links(alert, public_url)]
    return ["", *rows] if rows else []
