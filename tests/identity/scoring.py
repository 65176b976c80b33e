"""How often identity is right: pairs of every class through index and decision, with everything else filed too.

`python -m tests.identity.scoring` prints the table; the bench and the tests read `score`.
"""

import html
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from monitor.identity.decide import Identity, Known, decide
from monitor.identity.similar import SketchIndex, sketch_of
from monitor.model.story import Draft, Marker, MarkerName, Story, Version
from tests.identity import parallel
from tests.identity.invented import Desk
from tests.identity.notices import TEMPLATES, notice

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
ISSUES = 100  # issues of one template that are known at once
CORPUS = Path(__file__).parents[2] / "../shared/corpus"


@dataclass(frozen=True, slots=True)
class Pair:
    """A known story, what comes next, and what it is: "story", "copy", "translation" or "apart"."""

    sort: str
    old: Draft
    new: Draft
    means: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs of one sort came out right; `wrong` has the first few that did not."""

    sort: str
    means: str
    right: int
    count: int
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Right ones, 0…1."""
        return self.right / self.count if self.count else 1.0


# Pairs that are one story, or a copy of one


def _figure(text: str, random: Random) -> tuple[str, str]:
    """Return a figure of a text and another one in its place."""
    figures = re.findall(r"\b[1-9]\d*\b", text)
    old = random.choice(figures) if figures else ""
    return old, str(int(old) + random.randint(1, 90)) if old else ""


def _all(draft: Draft, old: str, new: str) -> Draft:
    def swap(text: str) -> str:
        return re.sub(rf"\b{re.escape(old)}\b", new, text) if old else text

    return replace(draft, headline=swap(draft.headline), paragraphs=tuple(map(swap, draft.paragraphs)))


