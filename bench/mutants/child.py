"""What happens in a fork: the tests run over a copy of the tree, and a file says how it went."""

import json
import os
import re
import resource
import sys
import threading
from collections.abc import Generator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import Phase, settings

MEMORY = 6 << 30  # bytes of address space: a loop that was made endless must not take the machine
TIMES = 10  # a test may take this many times of what it took before, and some seconds in any case
SCRIPTS = "monitor/store/scripts"  # a script is reached by the name that the link is given


@dataclass(slots=True)
class Ran:
    """How a run went.

    Attributes:
        exit: pytest's exit code.
        failed: the first test that failed, "" if none did.
        timed_out: it failed because it took too long.
        seconds: of each test, set-up and all.
        reach: of each function ("file:line") and script, the tests that enter it; filled when asked for.
        modules: what was imported, of the tree or not, in that order.
        patterns: the expressions that were compiled, with their flags.
    """

    exit: int = -1
    failed: str = ""
    timed_out: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    reach: dict[str, list[str]] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)
    patterns: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """What to run: these tests of the copy, those `first` before the others.

    Attributes:
        tree: the copy.
        tests: paths in it.
        scratch: a folder for what the run leaves behind.
        patience: seconds that a test may take on top of a multiple of what it took before.
        code: the files whose reach is measured.
        first: the tests that reach what was changed.
        seconds: what each test took over the tree as it is.
    """

    tree: Path
    tests: tuple[str, ...]
    scratch: Path
    patience: float
    code: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def result(self) -> Path:
        """The file that says how it went."""
        return self.scratch / "result.json"


def run(order: Order, *, measure: bool) -> None:
    """Become a test run: never returns. `measure` keeps bytecode and notes which test reaches what."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _settle_in(order, keep_bytecode=measure)
    settings.register_profile(
        "mutants", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], deadline=None
    )
    settings.load_profile("mutants")
    ran = Ran()
    watch = _Watch(order, ran, measure=measure)
    words = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", f"--basetemp={order.scratch / 't'}"]
    words += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    if measure:
        words.remove("-x")
    ran.exit = int(pytest.main([*words, *order.tests], plugins=[watch]))
    if measure:
        ran.modules = list(sys.modules)
        compiled = re._cache  # type: ignore[attr-defined] # noqa: SLF001
        ran.patterns = [(text, flags) for kind, text, flags in compiled if kind is str]
    order.result.write_text(json.dumps(asdict(ran)), encoding="utf-8")
    os._exit(0)


def _settle_in(order: Order, *, keep_bytecode: bool) -> None:
    """Make the copy the only tree there is, for this process and for those it starts."""
    own = {path.name.removesuffix(".py") for path in order.tree.iterdir()}
    for name in sorted(sys.modules):
        if name.partition(".")[0] in own:
            del sys.modules[name]
    os.chdir(order.tree)
    sys.path[:] = [str(order.tree), *(path for path in sys.path if path and not _is_tree(Path(path)))]
    sys.path_importer_cache.clear()
    sys.dont_write_bytecode = not keep_bytecode
    os.environ |= {
        "PYTHONPATH": str(order.tree),
        "TMPDIR": str(order.scratch),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    log = os.open(order.scratch / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)


def _is_tree(path: Path) -> bool:
    return (path / "pyproject.toml").exists()


class _Watch:
    """A plugin: puts tests in order, gives each its time, and notes what they do."""

    def __init__(self, order: Order, ran: Ran, *, measure: bool) -> None:
        self.order, self.ran, self.measure = order, ran, measure
        self.entered: set[str] = set()
        self.prefix = f"{order.tree}{os.sep}"

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.measure:
            return
        seconds = self.order.seconds
        items.sort(key=lambda item: (item.nodeid not in self.order.first, seconds.get(item.nodeid, 0.0)))
        for item in items:
            item.add_marker(pytest.mark.timeout(self.order.patience + TIMES * seconds.get(item.nodeid, 0.0)))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        if not self.measure:
            return (yield)
        self.entered.clear()
        self._trace(on=True)
        try:
            return (yield)
        finally:
            self._trace(on=False)
            for place in self.entered:
                self.ran.reach.setdefault(place, []).append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran.seconds[report.nodeid] = self.ran.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed and not self.ran.failed:
            self.ran.failed = report.nodeid
            self.ran.timed_out = "Timeout (>" in str(report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.ran.failed:
            self.ran.failed = report.nodeid

    def _trace(self, *, on: bool) -> None:
        tracer = self._enter if on else None
        sys.settrace(tracer)
        threading.settrace(tracer)

    def _enter(self, frame: FrameType, _event: str, _what: object) -> None:
        """Note the functions that are entered; `None` leaves their lines alone."""
        code = frame.f_code
        file = code.co_filename.removeprefix(self.prefix)
        if file not in self.order.code:
            return
        self.entered.add(f"{file}:{code.co_firstlineno}")
        for name in ("script", "calls"):
            given = frame.f_locals.get(name)
            for call in [given] if isinstance(given, str) else given or ():
                self.entered.add(f"{SCRIPTS}/{getattr(call, 'script', call)}.lua:0")
