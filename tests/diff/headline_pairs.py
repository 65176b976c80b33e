"""Old and new headlines by the hundred, made from invented ones: changes that say something, and noise that does not.

`python -m tests.diff.headline_pairs` prints the score; the tests and the bench read `score`.
"""

import html
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from monitor.diff.judge import judge
from monitor.model.story import Draft

GIVEN = [
    "Anna",
    "Ivo",
    "Lars",
    "Mira",
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
]
FAMILY = [
    "Holm",
    "Petrov",
    "Berg",
    "Voss",
    "Lindqvist",
    "Marrow",
    "Kellan",
    "Draskov",
    "Farnham",
    "Gallin",
    "Jessel",
    "Korda",
    "Morvan",
    "Nadal",
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
    "Dornach",
    "Grimsund",
    "Pellmoor",
]
FRAMES = (
    "Ferry fire kills {n} off {place}",
    "{n} hurt as tram derails in {place}",
    "{place} council approves budget of ${m} million",
    "{name} will attend summit in {place}",
    "Court finds evidence against {name}",
    "{name} to lead {place} bank after {n} years",
    "Minister {name} has signed {place} dam accord",
    "Prices in {place} rise {d} percent in March",
    "Storm leaves {n} homes in {place} without power",
    "{name} resigns over {place} harbour contract",
    "Rebels hold {n} soldiers near {place}",
    "Police question {name} over {place} blaze",
    "{place} exports grow {d} percent, bank says",
    "Strike at {place} airport enters day {n}",
    "{name} says {place} can pay its debts",
    "Jury was told of ${m} million paid to {name}",
    "Quake of magnitude {d} shakes {place}",
    "{place} union accepts offer by {name}",
    "Rescuers have reached {n} miners in {place}",
    "“We are ready,” {name} tells {place} rally",
    "{name}'s party is ahead in {place} vote",
    "Some {t} flee floods in {place}",
)
OUTLETS = (
    " - The Outlet", " | Outlet", " – North Wire News", " | The Daily Lantern", " - Coast Herald", " — Valley Times",
    " - lantern.example", " (Video)", " [VIDEO]", " (Gift Article)", " (Updated)", " - live updates", " – video",
    " | World news | The Lantern", " · North Wire", " - Lantern Online",
)  # fmt: skip
LABELS = (
    "LIVE: ",
    "Exclusive: ",
    "Analysis: ",
    "BREAKING: ",
    "Watch: ",
    "EXCLUSIVE - ",
    "Just in: ",
    "Opinion | ",
)
WORDS = dict(
    enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ]
    )
)
BRITISH = (
    ("harbor", "harbour"), ("labor", "labour"), ("defense", "defence"), ("organized", "organised"),
    ("center", "centre"), ("canceled", "cancelled"), ("program", "programme"), ("gray", "grey"),
)  # fmt: skip
ABBREVIATED = (
    ("Governor", "Gov."), ("Senator", "Sen."), ("General", "Gen."), ("US", "U.S."), ("UN", "U.N."), ("and", "&"),
    ("percent", "%"), ("percent", "per cent"), ("million", "m"), ("prime minister", "PM"), ("March 14", "Mar. 14"),
    ("half a million", "500,000"), ("10:40 p.m.", "10.40pm"), ("21", "twenty-one"), ("versus", "vs."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new headline, the copy under both, and whether the change says something."""

    sort: str
    old: str
    new: str
    body: tuple[str, ...]
    material: bool


def _headline(random: Random) -> tuple[str, dict[str, str]]:
    fields = {
        "n": str(random.randint(3, 13)), "m": str(random.randint(2, 90)),
        "d": f"{random.randint(2, 7)}.{random.randint(1, 9)}",
        "t": f"{random.randint(2, 90)},000", "name": f"{random.choice(GIVEN)} {random.choice(FAMILY)}",
        "place": random.choice(PLACES),
    }  # fmt: skip
    return random.choice(FRAMES).format(**fields), fields


def _body(fields: dict[str, str]) -> tuple[str, ...]:
    return (
        f"Officials in {fields['place']} gave no details on Friday.",
        f"Reporters tried to reach {fields['name']} for a comment.",
    )


def _title(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


# What says the same


def noise(random: Random) -> Iterator[Pair]:
    """One pair of each sort of noise, either way round."""
    text, fields = _headline(random)
    body = _body(fields) if random.random() < 1 / 2 else ()
    spelt = re.sub(r"(?<![\d.,$])\b(\d|1[0-3])\b(?![.,]\d)", lambda found: WORDS[int(found[1])], text)
    forms: dict[str, str] = {
        "outlet": text + random.choice(OUTLETS),
        "label": random.choice(LABELS) + text,
        "label and outlet": random.choice(LABELS) + text + random.choice(OUTLETS),
        "title case": _title(text),
        "capitals": text.upper(),
        "full stop": f"{text}.",
        "ellipsis": f"{text}...",
        "spaces": text.replace(" ", "  ", 2) + " ",
        "no-break space": text.replace(" ", "\u00a0", 1),
        "entities": html.escape(text)
        .replace("“", "&ldquo;")
        .replace("”", "&rdquo;")
        .replace(" ", "&#32;", 1),
        "number words": spelt[:1].upper() + spelt[1:],
        "percent": text.replace(" percent", random.choice(("%", " %", " per cent", " pct"))),
        "millions": text.replace(" million", random.choice(("m", "mn", " mln"))),
        "thousands": text.replace(",000", "000"),
        "quotes": text.replace("“", '"').replace("”", '"').replace("'", "’"),
        "comma": text.replace(" in ", ", in ", 1),
    }
    for sort, form in forms.items():
        old, new = random.choice(((text, form), (form, text)))
        yield Pair(sort, old, new, body, material=False)
    yield from _forms(random, text, body)
    first, second = random.sample(OUTLETS[:2] + OUTLETS[2:7:2], 2)
    yield Pair(
        "another outlet",
        text + first,
        f"{_title(text)}{second}" if random.random() < 1 / 2 else text + second,
        body,
        material=False,
    )


def _forms(random: Random, text: str, body: tuple[str, ...]) -> Iterator[Pair]:
    for sort, table in (("spelling", BRITISH), ("abbreviation", ABBREVIATED)):
        one, other = random.choice(table)
        glued = other in {"m", "%"}
        extra = ("5" if glued else "", "" if glued else " ")
        old = f"{text}, {extra[0]}{' ' if glued else ''}{one} {random.choice(FAMILY)} told"
        new = f"{text}, {extra[0]}{other} {old.rsplit(' ', 2)[1]} told"
        old, new = random.choice(((old, new), (new, old)))
        yield Pair(sort, old, new, body, material=False)


# What says something else


def _bump(random: Random, figure: str) -> str:
    """Return another figure: wrong by a digit, a place, or anything."""
    if "." in figure:
        whole, _, part = figure.partition(".")
        return random.choice(
            (
                f"{whole}{part}",
                f"{part}.{whole}" if part != whole else f"{whole}.{int(part) % 9 + 1}",
                f"{whole}.{int(part) % 9 + 1}",
            )
        )
    if "," in figure:
        return random.choice((figure.replace(",000", "0,000"), figure.replace(",000", "")))
    return random.choice((str(int(figure) + random.randint(1, 40)), f"{figure}0"))


NEGATED = (
    (r"\bwill\b", "will not"), (r"\bwill\b", "won't"), (r"\bfinds\b", "finds no"), (r"\bhas\b", "has not"),
    (r"\bcan\b", "cannot"), (r"\bcan\b", "can't"), (r"\bwas\b", "was never"),
    (r"\bis\b", "is not"), (r"\bare\b", "aren't"),
    (r"\bhave\b", "have not"), (r"\bhave\b", "haven't"), (r"\bwithout\b", "with"), (r"\bto lead\b", "not to lead"),
)  # fmt: skip


def _typo(random: Random, name: str) -> str:
    at = random.randrange(1, len(name) - 1)
    return name[:at] + random.choice([one for one in "aeiou" if one != name[at]]) + name[at + 1 :]


def changes(random: Random) -> Iterator[Pair]:
    """One pair of each sort of change, some under noise."""
    text, fields = _headline(random)
    body = _body(fields) if random.random() < 1 / 2 else ()
    others = {"place": random.choice([one for one in PLACES if one != fields["place"]])}
    given, family = fields["name"].split()
    found: list[tuple[str, str]] = []
    figure = next(
        (fields[key] for key in "dtmn" if re.search(rf"(?<!\d){re.escape(fields[key])}(?!\d)", text)), ""
    )
    if figure:
        found.append(
            ("number", re.sub(rf"(?<!\d){re.escape(figure)}(?!\d)", _bump(random, figure), text, count=1))
        )
        found.append(
            ("scale", text.replace(" million", " billion").replace(" percent", " percentage points"))
        )
        found.append(("currency", text.replace("$", "€")))
    if fields["name"] in text:
        found.append(
            ("given name", text.replace(given, random.choice([one for one in GIVEN if one != given])))
        )
        found.append(
            ("family name", text.replace(family, random.choice([one for one in FAMILY if one != family])))
        )
        found.append(("a letter of a name", text.replace(family, _typo(random, family))))
    if fields["place"] in text:
        found.append(("place", text.replace(fields["place"], others["place"])))
        found.append(("a letter of a place", text.replace(fields["place"], _typo(random, fields["place"]))))
    choices = [pair for pair in NEGATED if re.search(pair[0], text)]
    if choices:
        found.append(("negation", re.sub(*random.choice(choices), text, count=1)))
    for sort, new in found:
        if new != text:
            yield from _dressed(random, Pair(sort, text, new, body, material=True))


def _dressed(random: Random, pair: Pair) -> Iterator[Pair]:
    """A change either way round, and the same under noise."""
    old, new = random.choice(((pair.old, pair.new), (pair.new, pair.old)))
    yield Pair(pair.sort, old, new, pair.body, material=True)
    dress: Callable[[str], str] = random.choice(
        (_title, lambda text: text + random.choice(OUTLETS), lambda text: random.choice(LABELS) + text)
    )
    yield Pair(f"{pair.sort}, with noise", old, dress(new), pair.body, material=True)


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs of one sort are judged right, and the first few that are not."""

    sort: str
    material: bool
    right: int
    count: int
    wrong: tuple[str, ...]


def score(rounds: int, seed: int = 5) -> list[Score]:
    """Judge `rounds` headlines under every change and every noise."""
    random = Random(seed)  # noqa: S311 - invented text, no secrets
    marks: dict[tuple[str, bool], list[str]] = {}
    for _ in range(rounds):
        for pair in (*noise(random), *changes(random)):
            if pair.old == pair.new:
                continue
            diff = judge(_draft(pair.old, pair.body), _draft(pair.new, pair.body))
            wrong = "" if diff.material is pair.material else f"{pair.old} → {pair.new}: {diff.summary}"
            marks.setdefault((pair.sort, pair.material), []).append(wrong)
    return [
        Score(sort, material, sum(not one for one in some), len(some), tuple(filter(None, some))[:5])
        for (sort, material), some in marks.items()
    ]


def _draft(headline: str, body: tuple[str, ...]) -> Draft:
    return Draft("north", "north-en", "g", "", headline, body, language="en")


def main() -> None:
    """Print the table."""
    scores = score(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    for one in scores:
        sys.stdout.write(
            f"{one.sort:35} {'material' if one.material else 'cosmetic'} {one.right:5} of {one.count:5}\n"
        )
        for wrong in one.wrong[:3]:
            sys.stdout.write(f"     {wrong}\n")
    for material in (True, False):
        right = sum(one.right for one in scores if one.material is material)
        count = sum(one.count for one in scores if one.material is material)
        sys.stdout.write(
            f"{'material' if material else 'cosmetic'}: {right} of {count}, {right / count:.2%}\n"
        )


if __name__ == "__main__":
    main()
