"""Invented wire stories: people, places and events nobody ever heard of, the same for the same seed."""

from dataclasses import dataclass, replace
from random import Random

from monitor.model.story import Draft

GIVEN = [
    "Anna",
    "Ivo",
    "Lars",
    "Mira",
    "Olen",
    "Petra",
    "Stefan",
    "Tarik",
    "Ulla",
    "Viktor",
    "Wanda",
    "Yusuf",
    "Zora",
    "Emil",
    "Greta",
    "Hanno",
    "Jorun",
    "Kaja",
]
FAMILY = [
    "Holm",
    "Petrov",
    "Berg",
    "Voss",
    "Lindqvist",
    "Marrow",
    "Ostrander",
    "Kellan",
    "Draskov",
    "Farnham",
    "Gallin",
    "Harrod",
    "Istvan",
    "Jessel",
    "Korda",
    "Lambrecht",
    "Morvan",
    "Nadal",
    "Orsini",
    "Pellow",
    "Quint",
    "Rasmus",
    "Selkirk",
    "Tolliver",
    "Umber",
    "Varga",
    "Wendt",
    "Yarrow",
    "Zeller",
    "Ashgrove",
]
PLACES = [
    "Norvik",
    "Lissa",
    "Taldea",
    "Keldia",
    "Rovia",
    "Westmark",
    "Sundholm",
    "Arvanne",
    "Brestow",
    "Callisport",
    "Dornach",
    "Elvaston",
    "Farrowdale",
    "Grimsund",
    "Halvorsby",
    "Isenfeld",
    "Jarrowmere",
    "Kestrelby",
    "Lofthaven",
    "Marisco",
    "Nethergate",
    "Orlanda",
    "Pellmoor",
    "Quarrington",
]
NOUNS = [
    "harbour",
    "bridge",
    "hospital",
    "court",
    "factory",
    "railway",
    "dam",
    "reservoir",
    "school",
    "ministry",
    "bank",
    "council",
    "airline",
    "brewery",
    "museum",
    "refinery",
    "tunnel",
    "stadium",
    "market",
    "clinic",
    "library",
    "warehouse",
    "ferry",
    "pipeline",
    "orchard",
    "quarry",
    "airport",
    "prison",
    "theatre",
    "cathedral",
    "laboratory",
    "archive",
    "observatory",
    "greenhouse",
    "shipyard",
    "customs",
    "parliament",
    "embassy",
    "insurer",
    "orchestra",
    "union",
    "fishery",
    "mill",
    "tower",
    "cinema",
    "canal",
    "depot",
    "border",
    "garrison",
    "monastery",
    "nursery",
    "academy",
    "foundry",
    "vineyard",
    "racecourse",
]
THINGS = [
    "contract",
    "report",
    "budget",
    "strike",
    "verdict",
    "licence",
    "merger",
    "auction",
    "inquiry",
    "rescue",
    "evacuation",
    "vaccine",
    "loan",
    "tariff",
    "permit",
    "petition",
    "alarm",
    "shipment",
    "harvest",
    "outage",
    "leak",
    "blaze",
    "flood",
    "ballot",
    "treaty",
    "appeal",
    "boycott",
    "audit",
    "pension",
    "subsidy",
    "fraud",
    "census",
    "curfew",
    "exhibit",
    "concert",
    "transfer",
    "recall",
    "upgrade",
    "closure",
    "reopening",
    "search",
    "patent",
    "scandal",
    "shortage",
    "surplus",
]
VERBS = [
    "approved",
    "rejected",
    "postponed",
    "inspected",
    "financed",
    "demolished",
    "repaired",
    "doubled",
    "abandoned",
    "welcomed",
    "criticised",
    "defended",
    "launched",
    "cancelled",
    "reviewed",
    "expanded",
    "suspended",
    "restored",
    "blocked",
    "challenged",
    "exposed",
    "questioned",
    "praised",
    "ordered",
]
HOW = [
    "quietly",
    "reluctantly",
    "unanimously",
    "hastily",
    "publicly",
    "narrowly",
    "formally",
    "suddenly",
    "jointly",
    "privately",
    "partly",
    "openly",
    "cautiously",
    "firmly",
    "belatedly",
    "promptly",
]
ADJECTIVES = [
    "old",
    "northern",
    "disputed",
    "costly",
    "crowded",
    "flooded",
    "private",
    "regional",
    "unfinished",
    "historic",
    "rusting",
    "leaking",
    "modern",
    "secret",
    "rural",
    "coastal",
    "rival",
    "temporary",
    "vacant",
    "snowbound",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FRAMES = (
    "The {adj} {noun} in {place} was {verb} {how} on {day} after a {thing} that cost {num} million crowns.",
    "{who}, who runs the {noun}, said the {thing} had {verb} nobody and surprised the whole of {place}.",
    "“We {verb} the {thing} because the {noun} could not wait any longer,” {who} told reporters outside the {noun2}.",
    "At least {num} people left the {adj} {noun} before the {thing} reached {place}, according to the {noun2}.",
    "Critics of the {thing} pointed to a {adj} {noun} near {place}, {verb} {num} years ago at public expense.",
    "{who} and {who2} {how} {verb} the {thing}, leaving {place} with an {adj} {noun} and {num} unpaid invoices.",
    "Engineers measured the {noun} twice and found that {num} of its parts had been {verb} during the last {thing}.",
    "Residents of {place} {how} {verb} the {adj} {noun}, which has stood beside the {noun2} since the great {thing}.",
    "The {noun2} promised a {thing} within {num} weeks, but {who} called that timetable {adj} and unworkable.",
    "In a letter seen by this agency, {who} {how} {verb} plans for a {adj} {noun} between {place} and {place2}.",
    "A spokesman for the {noun} declined to say whether the {thing} would be {verb} before {day}.",
    "{place2} offered {num} workers to mend the {noun}, an offer {who} {verb} over the weekend.",
    "None of the {num} witnesses had seen the {adj} {noun2} {how} {verb}, the lawyer of {who} said.",
    "Shares of the {noun} operator slid while the {thing} was {verb}, then recovered on word from {place}.",
    "Historians date the {adj} {noun} to a {thing} in which {num} families from {place2} lost their homes.",
    "For the {noun2}, the {thing} means {num} fewer jobs and a {adj} winter, {who} wrote on {day}.",
    "Rain held up the {thing} at the {noun}, where {num} volunteers from {place} waited under canvas.",
    "“Nobody asked us about the {thing},” complained {who}, whose family {verb} the {noun} for decades.",
)
HEADLINES = (
    "{noun} in {place} {verb} after {thing}",
    "{who} {verb} {thing} at {place} {noun}",
    "{num} leave {place} {noun} over {thing}",
    "{place} {noun2} {verb}, {who} says",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a story is about."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    nouns: tuple[str, ...]
    things: tuple[str, ...]


class Desk:
    """Writes stories."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - invented text, no secrets
        self.count = 0

    def cast(self) -> Cast:
        """Return people, places and things for one story."""
        pick = self.random.sample
        people = tuple(f"{a} {b}" for a, b in zip(pick(GIVEN, 3), pick(FAMILY, 3), strict=True))
        return Cast(people, tuple(pick(PLACES, 3)), tuple(pick(NOUNS, 5)), tuple(pick(THINGS, 4)))

    def _filled(self, frame: str, cast: Cast) -> str:
        pick = self.random
        who, who2 = pick.sample(cast.people, 2)
        place, place2 = pick.sample(cast.places, 2)
        noun, noun2 = pick.sample(cast.nouns, 2)
        text = frame.format(
            who=who, who2=who2, place=place, place2=place2, noun=noun, noun2=noun2,
            thing=pick.choice(cast.things), verb=pick.choice(VERBS), how=pick.choice(HOW),
            adj=pick.choice(ADJECTIVES), num=pick.randint(3, 980), day=pick.choice(DAYS),
        )  # fmt: skip
        return text[0].upper() + text[1:]

    def paragraphs(self, cast: Cast, count: int) -> tuple[str, ...]:
        """Return so many paragraphs of one to three sentences."""
        frames = [frame for _ in range(count // 4 + 1) for frame in self.random.sample(FRAMES, len(FRAMES))]
        drawn = iter(frames)
        return tuple(
            " ".join(self._filled(next(drawn), cast) for _ in range(self.random.randint(1, 3)))
            for _ in range(count)
        )

    def story(self, cast: Cast | None = None, paragraphs: int = 0, agency: str = "north") -> Draft:
        """Return a story of 4 to 14 paragraphs."""
        cast = cast or self.cast()
        self.count += 1
        count = paragraphs or self.random.randint(4, 14)
        headline = self._filled(self.random.choice(HEADLINES), cast)
        return Draft(
            agency, f"{agency}-en", f"{agency}-{self.count}", "", headline, self.paragraphs(cast, count),
            language="en",
        )  # fmt: skip

    def headline(self, cast: Cast) -> str:
        """Return another headline."""
        return self._filled(self.random.choice(HEADLINES), cast)

    def again(self, draft: Draft, paragraphs: tuple[str, ...] | None = None, headline: str = "") -> Draft:
        """Return the draft under a new id."""
        self.count += 1
        return replace(
            draft,
            guid=f"{draft.agency}-{self.count}",
            paragraphs=draft.paragraphs if paragraphs is None else paragraphs,
            headline=headline or draft.headline,
        )
