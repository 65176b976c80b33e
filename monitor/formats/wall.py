"""Pages that stand where a story should: challenges, consent and pay walls, "page not found" answered with 200.

Words that give a wall away also stand on honest pages (a captcha guards the comments, a banner asks for consent,
Cloudflare adds its script to all it serves). So a title decides at once; anything else counts only on a page whose
text could not be trusted anyway.
"""

import html
import re
from typing import Final
from urllib.parse import urlsplit

from monitor.formats.refusal import refuse
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import FeedState

_TITLE: Final = re.compile(r"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_END: Final = r"\s*(?:$|[|\u2013\u2014-])"
_WALLS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (
            rf"^(?:just a moment(?:\.\.\.|…)?|checking your browser\b.{{0,40}}|ddos-guard){_END}",
            "a browser challenge",
        ),
        (r"^attention required!", "a Cloudflare block page"),
        (
            rf"^(?:pardon our interruption|are you a (?:ro)?bot\??|security check|human verification){_END}",
            "a bot check",
        ),
        (rf"^(?:robot or human\??|verify(?:ing)? (?:that )?you are (?:a )?human|captcha){_END}", "a captcha"),
        (
            rf"^(?:access (?:to this page has been )?denied|forbidden|request (?:blocked|rejected)){_END}",
            "a refusal",
        ),
        (rf"^403(?: forbidden)?{_END}", "a refusal"),
        (rf"^(?:before you continue(?: to .{{0,40}})?|your privacy choices){_END}", "a consent wall"),
        (rf"^(?:privacy|consent|cookie) (?:gate|wall){_END}", "a consent wall"),
        (rf"^(?:log ?in|sign ?in|anmelden|iniciar sesión|connexion|accedi){_END}", "a log-in page"),
    )
)
"""Titles that no story has. A story may well be titled "Access denied to monitors": whole titles only."""

_LOST: Final = re.compile(
    r"^(?:error\s*)?(?:404|410)(?=\s*(?:$|[|:\u2013\u2014-]|not found|error|page))|\b(?:404|410)$|"
    r"^(?:not|nothing) found\b|"
    r"^(?:oops\W+|sorry\W+)*(?:this |that |the )?(?:page|article|story|content) "
    r"(?:you (?:requested|are looking for) )?"
    r"(?:(?:was |is |could |can)?not (?:be )?(?:found|available)|cannot be found|no longer (?:exists|available)|"
    r"(?:is )?unavailable|does not exist|doesn.t exist)(?=\s*(?:$|[|\u2013\u2014:.!-]))|"
    r"^(?:die )?seite (?:wurde )?nicht gefunden|^página n[ãa]o encontrada|^página no (?:encontrada|existe)|"
    r"^(?:cette )?page (?:est )?(?:introuvable|non trouvée)|^pagina non trovata|^pagina niet gevonden|"
    r"^sidan hittades inte|^siden (?:ble|blev) ikke fundet|^sivua ei löydy|^strona nie została znaleziona|"
    r"^страница не найдена|^сторінку не знайдено|^ページが見つかりません|^页面不存在",
    re.IGNORECASE,
)
_PAY: Final = re.compile(
    r"subscribe (?:now )?to (?:continue|keep) reading|"
    r"to (?:continue|keep) reading,? (?:please )?(?:subscribe|log ?in|sign)|"
    r"to read the (?:full|whole|rest of th\w+) (?:story|article)|"
    r"this (?:article|story|content) is (?:only )?(?:for|available to) (?:our )?subscribers|"
    r"already a subscriber\?|(?:subscribers|members) only|unlock this (?:article|story)|"
    r"jetzt weiterlesen mit|diesen artikel weiterlesen|nur für abonnenten|contenido exclusivo para suscriptores|"
    r"suscríb(?:ete|ase) para (?:seguir|continuar) leyendo|(?:article|contenu) réservé aux abonnés|"
    r"abonnez-vous pour lire|contenuto riservato agli abbonati|полный текст доступен|только для подписчиков",
    re.IGNORECASE,
)
_ENDING: Final = 3  # paragraphs at the end in which a pay wall asks for money


def title_of(head: str) -> str:
    """Return the page's title on one line, "" when its opening has none."""
    found = _TITLE.search(head)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def challenge_in(head: str) -> UnreadableDocument | None:
    """Return the error when the page's title says that it is no story, None otherwise."""
    title = title_of(head)
    for pattern, name in _WALLS:
        if pattern.search(title):
            return UnreadableDocument(FeedState.BLOCKED, f"the site answers with {name} instead of the story")
    if is_lost(title):
        return UnreadableDocument(FeedState.MALFORMED, "the site says that the page is not there, with a 200")
    return None


def is_lost(title: str) -> bool:
    """Tell whether a title or headline says "page not found"."""
    return bool(_LOST.search(title.strip()))


def pay_wall(paragraphs: tuple[str, ...]) -> bool:
    """Tell whether a text ends in the words of a pay wall."""
    return any(_PAY.search(paragraph) for paragraph in paragraphs[-_ENDING:])


def led_astray(asked: str, got: str) -> bool:
    """Tell whether the address of a story led to the front page: what sites do with stories they took down."""
    try:
        return urlsplit(got).path.strip("/") == "" and urlsplit(asked).path.strip("/") != ""
    except ValueError:
        return False


def distrusted(head: str, why: str) -> UnreadableDocument:
    """Return the error for a page whose text could not be trusted, by the words that give a wall away.

    Args:
        head: The page's opening.
        why: One clause: what is wrong with its text.
    """
    named = refuse(head, "text/html", len(head))
    if named.state is FeedState.BLOCKED:
        return UnreadableDocument(
            named.state, named.detail.replace("instead of the feed", "instead of the story")
        )
    return UnreadableDocument(FeedState.MALFORMED, f"the page is not the story: {why}")
