"""A story's page to the draft of the story shown in full."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.formats.charset import opening
from monitor.formats.page import Page, read_page, read_structured
from monitor.formats.trust import distrust
from monitor.formats.wall import distrusted, is_lost, led_astray, pay_wall
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed, FeedState, Reading
from monitor.model.story import Draft, MarkerName, PubStatus
from monitor.reader.reader import Reader, or_raise
from monitor.reader.reading import Read, draft_of_entry, style_of_feed

DECLARED = frozenset({MarkerName.CORRECTION, MarkerName.KILL})


@dataclass(frozen=True, slots=True)
class PageJob:
    """Read a story's page. `known` is the story as we have it."""

    document: Document
    feed: Feed
    known: Draft
    now: datetime

    def do(self) -> Read:
        """Read it here, by JSON-LD or else by its main text (which costs a process 27 MB: the worker's)."""
        return _taken(self, read_page(self.document, self.known.headline))

    def do_at_once(self) -> Read | None:
        """Read it here by JSON-LD alone; None when it has none with a text."""
        page = read_structured(self.document, self.known.headline)
        return _taken(self, page) if page else None


class PageReader(Reader):
    """Reads story pages, in a worker of its own: no feed waits for a page."""

    async def read_page(self, document: Document, feed: Feed, known: Draft, now: datetime) -> Draft:
        """Return the draft of the story as its page shows it, with what only the entry says (urgency, subjects, …).

        Raises:
            UnreadableDocument: BLOCKED for a challenge, a consent or a pay wall; MALFORMED for a page whose text is
                not to be trusted, or when reading it broke a limit.
        """
        job = PageJob(document, feed, known, now)
        found = job.do_at_once() if self._limits.is_light(document.body) else None
        if found is None:
            async with self._turn:
                found = or_raise(await asyncio.to_thread(self._ask, job))
        return found.drafts[0]


def _taken(job: PageJob, page: Page) -> Read:
    """Make the draft, unless the page is not the story.

    Raises:
        UnreadableDocument: it is not.
    """
    feed, known, entry = job.feed, job.known, page.entry
    entry = replace(entry, guid=known.guid, url=known.url, headline=entry.headline or known.headline)
    draft = draft_of_entry(entry, feed, style_of_feed(job.document, feed), known.language, job.now)
    declared = any(marker.name in DECLARED for marker in draft.markers)
    if not declared and (pay_wall(draft.paragraphs) or (page.free is False and not page.structured)):
        raise UnreadableDocument(FeedState.BLOCKED, "the page shows a part of the story, before a pay wall")
    why = distrust((known.headline, known.paragraphs), (draft.headline, draft.paragraphs), declared=declared)
    if led_astray(known.url, job.document.url) or (why and is_lost(draft.headline)):
        why = "its address leads to the front page or to nothing"
    if why:
        raise distrusted(opening(job.document.body), why)
    return Read(Reading("page", (entry,)), (_joined(known, draft),))


def _joined(known: Draft, page: Draft) -> Draft:
    """Return the page's text with the entry's own fields.

    What was withdrawn stays so whatever its page shows: an old page outlives its story by years.
    """
    dates = [date for date in (known.updated, page.updated) if date is not None]
    killed = PubStatus.CANCELED in {known.pub_status, page.pub_status}
    return replace(
        known,
        headline=page.headline,
        paragraphs=page.paragraphs,
        furniture=page.furniture,
        markers=tuple(dict.fromkeys((*known.markers, *page.markers))),
        by=known.by or page.by,
        dateline=page.dateline or known.dateline,
        located=page.located or known.located,
        language=known.language or page.language,
        pub_status=PubStatus.CANCELED if killed else known.pub_status,
        ed_note=page.ed_note or known.ed_note,
        published=known.published or page.published,
        updated=max(dates, default=None),
        date_note=known.date_note or page.date_note,
    )
