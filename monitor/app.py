"""The whole service in one value: built from a config, started, reloaded, stopped; tests run it in-process."""

import asyncio
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path

from monitor.clock import Clock, SystemClock
from monitor.config.load import Config, load
from monitor.config.stamp import size_of, stamp_of
from monitor.fetch.client import Fetcher, FetchLimits
from monitor.identity.similar import SketchIndex
from monitor.match.compile import compile_watchlists, no_collections
from monitor.model.errors import ConfigError, Problem, StoreError, StoreMismatch
from monitor.model.warning import WarningKind, WatchWarning
from monitor.notify.table import Notifier, Receiver, build_notifier
from monitor.pipeline.alarm import Alarm
from monitor.pipeline.clock_steps import ClockWatch
from monitor.pipeline.dispatch import Dispatcher
from monitor.pipeline.identifier import Identifier
from monitor.pipeline.outage import Outage
from monitor.pipeline.pages import PageWatcher
from monitor.pipeline.poll import Poller
from monitor.pipeline.recorder import Recorder
from monitor.pipeline.retention import Housekeeper
from monitor.pipeline.review import Reviewer
from monitor.pipeline.rules import release
from monitor.reader import PageReader, Reader
from monitor.recording.rules import Rules, RulesInUse
from monitor.scheduler import Scheduler, next_cron
from monitor.store.leases import RENEW_EVERY
from monitor.store.store import Store, StoreOptions, open_store
from monitor.telemetry import Event, Log, Metrics

SWEEP = 2.0  # seconds at most between two looks for feeds that others made due; our own ring the alarm
SLOW_SWEEP = 5.0  # the same for pages, deliveries and what other replicas committed
HOUSEKEEPING = 60.0
REVIEW = 20.0  # the review itself is due after start, after a reload and once a day
WATCH_FILES = 2.0
CLOCK = 1.0
SWITCH = 0.001  # seconds that a compiling thread lets the loop wait for the GIL; Python's own is 0.005
LARGE = 256 * 1024  # bytes of config from which reading it is worth telling the garbage collector about
Step = Callable[[], Awaitable[object]]
GRACE = 25.0  # seconds for work in flight at SIGTERM; container runtimes kill after 30 by default


def rules_of(config: Config) -> Rules:
    """Compile what the loops go by. Takes half a second at 100k terms: call it off the loop."""
    return Rules(
        feeds={feed.id: feed for feed in config.feeds},
        watchlists={watchlist.name: watchlist for watchlist in config.watchlists},
        routes=config.routes,
        first_poll_alerts=config.settings.poll.first_poll_alerts,
        alert_max_age=config.settings.poll.alert_max_age,
        public_url=public_url_of(config),
        next_cron=next_cron,
        matcher=compile_watchlists(config.watchlists),
    )


def _read(directory: Path, environ: Mapping[str, str], used: Config) -> tuple[Config, Rules | None]:
    """Read the config and compile its rules: None when it says what the config in use says. In a thread.

    Raises:
        ConfigError: it cannot be used.
    """
    with no_collections() if size_of(directory) > LARGE else nullcontext():
        config = load(directory, environ)
        return config, None if config == used else rules_of(config)


def public_url_of(config: Config) -> str:
    """Return where people reach the page: as configured, else where it listens, "" when nobody can say."""
    web = config.settings.web
    host, _, port = web.listen.rpartition(":")
    return web.public_url or (f"http://{host}:{port}" if port != "0" and host != "0.0.0.0" else "")  # noqa: S104 - compared


def limits_of(config: Config) -> FetchLimits:
    """Return how far a fetch may go."""
    poll = config.settings.poll
    return FetchLimits(
        timeout=poll.timeout,
        max_body=poll.max_body,
        per_host=poll.per_host,
        user_agent=poll.user_agent,
        allow_private=poll.allow_private,
    )