def one_story(desk: Desk) -> Iterator[Pair]:
    """One pair of each sort that is the same story of the same agency under a new id."""
    random = desk.random
    cast = desk.cast()
    old = desk.story(cast)
    body, count = old.paragraphs, len(old.paragraphs)
    more = desk.paragraphs(cast, count)
    yield Pair("again under a new guid", old, desk.again(old), "story")
    yield Pair("again under its own headline", old, desk.again(old, headline=desk.headline(cast)), "story")
    yield Pair("brief", old, desk.again(old, body[: max(2, count // 3)], desk.headline(cast)), "story")
    yield Pair("grown 30 %", old, desk.again(old, (*body, *more[: max(1, count // 3)])), "story")
    grown = (*body[:1], *more[: max(1, round(count * 0.6))], *body[1:])
    yield Pair("grown 60 %", old, desk.again(old, grown, desk.headline(cast)), "story")
    toll = _all(old, *_figure(old.headline + " " + body[0], random))
    yield Pair(
        "grown 30 %, a figure changed",
        old,
        desk.again(toll, (*toll.paragraphs, *more[: count // 3])),
        "story",
    )
    kept = (*more[:2], *body[: max(2, int(count * 0.6))])
    marked = replace(
        desk.again(old, kept, desk.headline(cast)), markers=(Marker(MarkerName.UPDATE, "UPDATE 2-", 2),)
    )
    yield Pair("marked update", old, marked, "story")
    recast = (f"{body[0]} {more[0]}", *more[1 : 1 + count // 4], *body[1 : max(2, int(count * 0.75))])
    yield Pair("unmarked update", old, desk.again(old, recast), "story")
    flash = replace(old, paragraphs=(), urgency=1)
    yield Pair("flash and its lead", flash, desk.again(old), "story")


def corrections(desk: Desk) -> Iterator[Pair]:
    """One pair of each sort of correction: marked or silent, of a figure, name or day, in long and short texts."""
    random = desk.random
    cast = desk.cast()
    for size, name in ((desk.random.randint(6, 14), "long"), (2, "short")):
        old = desk.story(cast, size)
        mark = (Marker(MarkerName.CORRECTION, "CORRECTED-"),)
        figure = desk.again(_all(old, *_figure("\n".join((old.headline, *old.paragraphs)), random)))
        person = next(
            (one for one in cast.people if any(one in text for text in old.paragraphs)), cast.people[0]
        )
        renamed = desk.again(_all(old, person, f"Oskar {person.split()[1]}"))
        for fixed, what in ((figure, "figure"), (renamed, "name")):
            yield Pair(f"silent correction of a {what}, {name}", old, fixed, "story")
            yield Pair(f"marked correction of a {what}, {name}", old, replace(fixed, markers=mark), "story")


def copies(desk: Desk) -> Iterator[Pair]:
    """One pair of each sort of copy elsewhere."""
    cast = desk.cast()
    old = desk.story(cast)
    body, count = old.paragraphs, len(old.paragraphs)
    more = desk.paragraphs(cast, count)
    mine = replace(
        desk.again(old, headline=desk.headline(cast)), agency="coast", feed="coast-en", guid=f"c{desk.count}"
    )
    yield Pair("copy", old, mine, "copy")
    yield Pair("copy in brief", old, replace(mine, paragraphs=body[: max(2, count // 2)]), "copy")
    yield Pair("copy with 30 % added", old, replace(mine, paragraphs=(*body, *more[: count // 3])), "copy")
    yield Pair(
        "partial copy", old, replace(mine, paragraphs=(*body[: max(2, count * 3 // 4)], *more[:1])), "copy"
    )
    old_error = _all(mine, *_figure(" ".join(body), desk.random))
    yield Pair("copy that carries an old figure", old, old_error, "copy")


# Pairs that are not


def strangers(desk: Desk) -> Iterator[Pair]:
    """One pair of each sort that shares people, places and words, and is another story."""
    cast = desk.cast()
    old = desk.story(cast)
    body, count = old.paragraphs, len(old.paragraphs)
    fresh = desk.story(cast, count)
    background = body[-max(1, count // 3) :]
    lead = fresh.paragraphs[: max(2, count - len(background))]
    yield Pair("follow-up with background", old, desk.again(fresh, (*lead, *background)), "apart")
    rival = replace(fresh, agency="coast", feed="coast-en", guid=f"r{desk.count}")
    quote = next((text for text in body if "“" in text), body[-1])
    yield Pair(
        "rival story with the same quote", old, replace(rival, paragraphs=(*rival.paragraphs, quote)), "apart"
    )
    yield Pair(
        "the next day's story of the same people",
        old,
        desk.again(fresh, headline=desk.headline(cast)),
        "apart",
    )


def periodic(desk: Desk) -> Iterator[Pair]:
    """Two issues of each template, of one agency and of two; and an issue corrected."""
    random = desk.random
    for kind, template in enumerate(TEMPLATES):
        issue = random.randint(0, 10_000)
        old, new = notice(kind, random, issue), notice(kind, random, issue + 1)
        yield Pair(f"template: {template.__name__}", old, new, "apart")
        yield Pair(
            f"template elsewhere: {template.__name__}", old, replace(new, agency="coast", feed="c"), "apart"
        )


def mended(desk: Desk) -> Iterator[Pair]:
    """A corrected issue of each template."""
    random = desk.random
    for kind, template in enumerate(TEMPLATES):
        old = notice(kind, random, random.randint(0, 10_000))
        at = random.randrange(1, max(2, len(old.paragraphs) - 1))
        line = replace(old, paragraphs=(old.paragraphs[at],))
        [mended_line] = _all(line, *_figure(old.paragraphs[at].replace(".", " "), random)).paragraphs
        paragraphs = (*old.paragraphs[:at], mended_line, *old.paragraphs[at + 1 :])
        mark = (Marker(MarkerName.CORRECTION, "CORRECTED-"),)
        fixed = replace(old, paragraphs=paragraphs, guid=f"{old.guid}-again", markers=mark)
        yield Pair(f"corrected notice: {template.__name__}", old, fixed, "story")


def translations(desk: Desk) -> Iterator[Pair]:
    """A story in three language pairs, and the next day's story of the same people in the other language."""
    random = desk.random
    for one, other in (("en", "es"), ("fr", "en"), ("en", "de")):
        it = parallel.affair(random)
        chosen = sorted(random.sample(range(len(parallel.SENTENCES)), random.randint(7, 10)))
        desk.count += 1
        old = parallel.told(it, one, chosen, f"t{desk.count}")
        new = parallel.told(
            it, other, chosen[: max(6, len(chosen) - random.randint(0, 2))], f"t{desk.count}-{other}"
        )
        yield Pair(f"translation {one}-{other}", old, new, "translation")
        shuffled = random.sample(range(len(parallel.SENTENCES)), 6)
        later = parallel.told(parallel.later(it, random), other, shuffled, f"t{desk.count}-later")
        yield Pair(f"next day's story, {one}-{other}", old, later, "apart")


GENERATORS: tuple[Callable[[Desk], Iterator[Pair]], ...] = (
    one_story, corrections, copies, strangers, periodic, mended, translations,
)  # fmt: skip


# Real material, read where it lies


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def wikinews(folder: Path = CORPUS / "wikinews-fr" / "documents") -> list[Draft]:
    """Return the French Wikinews articles: distinct stories."""
    drafts = []
    for file in sorted(folder.glob("*.html")):
        text = _plain(file.read_text(encoding="utf-8", errors="replace"))
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            drafts.append(Draft("wiki", "wiki", file.name, "", lines[0], tuple(lines[1:]), language="fr"))
    return drafts


def earthquakes(file: Path = CORPUS / "usgs-atom" / "usgs-gov-earthquakes-all-hour-atom.xml") -> list[Draft]:
    """Return the USGS notices."""
    entries = (
        re.findall(r"<entry>.*?</entry>", file.read_text(encoding="utf-8"), re.DOTALL)
        if file.exists()
        else []
    )
    drafts = []
    for number, entry in enumerate(entries):
        title = re.search(r"<title>(.*?)</title>", entry)
        summary = re.search(r"<summary.*?>(.*?)</summary>", entry, re.DOTALL)
        text = " ".join(_plain(html.unescape(summary[1] if summary else "")).split())
        drafts.append(
            Draft("usgs", "usgs", f"q{number}", "", title[1] if title else "", (text,), language="en")
        )
    return drafts


def chains(folder: Path = CORPUS / "site-policy-versions") -> Iterator[Pair]:
    """Successive versions of real documents, as if each had a new id."""
    for chain in sorted(folder.glob("*/")):
        texts = []
        for file in sorted(chain.glob("v*.md")):
            parts = [
                " ".join(part.split())
                for part in file.read_text(encoding="utf-8").split("\n\n")
                if part.strip()
            ]
            texts.append(Draft("policy", "policy", file.name, "", parts[0], tuple(parts[1:]), language="en"))
        for number, (old, new) in enumerate(pairwise(texts)):
            yield Pair("real revision chain", replace(old, guid=f"{chain.name}-{number}"),
                       replace(new, guid=f"{chain.name}-{number + 1}"), "story")  # fmt: skip


# Scoring


class Library:
    """Known stories behind an index."""

    def __init__(self) -> None:
        self.index = SketchIndex()
        self.known: dict[str, Known] = {}

    def file(self, draft: Draft, story_id: str) -> None:
        """Make a draft a known story."""
        seen = NOW - timedelta(hours=1)
        story = Story(
            story_id, draft.agency, draft.feed, draft.guid, draft.url, draft.headline, 1, "", seen, seen,
            language=draft.language, cluster=story_id,
        )  # fmt: skip
        self.known[story_id] = Known(story, Version(story_id, 1, seen, "", draft))
        self.index.add(story_id, sketch_of(draft))

    def identify(self, draft: Draft) -> Identity:
        """Decide as the pipeline does."""
        alike = [(self.known[like.story], like) for like in self.index.alike(sketch_of(draft))]
        return decide(draft, None, alike, NOW)


def _right(found: Identity, means: str, story_id: str) -> bool:
    if means == "story":
        return found.story == story_id
    if means == "copy":
        return found.story is None and found.copy_of == story_id
    if means == "translation":
        return found.story is None and found.translation_of == story_id
    return found.story is None and not found.copy_of and not found.translation_of


def scored(pairs: list[Pair]) -> list[Score]:
    """Score pairs, each new text against all the old ones."""
    library = Library()
    for number, pair in enumerate(pairs):
        library.file(pair.old, f"s{number}")
    sorts: dict[tuple[str, str], list[str]] = {}
    for number, pair in enumerate(pairs):
        found = library.identify(pair.new)
        right = _right(found, pair.means, f"s{number}")
        wrong = (
            ""
            if right
            else f"{number} {pair.old.headline} / {pair.new.headline}: {found.why} ({found.story})"
        )
        sorts.setdefault((pair.sort, pair.means), []).append(wrong)
    return [
        Score(sort, means, sum(not one for one in marks), len(marks), tuple(filter(None, marks))[:5])
        for (sort, means), marks in sorts.items()
    ]


def apart(sort: str, drafts: list[Draft]) -> Score:
    """Score distinct stories against one another: every join is false."""
    library = Library()
    wrong = []
    for number, draft in enumerate(drafts):
        found = library.identify(draft)
        if not _right(found, "apart", ""):
            wrong.append(f"{draft.headline}: {found.why}")
        library.file(draft, f"s{number}")
    return Score(sort, "apart", len(drafts) - len(wrong), len(drafts), tuple(wrong[:5]))


def score(rounds: int, seed: int = 7, *, thin: int = 1) -> list[Score]:
    """Score `rounds` pairs of every sort, every sort on its own shelf, and the real material beside the checkout.

    `thin`: one real revision in so many.
    """
    scores = []
    for generator in GENERATORS:
        desk = Desk(seed)
        by_sort: dict[str, list[Pair]] = {}
        for _ in range(min(rounds, ISSUES) if generator in {periodic, mended} else rounds):
            for pair in generator(desk):
                by_sort.setdefault(pair.sort, []).append(pair)
        for pairs in by_sort.values():
            scores += scored(pairs)
    scores += [apart("wikinews-fr", wikinews()), apart("usgs notices", earthquakes())]
    real = list(chains())[::thin]
    right = [pair for pair in real if _join(pair)]
    return [*scores, Score("real revision chains", "story", len(right), len(real))]


def _join(pair: Pair) -> bool:
    library = Library()
    library.file(pair.old, "s0")
    return library.identify(pair.new).story == "s0"


def main() -> None:
    """Print the table."""
    for one in score(int(sys.argv[1]) if len(sys.argv) > 1 else 100):
        sys.stdout.write(f"{one.sort:45} {one.means:12} {one.right:5} of {one.count:5} {one.share:7.2%}\n")
        for wrong in one.wrong[: int(sys.argv[2]) if len(sys.argv) > 2 else 0]:
            sys.stdout.write(f"      {wrong}\n")


if __name__ == "__main__":
    main()
