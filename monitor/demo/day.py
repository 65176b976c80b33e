"""The invented day: what each agency puts on the wire, and what a good watcher makes of it.

Every name, place, agency and figure is made up for this demo. The beats follow a working day's kinds of news: a
new story, a rival's own story, copies, silent edits, a changed figure, a declared correction, an update under a
new id, a broken site, a withdrawn story.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.demo.newsroom import Item, Newsroom

MERIDIAN, NORDAVIK, COURIER = "meridian", "nordavik", "courier"
TITLES = {
    MERIDIAN: "Meridian Press Agency",
    NORDAVIK: "Nordavik Wire",
    COURIER: "Harbour Courier",
}

TALKS_9 = "Envoy in Port Almas for ceasefire talks, shelling hurts 9"
TALKS_90 = f"{TALKS_9}0"
RESIGNS = "President Marsh to resign on Monday - aide"
TALKS = (
    (
        "PORT ALMAS, Mar 14 (Meridian) - Envoy Daniel Brandt arrived in Port Almas on Friday for talks on a ceasefire"
        " in the Kestrel Strait, the foreign ministry said, a day after shelling damaged the ferry terminal."
    ),
    (
        "The ministry said at least 9 people were hurt when two shells fell beside the terminal on Thursday evening."
        " Port workers spent the night clearing the quay so that the morning boats could leave."
    ),
    (
        "President Ilya Marsh told reporters that he had agreed to receive the envoy “without conditions, and without"
        " a deadline”. His office had earlier ruled out any meeting before the summer."
    ),
    (
        "Brandt is expected to cross the strait on Saturday to meet the islanders' council, which has asked for"
        " monitors at three landing places before it signs anything."
    ),
    "Meridian photographers saw soldiers taking down one of two checkpoints on the coast road.",
)
CAPTION = (
    "Envoy Daniel Brandt leaves the ferry terminal in Port Almas, 14 March 2025. MERIDIAN/OLEG SAWYER /POOL"
)
RIVAL = (
    (
        "VESTERHAMN (Nordavik) - Fishing crews in the Kestrel Strait have begun to sail again under a quiet agreement"
        " that nobody has yet called a ceasefire, skippers said on Friday."
    ),
    (
        "Six boats left Vesterhamn before dawn with lights on, the first to do so since January. “We were told that"
        " nobody will shoot before Sunday, and that was enough,” said Runa Holt, who owns two of them."
    ),
    "Insurers have not changed their terms, and the harbour master said he would count boats, not promises.",
)
ROADS = (
    (
        "PORT ALMAS (Meridian) - The coast road north of Port Almas will close for three nights from Monday while"
        " engineers replace a bridge deck, the roads department said."
    ),
    "Buses will use the old mountain road and take forty minutes longer.",
)
SUMMIT = (
    (
        "PORT ALMAS (Meridian) - President Ilya Marsh will resign on Monday, an aide told Meridian late on Friday,"
        " citing exhaustion after two years of war in the strait."
    ),
    "The aide asked not to be named because the decision had not been announced to parliament.",
)
EXTRA = (
    (
        "Islanders' council leader Tomas Verrill said by telephone that the monitors could be in place within a week if"
        " both sides give their names by Sunday."
    ),
    "A truce in November broke down after four days.",
)


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that happens on the wire.

    Attributes:
        said: what happens, for the person who watches.
        do: makes it happen.
        expects: the webhook types that should reach the desk, in any order; () means silence.
    """

    said: str
    do: Callable[[Newsroom], None]
    expects: tuple[str, ...] = ()
    fault: str = ""  # "desk": the desk answers 503 once; "page": the outlet serves a challenge page


def backlog(newsroom: Newsroom, now: datetime) -> None:
    """Publish what stood on the wire before anybody watched: it is stored, and wakes nobody."""
    for feed, title in TITLES.items():
        newsroom.titles[feed] = title
    old = now - timedelta(hours=9)
    newsroom.publish(MERIDIAN, Item("mpa-100", "Coast road to close for three nights", ROADS, published=old))
    newsroom.publish(
        NORDAVIK,
        Item(
            "nw-7",
            "Herring quota unchanged",
            ("VESTERHAMN (Nordavik) - The herring quota stays.",),
            published=old,
        ),
    )
    newsroom.publish(
        COURIER, Item("hc-1", "Ferry museum reopens", ("The ferry museum reopens on Sunday.",), published=old)
    )


def day(now: datetime) -> tuple[Beat, ...]:
    """Return the beats of the day, dated round `now` (aware UTC)."""
    return (*_morning(now), *_changes(now), *_evening(now))


