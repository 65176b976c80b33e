"""The pages of stories: the list, one story with its versions, and the change between any two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from monitor.model.alert import Alert, Delivery
from monitor.model.change import Diff
from monitor.model.story import Story, Version
from monitor.web.compare import diff_of, pair_asked, pair_in_path
from monitor.web.listing import StoryQueries, place_asked, words_asked
from monitor.web.parameters import missing, whole
from monitor.web.passages import HEADLINE, Run, in_paragraph, mention_runs, passages_of
from monitor.web.service import Service
from monitor.web.templating import Pages

PAGE = 40  # stories on a page of the list
COPY = 0.5  # share of the text from which a story of the cluster is called a copy


@dataclass(frozen=True, slots=True)
class Row:
    """A story in the list: its newest change (None at version 1) and who was told."""

    story: Story
    change: Diff | None
    receivers: tuple[str, ...]
    watches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A version's text with its mentions marked; `furniture` is set apart by the template."""

    headline: tuple[Run, ...]
    paragraphs: tuple[tuple[Run, ...], ...]


class StoryPages:
    """`/`, `/stories` and what is below."""

    def __init__(self, service: Service, pages: Pages, queries: StoryQueries) -> None:
        self._queries = queries
        self._service = service
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/", self.stories),
            web.get("/stories", self.stories),
            web.get("/stories/{id}", self.story),
            web.get("/stories/{id}/diff/{from}/{to}", self.diff),
        ]

    async def stories(self, request: web.Request) -> web.Response:
        """Show the stories, newest version first."""
        search = words_asked(request)
        found = await self._queries.stories_page(PAGE, place_asked(request), search)
        latest = await self._queries.latest_of(found.stories)
        rows = [_row(story, version) for story, version in zip(found.stories, latest, strict=True)]
        return self._pages.answer(
            request,
            "stories.html",
            rows=rows,
            next=found.next,
            search=search,
            first="before" not in request.query,
        )

    async def story(self, request: web.Request) -> web.Response:
        """Show one story: its newest version, or the one asked for, or the change between two."""
        story = await self._queries.story_of(request)
        versions = await self._queries.versions_of(story)
        if "from" in request.query or "to" in request.query:
            old, new = pair_asked(request, versions)
            raise web.HTTPSeeOther(f"/stories/{story.id}/diff/{old.number}/{new.number}")
        shown = _version_asked(request, versions)
        return await self._answer(request, story, versions, shown=shown)

    async def diff(self, request: web.Request) -> web.Response:
        """Show what changed between two versions."""
        story = await self._queries.story_of(request)
        versions = await self._queries.versions_of(story)
        pair = pair_in_path(request, versions)
        return await self._answer(request, story, versions, shown=pair[1], pair=pair)

    async def _answer(
        self,
        request: web.Request,
        story: Story,
        versions: Sequence[Version],
        *,
        shown: Version,
        pair: tuple[Version, Version] | None = None,
    ) -> web.Response:
        diff = await diff_of(*pair) if pair else None
        others = await self._queries.others_in_cluster(story)
        alerts = await self._queries.with_deliveries(await self._queries.alerts_of_story(story))
        return self._pages.answer(
            request,
            "story.html",
            story=story,
            versions=versions,
            shown=shown,
            text=self._text(shown),
            pair=pair,
            diff=diff,
            passages=passages_of(diff) if diff else (),
            others=others,
            carrying=await self._queries.uncorrected_of(story, others),
            copies={other.id: _is_copy(other) for other in others},
            leader=_leader(story, others),
            told=_told(story),
            note=await self._queries.last_note_of(story),
            tellings=_tellings(alerts),
        )

    def _text(self, version: Version) -> Text:
        draft = version.draft
        mentions = self._service.rules.matcher.mentions(draft.headline, draft.paragraphs)
        return Text(
            mention_runs(draft.headline, in_paragraph(mentions, HEADLINE)),
            tuple(
                mention_runs(paragraph, in_paragraph(mentions, number))
                for number, paragraph in enumerate(draft.paragraphs)
            ),
        )


def _row(story: Story, latest: Version | None) -> Row:
    receivers: Mapping[str, None] = dict.fromkeys(name for told in story.told for name in told.receivers)
    watches: Mapping[str, None] = dict.fromkeys(told.watch for told in story.told)
    return Row(story, latest.diff if latest else None, tuple(receivers), tuple(watches))


def _told(story: Story) -> tuple[tuple[str, int, str, tuple[str, ...]], ...]:
    """Return who was told: (receivers, since version, watchlist, watches), what reads alike put together."""
    found: dict[tuple[str, int, str], list[str]] = {}
    for told in story.told:
        receivers = ", ".join(told.receivers) or "nobody yet"
        found.setdefault((receivers, told.version, told.watchlist), []).append(told.watch)
    return tuple((*key, tuple(watches)) for key, watches in found.items())


def _tellings(
    alerts: Sequence[tuple[Alert, tuple[Delivery, ...]]],
) -> tuple[tuple[int, tuple[tuple[Alert, tuple[Delivery, ...]], ...]], ...]:
    """Return the alerts by version, newest first."""
    versions = sorted({alert.story.version for alert, _ in alerts}, reverse=True)
    return tuple((one, tuple(pair for pair in alerts if pair[0].story.version == one)) for one in versions)


def _version_asked(request: web.Request, versions: Sequence[Version]) -> Version:
    asked = request.query.get("version", "")
    if not asked:
        return versions[-1]
    number = whole(asked, "version", 1, 1_000_000)
    found = [version for version in versions if version.number == number]
    if not found:
        missing(f"version {number} is not kept; kept are {', '.join(str(one.number) for one in versions)}")
    return found[0]


def _is_copy(story: Story) -> bool:
    return bool(story.copy_of) and story.copy_share >= COPY


def _leader(story: Story, others: Sequence[Story]) -> Story | None:
    """Return the story this one copies."""
    return next((other for other in others if _is_copy(story) and other.id == story.copy_of), None)
