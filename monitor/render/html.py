"""A notification as the HTML part of a mail. Escaping is the template engine's, for every value alike."""

import re

from monitor.model.alert import Alert, Notification
from monitor.render.clean import clean, one_line
from monitor.render.engine import engine
from monitor.render.marks import changed_lines, hidden_lines, mention_segments
from monitor.render.plain import (
    MOST_ALERTS,
    MOST_MENTIONS,
    also_in,
    brief_alerts,
    change_title,
    fact_lines,
    links,
    more_mentions,
    story_facts,
)
from monitor.render.wording import readable, where

_TEMPLATES = engine("monitor.render")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a BCP 47 tag."""


def notification_html(notification: Notification) -> str:
    """Return a whole HTML document: no script, no remote picture, changes as ins and del with signs."""
    event = notification.service
    if event is not None:
        return _TEMPLATES.get_template("service.html").render(
            title=one_line(event.subject),
            paragraphs=clean(event.text).split("\n"),
            rows=[(one_line(name), one_line(value, 500)) for name, value in event.data],
            at=readable(event.at),
        )
    alerts = [_alert(alert, notification.public_url) for alert in notification.alerts[:MOST_ALERTS]]
    return _TEMPLATES.get_template("alerts.html").render(
        title=alerts[0]["headline"], alerts=alerts, brief=brief_alerts(notification)
    )


def _alert(alert: Alert, public_url: str) -> dict[str, object]:
    change = alert.change
    return {
        "headline": one_line(alert.story.headline) or "(no headline)",
        "language": alert.story.language if _LANGUAGE.fullmatch(alert.story.language) else "",
        "reason": one_line(alert.sentence),
        "facts": story_facts(alert),
        "change": change
        and {
            "title": change_title(change),
            "summary": one_line(change.summary, 500),
            "facts": fact_lines(change),
            "lines": changed_lines(change),
            "hidden": hidden_lines(change),
        },
        "mentions": [
            (
                one_line(f"{where(seen.mention.field, seen.mention.paragraph)}, {seen.mention.matcher}"),
                mention_segments(seen),
            )
            for seen in alert.mentions[:MOST_MENTIONS]
        ],
        "more_mentions": more_mentions(alert),
        "also_in": also_in(alert),
        "links": links(alert, public_url),
    }
