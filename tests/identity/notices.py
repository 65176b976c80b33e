"""Invented periodic notices: eight templates, of which every issue is a story of its own."""

# ruff: noqa: E501 - a template reads best in whole lines

from collections.abc import Callable
from random import Random

from monitor.model.story import Draft

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TOWNS = [
    "Norvik",
    "Lissa",
    "Arvanne",
    "Brestow",
    "Dornach",
    "Elvaston",
    "Grimsund",
    "Isenfeld",
    "Lofthaven",
    "Marisco",
    "Orlanda",
    "Pellmoor",
]
CLUBS = [
    "Rovers",
    "Athletic",
    "United",
    "Wanderers",
    "Albion",
    "Rangers",
    "Harriers",
    "Dynamo",
    "Victoria",
    "Thistle",
    "Hotspur",
    "Olympic",
]
REGIONS = [
    "northern Taldea",
    "eastern Keldia",
    "southern Rovia",
    "the Lissa strait",
    "western Sundholm",
    "the Orlanda basin",
]


def _day(issue: int) -> str:
    return f"{DAYS[issue % 7]}, {MONTHS[issue // 28 % 12]} {issue % 28 + 1}"


def _price(random: Random, low: int = 80, high: int = 400) -> str:
    return f"{random.uniform(low, high):.2f}"


