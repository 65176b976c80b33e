"""`compare`: what changed between two texts, and whether they are one story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.marked_diff import show_diff
from monitor.cli.options import AsJson, Lines
from monitor.cli.output import say, say_json
from monitor.cli.texts import Pair, answer_lines, draft_of_line, read_texts
from monitor.clock import SystemClock
from monitor.diff.judge import judge
from monitor.identity.decide import Known, decide
from monitor.identity.keys import own_keys
from monitor.identity.similar import Likeness
from monitor.identity.words import fold, share, shingle_hashes
from monitor.model.change import Diff
from monitor.model.story import Draft, Story, Version
from monitor.render.json_forms import Json, plain

OLD = "old"  # the id under which the old text is known while it is compared


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts compared. `containment`: how much of one stands in the other, 0…1, the larger of both ways."""

    same_story: bool
    containment: float
    why: str
    diff: Diff


def compare(
    old: Annotated[Path | None, typer.Argument(metavar="OLD", help="A saved document or text.")] = None,
    new: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="What it became; - is standard input.")
    ] = None,
    *,
    lines: Lines = False,
    as_json: AsJson = False,
) -> None:
    """Show what changed between two saved documents or texts, and whether they are one story.

    Of two feeds, entries with the same guid or address are compared; where none has, the first with the first.
    """
    now = SystemClock().now()
    if lines:
        answer_lines(Pair, lambda pair: compared_json(_compare_lines(pair, now)))
        return
    if old is None or new is None:
        raise typer.BadParameter("give OLD and NEW, or --lines to read pairs from standard input")
    for before, after in pairs_of(read_texts(old, now), read_texts(new, now)):
        compared = compare_drafts(before, after, now)
        if as_json:
            say_json(compared_json(compared))
        else:
            _show(after, compared)


def compare_drafts(old: Draft, new: Draft, now: datetime) -> Compared:
    """Compare two drafts as the service does: identity first, then the diff.

    Args:
        old: the earlier text.
        new: the later one.
        now: aware UTC; texts without dates are taken to follow one another at once.
    """
    known = _known(old, now)
    before, after = _shingles(old), _shingles(new)
    likeness = Likeness(OLD, share(after, before), share(before, after))
    sighted = known if set(own_keys(old)) & set(own_keys(new)) else None
    identity = decide(new, sighted, [(known, likeness)], _dated(new) or now)
    return Compared(
        same_story=identity.story is not None,
        containment=round(max(likeness.contained, likeness.contains), 3),
        why=identity.why,
        diff=judge(old, new),
    )


def compared_json(compared: Compared) -> Json:
    """Return the answer to one pair (docs/interface.md, `compare --lines`)."""
    diff = compared.diff
    return {
        "same_story": compared.same_story,
        "containment": compared.containment,
        "kinds": plain(diff.kinds),
        "facts": plain(diff.facts),
        "summary": diff.summary,
        "material": diff.material,
    }


def pairs_of(old: Sequence[Draft], new: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """Return which drafts of two documents to compare: those that share a key, else the first two."""
    known = {key: draft for draft in reversed(old) for key in own_keys(draft)}
    pairs = []
    for draft in new:
        key = next((key for key in own_keys(draft) if key in known), None)
        if key is not None:
            pairs.append((known[key], draft))
    return pairs or list(zip(old[:1], new[:1], strict=False))


def _compare_lines(pair: Pair, now: datetime) -> Compared:
    return compare_drafts(draft_of_line(pair.old), draft_of_line(pair.new), now)


def _shingles(draft: Draft) -> set[int]:
    """Return the whole text's shingles, its headline's when it has no copy: two texts need no samples."""
    return shingle_hashes(fold("\n".join(draft.paragraphs)) or fold(draft.headline))


def _dated(draft: Draft) -> datetime | None:
    return draft.updated or draft.published


def _known(draft: Draft, now: datetime) -> Known:
    """Return a draft as a story already known."""
    seen = _dated(draft) or now
    story = Story(
        id=OLD,
        agency=draft.agency,
        feed=draft.feed,
        guid=draft.guid,
        url=draft.url,
        headline=draft.headline,
        version=1,
        content_hash="",
        first_seen=seen,
        version_seen=seen,
        cluster=OLD,
    )
    return Known(story, Version(OLD, 1, seen, "", draft))


def _show(new: Draft, compared: Compared) -> None:
    verdict = "One story" if compared.same_story else "Not one story"
    say(f"“{new.headline}”", style="bold")
    say(f"{verdict}: {compared.why} (containment {compared.containment:.2f})")
    show_diff(compared.diff)
    say("")
