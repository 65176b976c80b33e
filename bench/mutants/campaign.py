"""Runs a campaign: measures the tests once, then forks a run of them for every change.

The fork is of a process that has imported everything but the tree itself, so a run begins within a fraction of a
second. Each job has a copy of the tree of its own; the work tree is only read. Linux (it waits on pidfds).
"""

import importlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from time import monotonic

from bench.mutants import child
from bench.mutants.child import Order, Ran
from bench.mutants.mutant import Mutant
from bench.mutants.table import Package

SLACK = 60.0  # seconds on top of what all tests take together
TIMES = 5
GRACE = 10.0  # seconds to stop its servers in


class State(StrEnum):
    """What became of a change."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"


class TestsFail(Exception):  # noqa: N818 - it is a sentence
    """The tests fail before anything was changed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by`: the test that noticed."""

    package: str
    mutant: Mutant
    state: State
    by: str
    seconds: float


@dataclass(slots=True)
class Job:
    """A running fork."""

    pid: int
    handle: int
    order: Order
    mutant: Mutant
    began: float
    deadline: float
    interrupted: bool = False


def copy_tree(root: Path, target: Path) -> Path:
    """Copy what git knows or would know of, as it is now."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=False).stdout.decode().split("\0")  # noqa: S603
    names = listed if any(listed) else [str(path.relative_to(root)) for path in root.rglob("*")]
    for name in filter(None, names):
        source = root / name
        if source.is_file() and not any(part.is_symlink() for part in (source, root / Path(name).parts[0])):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target.resolve()


class Campaign:
    """`measure` each package once, then `judge` changes."""

    def __init__(self, root: Path, scratch: Path, jobs: int, patience: float) -> None:
        self.scratch = scratch
        self.first = copy_tree(root, scratch / "tree-0")
        if (shared := root.resolve().parent / "shared").is_dir():  # what some tests read beside the checkout
            (scratch / "shared").symlink_to(shared)
        self.jobs = jobs
        self.patience = patience
        self.trees = [self.first]
        self.measured: dict[str, Ran] = {}
        # Half of a run's start is compiling expressions: let none of them fall out again.
        re._MAXCACHE = 1 << 16  # type: ignore[attr-defined] # noqa: SLF001

    def measure(self, package: Package) -> Ran:
        """Run the tests over the tree as it is, twice: measured, and as over a change. Raises TestsFail.

        What fails in the second run alone would be taken for noticing every change there is.
        """
        order = Order(self.first, package.tests, self._scratch("measure"), self.patience, package.code)
        ran = self._unchanged(package, order, measure=True)
        self._warm_up(ran)
        self._unchanged(package, replace(order, seconds=ran.seconds), measure=False)
        self.measured[package.name] = ran
        return ran

    def _unchanged(self, package: Package, order: Order, *, measure: bool) -> Ran:
        os.waitpid(_fork(order, measure=measure), 0)
        ran = _read(order)
        if ran is None or ran.exit != 0:
            words = (order.scratch / "log").read_text(errors="replace")
            failed = ran.failed if ran else "the process died"
            raise TestsFail(f"{package.name}: the tests fail as they are: {failed}\n{words[-2000:]}")
        order.result.unlink()
        return ran

    def _warm_up(self, ran: Ran) -> None:
        """Import here what the tests import from outside the tree, and compile their expressions, once for all.

        In the order of the measured run: `_asyncio` before `asyncio` leaves two halves that do not fit. What begins
        with an underscore comes with the module it belongs to.
        """
        for name in ran.modules:
            if not name.startswith("_") and not (self.first / name.partition(".")[0]).is_dir():
                with suppress(Exception):
                    importlib.import_module(name)
        for text, flags in ran.patterns:
            re.compile(text, flags)

    def judge(
        self, package: Package, mutants: Sequence[Mutant], tell: Callable[[Verdict], None]
    ) -> list[Verdict]:
        """Run the tests over each change; `tell` hears each verdict as it falls."""
        while len(self.trees) < self.jobs:
            target = self.scratch / f"tree-{len(self.trees)}"
            self.trees.append(Path(shutil.copytree(self.first, target)).resolve())
        waiting, free, running = list(reversed(mutants)), list(self.trees), list[Job]()
        verdicts = []
        while waiting or running:
            while waiting and free:
                running.append(self._start(package, waiting.pop(), free.pop()))
            for job in _ended(running):
                running.remove(job)
                free.append(job.order.tree)
                verdicts.append(self._end(package, job))
                tell(verdicts[-1])
        place = {mutant: number for number, mutant in enumerate(mutants)}
        return sorted(verdicts, key=lambda verdict: place[verdict.mutant])

    def _start(self, package: Package, mutant: Mutant, tree: Path) -> Job:
        ran = self.measured[package.name]
        reached = frozenset(ran.reach.get(f"{mutant.file}:{mutant.reach}", ()))
        scratch = self._scratch(tree.name)
        order = Order(tree, package.tests, scratch, self.patience, package.code, reached, ran.seconds)
        _replace(tree / mutant.file, mutant.mutated, newer=True)
        pid = _fork(order, measure=False)
        now = monotonic()
        limit = SLACK + TIMES * sum(ran.seconds.values())
        return Job(pid, os.pidfd_open(pid), order, mutant, now, now + limit)

    def _end(self, package: Package, job: Job) -> Verdict:
        os.waitpid(job.pid, 0)
        os.close(job.handle)
        with suppress(ProcessLookupError):
            os.killpg(job.pid, signal.SIGKILL)
        _replace(job.order.tree / job.mutant.file, job.mutant.source, newer=False)
        ran = _read(job.order)
        if job.interrupted or (ran is not None and ran.timed_out):
            state = State.TIMED_OUT
        elif ran is not None and ran.exit == 0:
            state = State.SURVIVED
        else:
            state = State.KILLED
        shutil.rmtree(job.order.scratch, ignore_errors=True)
        by = ran.failed if ran else "the process died"
        return Verdict(package.name, job.mutant, state, by, round(monotonic() - job.began, 2))

    def _scratch(self, name: str) -> Path:
        folder = self.scratch / f"s-{name}"  # short: sockets lie in it
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


def _fork(order: Order, *, measure: bool) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        child.run(order, measure=measure)
    finally:
        os._exit(70)


def _ended(running: Sequence[Job]) -> Iterator[Job]:
    """Wait until a fork has ended, interrupting those whose time is up: gently first, so that servers are stopped."""
    soonest = min(job.deadline for job in running)
    ready, _, _ = select.select([job.handle for job in running], [], [], max(0.0, soonest - monotonic()))
    for job in running:
        if job.handle in ready:
            yield job
        elif monotonic() >= job.deadline:
            with suppress(ProcessLookupError):
                os.killpg(job.pid, signal.SIGKILL if job.interrupted else signal.SIGINT)
            job.interrupted = True
            job.deadline = monotonic() + GRACE


def _read(order: Order) -> Ran | None:
    try:
        return Ran(**json.loads(order.result.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


@contextmanager
def _kept_time(path: Path, *, newer: bool) -> Iterator[None]:
    """Bytecode goes by the time of a file, in seconds: a change is a day newer, the original as old as it was."""
    was = path.stat().st_mtime_ns
    yield
    day = 86_400_000_000_000
    os.utime(path, ns=(was, was + day if newer else was - day))


def _replace(path: Path, text: bytes, *, newer: bool) -> None:
    with _kept_time(path, newer=newer):
        path.write_bytes(text)