def reserve_prices(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    grains = (
        "Milling wheat",
        "feed wheat",
        "malting barley",
        "feed barley",
        "rapeseed",
        "maize",
        "oats",
        "rye",
    )
    day = _day(issue).split(", ")[1]
    return f"Reserve prices at Norvik grain exchange, {day}", (
        (
            f"Following are the reserve prices set at the Norvik grain exchange on {day} for delivery within thirty days, "
            "in crowns per tonne:"
        ),
        ", ".join(f"{grain} {_price(random)}" for grain in grains) + ".",
        (
            "Prices exclude transport and storage. The next auction takes place in the main hall of the exchange, where "
            "buyers must deposit a tenth of the reserve price before noon. The exchange publishes its list every day."
        ),
    )


def oil_demand(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    month = MONTHS[issue % 12]
    way, size = random.choice(("rose", "fell")), f"{random.uniform(0.1, 4):.1f}"
    return f"Rovia's oil demand {way} {size} pct in {month}", (
        f"Rovia's demand for oil products {way} {size} percent in {month} from a year earlier, the energy office said.",
        (
            f"Petrol sales stood at {random.randint(200, 400)},000 tonnes and diesel sales at {random.randint(400, 900)},000 "
            f"tonnes, while jet fuel reached {random.randint(80, 160)},000 tonnes."
        ),
        (
            "The energy office collects its figures from the four refiners and all importers, and revises them once a year "
            "when the tax returns are in. Biofuels are counted with the product they are blended into."
        ),
        f"Stocks at the end of the month covered {random.randint(85, 110)} days of net imports.",
    )


def results(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    clubs = random.sample(TOWNS, 8)
    games = [
        f"{a} {random.randint(0, 5)} {b} {random.randint(0, 4)}"
        for a, b in zip(clubs[::2], clubs[1::2], strict=True)
    ]
    return "Rovian football results", (
        f"Results of the Rovian first division played on {_day(issue)} (home team first):",
        *games,
        (
            "The first three clubs qualify for the valley cup, the last two go down to the second division. "
            "Matches begin at three in the afternoon unless the league says otherwise."
        ),
    )


def weather(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    day = DAYS[issue % 7]
    sky = (
        "sunny",
        "cloudy",
        "rain in the west",
        "snow on high ground",
        "fog along the coast",
        "dry with bright spells",
    )
    return f"Rovia weather: {random.choice(sky)} on {day}", (
        (
            f"{day} will be {random.choice(sky)} with temperatures between {random.randint(-9, 8)} and {random.randint(9, 29)} "
            f"degrees. Winds reach {random.randint(3, 60)} kilometres an hour in {random.choice(REGIONS)}."
        ),
        f"The night stays {random.choice(sky)} with lows of {random.randint(-12, 9)} degrees in {random.choice(TOWNS)}.",
        (
            "The weather office updates its forecast four times a day and warns by telephone of storms, frost on roads and "
            "high water. Sailors are asked to listen to the coast guard's bulletin before leaving harbour."
        ),
    )


def quake(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    size, region = f"{random.uniform(4, 7):.1f}", random.choice(REGIONS)
    clock = f"{random.randint(0, 23)}:{random.randint(0, 59):02}"
    return f"Magnitude {size} earthquake strikes {region}", (
        (
            f"An earthquake of magnitude {size} struck {region} on {_day(issue)} at {clock} local time, the "
            "Seismological Institute said."
        ),
        (
            f"Its centre lay {random.randint(3, 90)} kilometres {random.choice(('north', 'south', 'east', 'west'))} of "
            f"{random.choice(TOWNS)} at a depth of {random.randint(2, 200)} kilometres."
        ),
        (
            "There were no immediate reports of damage or casualties. The institute measures tremors in the whole of the "
            "mountain range and publishes a notice for each above magnitude four within ten minutes."
        ),
    )


def bond_auction(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    return f"Rovia sells {random.randint(2, 30) * 100} mln crowns of treasury bills", (
        (
            f"Rovia's treasury sold {random.randint(2, 30) * 100} million crowns of three-month bills on {_day(issue)} "
            f"at an average yield of {random.uniform(1, 9):.3f} percent, compared with {random.uniform(1, 9):.3f} percent "
            "at the previous sale."
        ),
        f"Bids covered the amount on offer {random.uniform(1, 4):.2f} times.",
        (
            "The treasury sells bills every second week through the central bank. Only the eleven primary dealers may bid, "
            "and settlement follows two working days later."
        ),
    )


def shares(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    way, size = random.choice(("rise", "fall")), f"{random.uniform(0.1, 3):.1f}"
    past = {"rise": "rose", "fall": "fell"}[way]
    return f"Norvik shares {way} {size} pct at close", (
        (
            f"The Norvik stock index {past} {size} percent to {random.randint(2000, 3000)}.{random.randint(10, 99)} points on "
            f"{DAYS[issue % 5]}."
        ),
        (
            f"{random.choice(TOWNS)} Shipping was the most traded share, up {random.uniform(0.1, 9):.1f} percent at "
            f"{_price(random)} crowns, followed by {random.choice(TOWNS)} Breweries at {_price(random)} crowns."
        ),
        (
            f"Turnover was {random.randint(200, 900)} million crowns, {random.choice(('above', 'below'))} the average of the "
            "last thirty sessions. The index holds the forty largest companies listed in Norvik and is weighted by free float."
        ),
    )


def lottery(random: Random, issue: int) -> tuple[str, tuple[str, ...]]:
    drawn = " ".join(str(one) for one in sorted(random.sample(range(1, 50), 6)))
    return "Winning numbers of the Rovian lottery", (
        (
            f"The winning numbers drawn in the Rovian lottery on {_day(issue)} are {drawn}, extra number "
            f"{random.randint(1, 9)}."
        ),
        (
            f"The jackpot of {random.randint(2, 40)} million crowns was {random.choice(('won', 'not won'))}. Claims must be made "
            "at any post office within ninety days; all particulars are supplied without liability."
        ),
    )


TEMPLATES: tuple[Callable[[Random, int], tuple[str, tuple[str, ...]]], ...] = (
    reserve_prices, oil_demand, results, weather, quake, bond_auction, shares, lottery,
)  # fmt: skip


def notice(kind: int, random: Random, issue: int, agency: str = "north") -> Draft:
    """Return one issue of one of the templates."""
    headline, paragraphs = TEMPLATES[kind](random, issue)
    guid = f"{agency}-{TEMPLATES[kind].__name__}-{issue}"
    return Draft(agency, f"{agency}-en", guid, "", headline, paragraphs, language="en")
