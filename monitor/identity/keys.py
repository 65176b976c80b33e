"""The names a story goes by: guid, canonical URL, hash of what it says."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

from monitor.model.ids import stable_id
from monitor.model.story import Draft, MarkerName

# Query parameters that tell where a click came from, never which page it is. Sources: docs/wire.md fault 4, the
# documentation of the campaign tools (Google, Meta, Microsoft, AT Internet, Comscore, Mailchimp, HubSpot).
TRACKING = re.compile(
    r"(?:utm_|at_|ns_|mtm_|pk_|piwik_|hsa_|_hs|mc_|ga_|wt_|xtor|vero_|oly_)\w*"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mkt_tok|cmpid|cmp|ocid"
    r"|smid|smtyp|ito|s_cid|sr_share|taid|ftag|ftcamp|cid_source|feedtype|_ga|spm",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
# Addresses that only lead on, and the parameters in which they say where to.
_MAY_REDIRECT = re.compile(r".https?(?:://|%3a)|/[cv]/|/amp/", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
_REDIRECTING_PATH = re.compile(
    r"(?:^|/)(?:url|l\.php|redirect(?:or)?|redir|rd|out|outbound|click|apiclick|go|goto|link|exit|away|jump|track)"
    r"(?:\.\w{2,4})?/?$",
    re.IGNORECASE,
)
_REDIRECTING_HOST = re.compile(
    r"(?:^|\.)(?:news\.google\.com|l\.facebook\.com|t\.umblr\.com|out\.reddit\.com|safelinks\.protection\.outlook\.com"
    r"|feedproxy\.google\.com|feeds\.feedburner\.com|apple\.news|flip\.it)$"
)
_TARGETS = (
    "url",
    "u",
    "q",
    "z",
    "target",
    "dest",
    "destination",
    "to",
    "goto",
    "redirect",
    "redirect_url",
    "link",
    "href",
)
_AMP = re.compile(
    r"(?:[\w-]+\.cdn\.ampproject\.org/(?:c|v)/(?P<s>s/)?|(?:www\.)?google\.\w+(?:\.\w+)?/amp/(?P<g>s/)?)(?P<page>[\w.-]+\.\w+/.*)"
)
SPACE = re.compile(r"\s+")
DECLARED = (
    MarkerName.CORRECTION,
    MarkerName.KILL,
)  # markers that make another version of the very same words


@lru_cache(
    maxsize=4096
)  # an entry's address is asked for by its keys, its story's id, its page and its copies
def canonical_url(url: str) -> str:
    """One spelling for all the ways a feed writes the same address.

    Host in lower case, no default port, no fragment, no tracking parameters; path, its trailing slash and
    the order of the remaining query are kept as given. A redirector that names its target is that target; one
    that does not (a shortener) stays. What is no web address comes back stripped only.
    """
    url = url.strip()
    while target := _target(url):  # always shorter than what named it
        url = target
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except ValueError:  # a port or bracketed host that is none: keep what we were given
        return url
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return url
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", _query(parts.query), ""))


def _target(url: str) -> str:
    """The address a redirector's own address names, "" when it is none or names none."""
    if not _MAY_REDIRECT.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in DEFAULT_PORTS:
        return ""
    host = (parts.hostname or "").casefold()
    if (cached := _AMP.fullmatch(f"{host}{parts.path}")) is not None:
        query = f"?{parts.query}" if parts.query else ""
        return f"http{'s' if cached['s'] or cached['g'] else ''}://{cached['page']}{query}"
    if not (_REDIRECTING_PATH.search(parts.path) or _REDIRECTING_HOST.search(host)):
        return ""
    named = {name.casefold(): value.strip() for name, value in parse_qsl(parts.query)}
    return next((named[name] for name in _TARGETS if _WEB.match(named.get(name, ""))), "")


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    name = f"[{host}]" if ":" in host else host
    if parts.port is None or parts.port == DEFAULT_PORTS.get(parts.scheme.lower()):
        return name
    return f"{name}:{parts.port}"


def _query(query: str) -> str:
    kept = (pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0]))
    return "&".join(kept)


class IdentityKey(str):
    """A name a story goes by within its agency: a guid or an address, in the form in which it is kept ("g:…", "u:…").

    Text, because it is looked up and kept by the hundred; made by `guid` and `address` alone.
    """

    __slots__ = ()

    @classmethod
    def guid(cls, guid: str) -> "IdentityKey | None":
        """Return the key of a guid, canonical where it is an address; None for one that says nothing."""
        canonical = canonical_url(guid)
        return cls(f"g:{canonical}") if canonical else None

    @classmethod
    def address(cls, url: str) -> "IdentityKey | None":
        """Return the key of an address; None where there is none."""
        canonical = canonical_url(url)
        return cls(f"u:{canonical}") if canonical else None

    @property
    def is_guid(self) -> bool:
        """Whether it is a guid's."""
        return self.startswith("g:")

    @property
    def is_web_address(self) -> bool:
        """Whether it is an address that can be asked for."""
        return self.startswith("u:http")


def identity_keys(draft: Draft) -> tuple[IdentityKey, ...]:
    """The names this draft goes by within its agency, most trusted first, each once, none empty.

    Its guid, its address, then the guids of earlier versions that the agency itself links to.
    """
    return tuple(dict.fromkeys(_keys(draft)))


def own_keys(draft: Draft) -> tuple[IdentityKey, ...]:
    """`identity_keys` without the links to earlier ids."""
    return tuple(dict.fromkeys(_own(draft)))


def _own(draft: Draft) -> Iterator[IdentityKey]:
    if guid := IdentityKey.guid(draft.guid):
        yield guid
    if address := IdentityKey.address(draft.url):
        yield address


def _keys(draft: Draft) -> Iterator[IdentityKey]:
    yield from _own(draft)
    for previous in draft.previous:
        if earlier := IdentityKey.guid(previous):
            yield earlier


def content_hash(draft: Draft) -> str:
    """32 hex characters (blake2b-128) over what the draft says.

    Headline and paragraphs (NFC, white space collapsed), pub_status, whether an embargo stands, and the
    agency's correction and kill markers. Furniture, dates and ids are not in it: they make no version.
    """
    declared = sorted(f"{mark.name}:{_plain(mark.text)}" for mark in draft.markers if mark.name in DECLARED)
    status = draft.pub_status + (" embargoed" if draft.embargoed else "")
    parts = (_plain(draft.headline), "\x1e".join(_plain(p) for p in draft.paragraphs), status, *declared)
    return stable_id(*parts, size=16)


def _plain(text: str) -> str:
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def story_digest(draft: Draft, content_hash: str) -> str:
    """16 hex characters that a story of this draft gets, the same at every attempt (a retry makes no twin)."""
    first = next(iter(identity_keys(draft)), "")
    return stable_id(draft.agency, first, content_hash, size=8)
