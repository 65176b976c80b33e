"""A figure, its baseline, and how one is taken: the median of repeats, so that one busy moment does not count."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

T = TypeVar("T")

US: Final = 1e6
MS: Final = 1e3


@dataclass(frozen=True, slots=True)
class Baseline:
    """Something everybody knows, measured in the same run and in the figure's unit."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `note` says what a reader must know to read it fairly."""

    bench: str
    name: str
    value: float
    unit: str
    baseline: Baseline | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value over its baseline's; None where there is nothing to compare with."""
        return self.value / self.baseline.value if self.baseline and self.baseline.value else None


def seconds_each(work: Callable[[], object], times: int, repeats: int = 5) -> float:
    """Return seconds of one call of `work`: the median over `repeats` of the mean of `times` calls."""
    work()  # the first call pays for caches
    taken = []
    for _ in range(repeats):
        gc.collect()
        began = perf_counter()
        for _ in range(times):
            work()
        taken.append((perf_counter() - began) / times)
    return median(taken)


def seconds_over(work: Callable[[T], object], cases: Sequence[T], repeats: int = 3) -> list[float]:
    """Return seconds of `work` for each case: the median over `repeats` passes over all of them."""
    passes: list[list[float]] = []
    work(cases[0])
    for _ in range(repeats):
        gc.collect()
        taken = []
        for case in cases:
            began = perf_counter()
            work(case)
            taken.append(perf_counter() - began)
        passes.append(taken)
    return [median(times) for times in zip(*passes, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0…1) of the values do not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-int(share * 100) * len(ranked) // 100) - 1))]
