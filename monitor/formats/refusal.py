"""Documents that are no feed, told apart: a challenge, a consent wall, an error page, text, nothing at all."""

import html
import re
from typing import Final

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import FeedState

_HTML: Final = re.compile(
    r"^\s*(?>(?:<!--.*?-->\s*)*+)(?:<!doctype\s+html|<html\b|<head\b|<body\b|<title\b|<script\b)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)

_CHALLENGES: Final = (
    (
        r"just a moment\.\.\.|cf-chl|challenge-platform|cf_chl_|checking your browser",
        "a Cloudflare browser challenge",
    ),
    (r"attention required!\s*\|\s*cloudflare|cf-error-details", "a Cloudflare block page"),
    (r"geo\.captcha-delivery|datadome", "a DataDome captcha"),
    (r"px-captcha|perimeterx|pardon our interruption", "a bot check"),
    (r"_incapsula_resource|incapsula incident", "an Imperva challenge"),
    (r"g-recaptcha|h-captcha|hcaptcha|cf-turnstile|captcha", "a captcha"),
    (r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|not a robot", "a robot check"),
    (
        r"before you continue|consent\.google|guce\.|cookie wall|privacy gate|we value your privacy",
        "a consent wall",
    ),
    (
        r"access denied|access to this page has been denied|you don'?t have permission to access",
        "an access-denied page",
    ),
    (r"enable javascript and cookies|please enable (?:js|javascript)", "a page that wants JavaScript"),
)
"""What stands on the page instead of the feed, most telling first (seen in the wild; sniffed in 64 kB)."""

_CHALLENGE_TABLE: Final = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _CHALLENGES)


def refuse(head: str, media_type: str, size: int) -> UnreadableDocument:
    """Return the error that says what the document is instead of a feed.

    Args:
        head: Its opening as text.
        media_type: As sent.
        size: Of the whole document, in bytes.
    """
    if not head.strip():
        return UnreadableDocument(FeedState.MALFORMED, f"the document is empty ({size} bytes)")
    if _HTML.match(head) or ("html" in media_type.casefold() and "<" in head[:2000]):
        return _page(head)
    shown = " ".join(head.split())[:80]
    kind = "JSON that is no feed" if head.lstrip()[:1] in {"{", "["} else "no feed we know"
    if head.lstrip().startswith("<"):
        kind = "XML that is no feed we know"
    return UnreadableDocument(FeedState.MALFORMED, f"the document is {kind}; it begins {_quoted(shown)}")


def is_page(head: str) -> bool:
    """Tell whether the opening is that of an HTML page."""
    return _HTML.match(head) is not None


def _page(head: str) -> UnreadableDocument:
    found = _TITLE.search(head)
    title = " ".join(html.unescape(found[1]).split())[:80] if found else ""
    named = f" titled {_quoted(title)}" if title else ""
    for pattern, name in _CHALLENGE_TABLE:
        if pattern.search(head):
            return UnreadableDocument(
                FeedState.BLOCKED, f"the site answers with {name}{named} instead of the feed"
            )
    return UnreadableDocument(
        FeedState.MALFORMED, f"the site answers with an HTML page{named} instead of the feed"
    )


def _quoted(text: str) -> str:
    return '"' + "".join(c for c in text if c.isprintable()).replace('"', "'") + '"'