def store_options_of(config: Config) -> StoreOptions:
    """Return where the store is and how long it keeps."""
    store = config.settings.store
    return StoreOptions(
        url=store.url,
        data_dir=store.data_dir,
        keep=store.keep,
        keep_versions=store.keep_versions,
        partitions=store.partitions,
    )


class App:
    """The service. `build` makes one; `start` sets its loops going; a test may call the loops' steps itself."""

    problems: tuple[Problem, ...] = ()  # of a config on disk that was refused
    draining = False

    def __init__(self, config: Config, store: Store, rules: Rules, clock: Clock) -> None:
        self.config = config
        self.store = store
        self.clock = clock
        self.metrics = Metrics()
        self.identifier = Identifier(store=store, index=SketchIndex())
        self.in_use = RulesInUse(rules)
        self.outage = Outage(clock)
        self.recorder = Recorder(
            clock=clock, store=store, identifier=self.identifier, rules=self.in_use, metrics=self.metrics
        )
        self.reader = Reader()
        self.poller = Poller(
            clock=clock,
            store=store,
            fetcher=Fetcher(limits_of(config), clock),
            reader=self.reader,
            recorder=self.recorder,
            metrics=self.metrics,
            outage=self.outage,
        )
        self.pages = PageWatcher(
            clock=clock,
            store=store,
            fetcher=self.poller.fetcher,
            reader=PageReader(),
            recorder=self.recorder,
            metrics=self.metrics,
            outage=self.outage,
        )
        self.notifiers: dict[str, Notifier] = {}
        self.dispatcher = Dispatcher(
            clock=clock,
            store=store,
            notifiers=self.notifiers,
            metrics=self.metrics,
            consumer=socket.gethostname(),  # outlives the process: what it had taken, it takes up again
            rules=self.in_use,
            outage=self.outage,
        )
        self.clock_watch = ClockWatch(clock, store)
        self.housekeeper = Housekeeper(store=store, metrics=self.metrics)
        self.reviewer = Reviewer(
            clock=clock, store=store, rules=rules, limits=config.settings.review, metrics=self.metrics
        )
        self.turned = clock.monotonic()  # when the loop last turned
        self._scheduler = Scheduler()
        self._loops: list[asyncio.Task[None]] = []
        self._log = Log()

    @property
    def rules(self) -> Rules:
        """What the loops go by now."""
        return self.in_use.now

    @property
    def watch_warnings(self) -> tuple[WatchWarning, ...]:
        """The watches that deserve a second look: what the config shows, and what the stories showed."""
        return (*self.config.shadows, *self.reviewer.warnings)

    async def prepare(self) -> None:
        """Make ready without setting the loops going: feeds registered, index filled, notifiers built."""
        self.recorder.raised = self.dispatcher.alarm.ring
        self.poller.pages_asked = self.pages.alarm.ring
        for warning in await self.store.check():
            self._log.warning(Event.STORE_WARNING, warning=warning)
        for warning in self.config.warnings:
            self._log.warning(Event.CONFIG_WARNING, warning=warning)
        await self.identifier.load()
        await self._use(self.config, self.rules)
        await self.clock_watch.look_at_start(self.config.feeds)

    async def start(self, directory: Path | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Prepare and set the loops going; with a `directory`, watch it for changes."""
        sys.setswitchinterval(SWITCH)
        await self.prepare()
        self._loop(SWEEP, "poll", self._poll, self.poller.alarm)
        self._loop(SLOW_SWEEP, "pages", self.pages.visit_due, self.pages.alarm)
        self._loop(SLOW_SWEEP, "dispatch", self.dispatcher.dispatch_due, self.dispatcher.alarm)
        self._loop(SLOW_SWEEP, "follow", self.identifier.follow)
        self._loop(RENEW_EVERY, "leases", self._renew_leases)
        self._loop(CLOCK, "clock", self._watch_clock)
        self._every(HOUSEKEEPING, "housekeeping", self.housekeeper.tidy)
        self._every(REVIEW, "review", self.reviewer.review_if_due)
        if directory is not None:
            self._every(WATCH_FILES, "reload", lambda: self.reload_if_changed(directory, environ or {}))
        self._scheduler.start()
        self._log.info(
            Event.STARTED,
            feeds=len(self.config.feeds),
            watchlists=len(self.config.watchlists),
            receivers=len(self.config.receivers),
        )

    async def stop(self) -> None:
        """Claim nothing more, let work in flight end within the grace, close every edge."""
        self.draining = True
        self._log.info(Event.STOPPING)
        self._scheduler.stop()
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._drain()
        await self.poller.fetcher.close()
        for notifier in self.notifiers.values():
            await notifier.close()
        self.reader.close()
        self.pages.reader.close()
        await self.store.close()
        self._log.info(Event.STOPPED)

    async def _drain(self) -> None:
        """Wait for work in flight, and keep its leases meanwhile: the grace is longer than a lease."""
        renewing = asyncio.create_task(self._keep_leases())
        try:
            async with asyncio.timeout(GRACE):
                await self.poller.drain()
                await self.pages.drain()
                await self.dispatcher.drain()
        except TimeoutError:
            self._log.warning(Event.STOPPING, detail=f"work in flight did not end within {GRACE:g} s")
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def reload_if_changed(self, directory: Path, environ: Mapping[str, str]) -> bool:
        """Reload when a config file or a secret file came, went or changed. Returns whether it did."""
        stamp = await asyncio.to_thread(stamp_of, directory, (*self.config.files, *self._asked_for))
        if stamp == self._stamp:
            return False
        first, self._stamp = not self._stamp, stamp
        return not first and await self.reload(directory, environ, asked=False)

    _stamp: frozenset[tuple[str, int, int]] = frozenset()
    _asked_for: tuple[Path, ...] = ()  # files of a config that was refused: one of them may mend it

    async def reload(self, directory: Path, environ: Mapping[str, str], *, asked: bool = True) -> bool:
        """Take over the config on disk whole, or keep the one in use and say why. Returns which.

        Args:
            directory: the config folder.
            environ: the environment.
            asked: somebody asked for it: what was said before is said again.
        """
        try:
            config, rules = await asyncio.to_thread(_read, directory, environ, self.config)
        except ConfigError as error:
            # A refused config names files that were not watched before, and so is read once more.
            if asked or error.problems != self.problems:
                said = [str(problem) for problem in error.problems]
                self._log.warning(Event.CONFIG_REFUSED, problems=said)
            self.problems, self._asked_for = error.problems, error.files
            self.metrics.config_good.set(0)
            return False
        self._asked_for = ()
        if rules is None:
            self.problems = ()
            self.metrics.config_good.set(1)
            return True
        replaced = [self.rules]
        await self._use(config, rules)
        await asyncio.to_thread(release, replaced)
        return True

    async def unready(self) -> dict[str, str]:
        """Return what keeps the service from being ready: a name and a sentence each; empty when it is."""
        reasons = {"draining": "the service is shutting down"} if self.draining else {}
        try:
            trouble = await self.store.writable()
        except StoreError as error:
            trouble = str(error)
        return reasons | ({"store": trouble} if trouble else {})

    async def _use(self, config: Config, rules: Rules) -> None:
        """Swap everything a config decides, at once."""
        if (
            config.settings.store != self.config.settings.store
            or config.settings.web != self.config.settings.web
        ):
            self._log.warning(Event.CONFIG_WARNING, warning="changes under store: and web: need a restart")
        known = set(self.config.warnings)
        for warning in config.warnings:
            if warning not in known:
                self._log.warning(Event.CONFIG_WARNING, warning=warning)
        old_limits, old_receivers = limits_of(self.config), {r.name: r for r in self.config.receivers}
        self.config, self.problems = config, ()
        self.in_use.now = rules
        self.reviewer.use(rules, config.settings.review)
        await self.store.feeds.register(config.feeds)
        self.poller.alarm.ring()
        leaving = await self._take_receivers(old_receivers, config.receivers)
        if limits_of(config) != old_limits:
            fetcher, self.poller.fetcher = self.poller.fetcher, Fetcher(limits_of(config), self.clock)
            self.pages.fetcher = self.poller.fetcher
            await self.poller.drain()
            await self.pages.drain()
            await fetcher.close()
        if leaving:
            await self.dispatcher.drain()
        for notifier in leaving:
            await notifier.close()
        self.metrics.config_good.set(1)
        self.metrics.watch_warnings.labels(WarningKind.SHADOWED.value).set(len(config.shadows))
        self._log.info(Event.CONFIG_LOADED, feeds=len(config.feeds), watchlists=len(config.watchlists))

    async def _take_receivers(
        self, old: Mapping[str, Receiver], new: tuple[Receiver, ...]
    ) -> tuple[Notifier, ...]:
        """Build notifiers for new and changed receivers, keep the others; returns those no longer used."""
        known = dict(self.notifiers)
        self.notifiers.clear()
        for receiver in new:
            if receiver.name in known and old.get(receiver.name) == receiver:
                self.notifiers[receiver.name] = known[receiver.name]
            else:
                self.notifiers[receiver.name] = build_notifier(receiver, self.clock)
                await self.store.deliveries.enable(receiver.name)
        self.metrics.know_receivers(tuple(self.notifiers))
        kept = set(map(id, self.notifiers.values()))
        return tuple(notifier for notifier in known.values() if id(notifier) not in kept)

    async def _poll(self) -> int:
        self.turned = self.clock.monotonic()
        return await self.poller.poll_due()

    async def _keep_leases(self) -> None:
        """Renew leases until cancelled; what the store says of it is said by who works under them."""
        while self.draining:
            await self.clock.sleep(RENEW_EVERY)
            with suppress(StoreError):
                await self._renew_leases()

    async def _renew_leases(self) -> None:
        for loop in (self.poller, self.pages, self.dispatcher):
            await loop.in_flight.renew()

    async def _watch_clock(self) -> None:
        if await self.clock_watch.look():
            for loop in (self.poller, self.pages, self.dispatcher):
                loop.alarm.ring()

    def _every(self, seconds: float, name: str, step: Step) -> None:
        """Take `step` every so many seconds. The scheduler only rings: it cancels its own running jobs at shutdown."""
        alarm = Alarm(self.clock)

        async def ring() -> None:
            alarm.ring()

        self._scheduler.every(seconds, name, ring)
        self._loop(10 * seconds, name, step, alarm)

    def _loop(self, sweep: float, name: str, step: Step, alarm: Alarm | None = None) -> None:
        """Take `step` now, whenever the alarm rings, and after `sweep` seconds at the latest."""
        alarm = alarm or Alarm(self.clock)
        alarm.ring()
        self._loops.append(asyncio.create_task(self._turn(sweep, name, step, alarm), name=name))

    async def _turn(self, sweep: float, name: str, step: Step, alarm: Alarm) -> None:
        # Not `while True`: up to Python 3.11 asyncio.wait_for, which redis-py uses, can swallow a cancellation.
        while not self.draining:
            await alarm.wait(sweep)
            try:
                await step()
            except StoreMismatch:
                self._log.failure(Event.LOOP_FAILED, loop=name)
            except StoreError as error:
                self.outage.began(error)
            except Exception:  # noqa: BLE001 - the top of a loop: log once, go on when it rings again
                self._log.failure(Event.LOOP_FAILED, loop=name)


async def build(config: Config, clock: Clock | None = None) -> App:
    """Open the store and put the service together; nothing runs yet.

    Raises:
        StoreError: when the store cannot be opened or does not fit.
    """
    clock = clock or SystemClock()
    store = await open_store(store_options_of(config), clock)
    rules = await asyncio.to_thread(rules_of, config)
    return App(config, store, rules, clock)
