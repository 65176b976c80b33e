"""One story, shown in several ways: by sister feeds, by entry and page, as the last text of a kill. Pure."""

from dataclasses import replace

from monitor.diff.sentences import HEADLINE
from monitor.formats.trust import says_less
from monitor.model.change import Diff, Kind, Op
from monitor.model.feed import Feed
from monitor.model.story import Draft, PubStatus, Story

CORRECTIVE = frozenset({Kind.CORRECTION, Kind.RETRACTION})
DECLARED = CORRECTIVE | {Kind.EMBARGO_LIFTED}
_IN_FULL = "The same story, shown in full on its page"


def brings_less(entry: Draft, page: Draft, diff: Diff) -> bool:
    """Return whether a page shows so much less than the entry that the entry is to be believed alone."""
    return not DECLARED & set(diff.kinds) and says_less(entry.paragraphs, page.paragraphs)


def shown_in_full(diff: Diff) -> Diff:
    """Return the diff of a story's first page version: nothing of it is news but what appears there only."""
    return replace(diff, kinds=(Kind.COSMETIC,), facts=(), summary=_IN_FULL)


def beside_page(latest: Draft, entry: Draft) -> Draft:
    """Return what an entry says of a story whose text is read from its page.

    A kill is taken as it stands. Else the entry's own fields count, and its text only where it is as full.
    """
    if entry.pub_status is PubStatus.CANCELED or not says_less(latest.paragraphs, entry.paragraphs):
        return entry
    return replace(
        entry,
        paragraphs=latest.paragraphs,
        furniture=latest.furniture,
        markers=tuple(dict.fromkeys((*latest.markers, *entry.markers))),
        by=entry.by or latest.by,
        dateline=latest.dateline,
        located=latest.located,
        ed_note=entry.ed_note or latest.ed_note,
    )


def counts_at_once(latest: Draft, entry: Draft, diff: Diff) -> bool:
    """Return whether an entry's change is a version though its story is read from the page: what was declared."""
    return bool(DECLARED & set(diff.kinds)) or entry.pub_status != latest.pub_status


def keep_last_text(before: Draft, kill: Draft) -> Draft:
    """Return the version a kill makes: the last text stays, the kill's own words go to the editor's note."""
    words = " ".join(filter(None, (kill.ed_note, *kill.paragraphs))) or kill.headline
    return replace(
        before,
        feed=kill.feed,
        guid=kill.guid,
        url=kill.url or before.url,
        markers=kill.markers,
        pub_status=PubStatus.CANCELED,
        ed_note=words,
        updated=kill.updated or before.updated,
    )


def newer(draft: Draft, than: Draft) -> bool:
    """Return whether the agency itself dates this state later than that one."""
    return draft.updated is not None and than.updated is not None and draft.updated > than.updated


def another_rendition(feed: Feed, story: Story, diff: Diff) -> bool:
    """Return whether a sister feed merely shows the story shorter or longer (a summary, a full text).

    A declared correction or a fact that differs is news wherever it is seen first.
    """
    if feed.id == story.feed:
        return False
    declared = CORRECTIVE & set(diff.kinds)
    return not declared and not any(fact.old and fact.new for fact in diff.facts)


def corrected_by(story: Story, diff: Diff) -> tuple[int, ...]:
    """Return the numbers of the story's corrections with the version this diff makes, when it is one.

    What a copy's desk puts right without a word may be its own slip: only the agency's silent fixes count.
    """
    silent = Kind.SILENT_CORRECTION in diff.kinds and not story.copy_of
    mends = silent or CORRECTIVE & set(diff.kinds)
    return (*story.corrected, story.version + 1) if mends else story.corrected


def only_shortens(diff: Diff) -> bool:
    """Return whether a text under a new id says nothing that its story does not say: a brief of it, no change."""
    written = any(
        block.op in {Op.ADDED, Op.CHANGED} and block.new_paragraph != HEADLINE for block in diff.blocks
    )
    return not written and not DECLARED & set(diff.kinds) and not any(fact.new for fact in diff.facts)
