"""Server-sent events (HTML, 9.2): what the journal says, as it happens. The page refreshes itself by them."""

import asyncio
import json
import re
from collections.abc import Mapping

from aiohttp import web

from monitor.model.errors import StoreError
from monitor.store.journal import JournalRecord
from monitor.web.api import PREFIX
from monitor.web.parameters import only
from monitor.web.service import Service

PAUSE = 1.0  # seconds between looks at the journal
BEAT = 15.0  # seconds after which a silent line gets a comment, so that proxies keep it open
MOST_LISTENERS = 64
AT_ONCE = 4  # looks at the journal at the same time: each takes one of the store's connections
_BATCH = 200
_PLACE = re.compile(r"(\d{1,3}):(\d{1,15}-\d{1,18})")


class Events:
    """`/api/v1/events`. Each listener reads the journal from where it is; a lost line goes on by its last id."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._listeners: set[asyncio.Task[None]] = set()
        self._closed = False
        self._limit = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [web.get(f"{PREFIX}/events", self.events)]

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Send each committed version as an event `version`, until the listener leaves or the service stops."""
        only(request, ())
        if len(self._listeners) >= MOST_LISTENERS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_LISTENERS} listeners are here already")
        known = places_of(request.headers.get("Last-Event-ID", ""))
        places = {
            part: known.get(part, end) for part, end in (await self._service.store.journal.ends()).items()
        }
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        follower = asyncio.create_task(self._follow(response, places))
        self._listeners.add(follower)
        try:
            await follower
        except ConnectionError:
            pass  # the listener left
        except asyncio.CancelledError:
            if not follower.cancelled():
                raise
        finally:
            follower.cancel()
            self._listeners.discard(follower)
        return response

    async def close(self, _web_app: web.Application) -> None:
        """Let every listener go (an `on_shutdown` signal): they would hold the service up."""
        # Both: up to Python 3.11 `wait_for` swallows a cancellation that meets a reply of the store.
        self._closed = True
        for follower in self._listeners:
            follower.cancel()

    async def _follow(self, response: web.StreamResponse, places: dict[int, str]) -> None:
        await response.write(b"retry: 3000\n\n")
        silent = 0.0
        while not self._closed:
            try:
                async with self._limit:
                    records = await self._service.store.journal.tail(places, _BATCH)
            except StoreError:
                records = ()  # /readyz says so; the line goes on when the store does
            for record in records:
                places[record.partition] = record.message_id
                await response.write(event_of(record, places))
            silent = 0.0 if records else silent + PAUSE
            if silent >= BEAT:
                await response.write(b": still here\n\n")
                silent = 0.0
            if len(records) < _BATCH and not self._closed:
                await self._service.clock.sleep(PAUSE)


def event_of(record: JournalRecord, places: Mapping[int, str]) -> bytes:
    """Return one event. Its id says where every partition has been read to."""
    identity = ",".join(f"{partition}:{message}" for partition, message in sorted(places.items()))
    data = {
        "story": record.story,
        "version": record.version,
        "kinds": list(record.kinds),
        "alerts": record.alerts,
    }
    return f"id: {identity}\nevent: version\ndata: {json.dumps(data)}\n\n".encode()


def places_of(text: str) -> dict[int, str]:
    """Return the places that an event's id holds; what is no place is passed over."""
    return {int(found[1]): found[2] for part in text.split(",") if (found := _PLACE.fullmatch(part))}