def _morning(now: datetime) -> tuple[Beat, ...]:
    """A story, a rival's own story, and a copy."""
    talks = Item("mpa-101", TALKS_9, TALKS, link="https://meridian.example/101", published=now)
    rival = Item("nw-8", "Boats sail again in the Kestrel Strait", RIVAL, published=now)
    copy = Item(
        "hc-2",
        "“Without conditions”: envoy lands in Port Almas",
        (*TALKS, "Read also: Ferry museum reopens"),
        link="https://courier.example/news/2?utm_source=rss",
        published=now,
    )
    first = "story.first_mention"
    return (
        Beat("Meridian files a new story", _publish(MERIDIAN, talks), (first,) * 3),
        Beat("Nordavik files its own story of the same morning", _publish(NORDAVIK, rival), (first,) * 2),
        Beat("the Harbour Courier prints Meridian's copy under its own headline", _publish(COURIER, copy)),
    )


def _changes(now: datetime) -> tuple[Beat, ...]:
    """A touch-up, a figure that changes, a correction, an update under a new id."""
    mended = _swap(TALKS, "at least 9", "at least 90")
    corrected = _swap(mended, "Daniel Brandt", "Karin Brandt")
    note = "(Corrects first name of envoy to Karin, paragraph 1)"
    figure = _rewrite(MERIDIAN, "mpa-101", title=TALKS_90, paragraphs=mended, html="")
    correction = _rewrite(MERIDIAN, "mpa-101", title=f"CORRECTED-{TALKS_90}", paragraphs=(note, *corrected))
    update = Item(
        "mpa-117",
        "UPDATE 2-Envoy in Port Almas for ceasefire talks, islanders name terms",
        (*corrected[:4], *EXTRA, corrected[4]),
        link="https://meridian.example/117",
        published=now + timedelta(minutes=2),
    )
    return (
        Beat(
            "Meridian tidies its copy: double spaces, straight quotes, the photo caption three times",
            _rewrite(MERIDIAN, "mpa-101", html=_untidy()),
        ),
        Beat("Meridian changes one figure, without a word: 9 hurt becomes 90", figure, ("story.update",) * 3),
        Beat(
            "Meridian corrects the envoy's first name — and the desk answers 503 the first time",
            correction,
            ("story.correction",) * 4,
            fault="desk",
        ),
        Beat(
            "Meridian files UPDATE 2 of it under a new id", _publish(MERIDIAN, update), ("story.update",) * 4
        ),
    )


def _evening(now: datetime) -> tuple[Beat, ...]:
    """A broken site, a rebuilt one, and a story that is withdrawn."""
    resigns = Item("mpa-120", RESIGNS, SUMMIT, published=now)
    kill = ("The story is withdrawn. The aide was not in a position to know. No substitute.",)
    withdrawn = _rewrite(MERIDIAN, "mpa-120", title=f"STORY WITHDRAWN-{RESIGNS}", paragraphs=kill)
    return (
        Beat(
            "the Courier's site answers with a browser challenge instead of its feed", _nothing, fault="page"
        ),
        Beat("Meridian's site is rebuilt: every id new, the whole window in another order", _regenerate),
        Beat(
            "Meridian files that the president resigns", _publish(MERIDIAN, resigns), ("story.first_mention",)
        ),
        Beat("Meridian withdraws it", withdrawn, ("story.retraction",)),
    )


def _publish(feed: str, item: Item) -> Callable[[Newsroom], None]:
    return lambda newsroom: newsroom.publish(feed, item)


def _rewrite(feed: str, guid: str, **changes: object) -> Callable[[Newsroom], None]:
    return lambda newsroom: (newsroom.rewrite(feed, guid, **changes), None)[1]


def _nothing(_newsroom: Newsroom) -> None:
    """Leave the wire as it is."""


def _regenerate(newsroom: Newsroom) -> None:
    newsroom.items[MERIDIAN] = [
        replace(item, guid=f"new-{item.guid}", link=item.link.replace("example/", "example/a/"))
        for item in reversed(newsroom.items[MERIDIAN])
    ]


def _swap(paragraphs: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(paragraph.replace(old, new) for paragraph in paragraphs)


def _untidy() -> str:
    plain = [paragraph.replace(", ", ",  ").replace("“", '"').replace("”", '"') for paragraph in TALKS]
    caption = f"<figcaption>{CAPTION}</figcaption>"
    return caption + "".join(f"<p>{paragraph}</p>" for paragraph in plain) + caption * 2
