"""When a story's page is asked again, and what a host may be asked at most."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cadence import (
    Budget,
    spend,
    wait_for_failed_page,
    wait_for_page,
)
from monitor.model.feed import FeedState

chance = st.floats(0, 1)
DAY = 86_400.0
GAPS = [60 * n for n in (2, 5, 10, 20, 40, 60, 120, 240, 480, 1440, 2880, 5760)]


def test_minutes_then_hours_then_days() -> None:
    minutes = [wait_for_page(step, 0, 0) for step in range(12)]
    assert minutes == GAPS
    assert wait_for_page(99, 0, 0) == 4 * DAY


def test_a_page_is_watched_for_a_fortnight() -> None:
    step, age, visits = 0, 0.0, 0
    while (wait := wait_for_page(step, age, 0.5)) is not None:
        step, age, visits = step + 1, age + wait, visits + 1
    assert visits == 13
    assert age <= 14 * DAY < age + 4 * DAY * 1.1


@given(step=st.integers(-1, 100), age=st.floats(0, 1e8), jitter=chance)
def test_no_visit_falls_after_the_fortnight(step: int, age: float, jitter: float) -> None:
    wait = wait_for_page(step, age, jitter)
    assert wait is None or (wait >= 120 and age + wait <= 14 * DAY)


@given(
    step=st.integers(0, 50),
    failures=st.integers(1, 1000),
    state=st.sampled_from([FeedState.FAILING, FeedState.BLOCKED, FeedState.MALFORMED]),
    retry_after=st.none() | st.floats(0, 1e9),
    jitter=chance,
)
def test_a_failing_page_is_asked_no_sooner_than_an_unchanged_one_and_daily_at_least(
    step: int, failures: int, state: FeedState, retry_after: float | None, jitter: float
) -> None:
    wait = wait_for_failed_page(step, failures, state, retry_after, jitter)
    assert min(GAPS[min(step, 11)], DAY) <= wait <= DAY * 1.1
    assert wait >= min(retry_after or 0.0, DAY)


def test_failures_double_the_wait() -> None:
    waits = [wait_for_failed_page(0, n, FeedState.BLOCKED, None, 0) for n in range(1, 12)]
    assert waits == [min(120.0 * 2**n, DAY) for n in range(11)]
    assert wait_for_failed_page(0, 1, FeedState.GONE, None, 0) == DAY


@given(
    gaps=st.lists(st.tuples(st.floats(0, 3600), st.booleans()), max_size=200),
    budget=st.builds(Budget, per_hour=st.floats(1, 500), burst=st.floats(1, 50), reserve=st.floats(0, 10)),
)
def test_no_hour_sees_more_than_the_budget_and_one_burst(
    gaps: list[tuple[float, bool]], budget: Budget
) -> None:
    now, left, granted = 0.0, None, []
    for gap, first in gaps:
        now += gap
        left, wait = spend(left, budget, now, 0.0, first=first)
        if wait == 0:
            granted.append(now)
    for at in granted:
        inside = [moment for moment in granted if at <= moment < at + 3600]
        assert len(inside) <= budget.per_hour + budget.burst + 1


@given(delay=st.floats(0.1, 300), gaps=st.lists(st.floats(0, 400), max_size=60))
def test_a_crawl_delay_lies_between_any_two_requests(delay: float, gaps: list[float]) -> None:
    now, left, granted = 0.0, None, []
    for gap in gaps:
        now += gap
        left, wait = spend(left, Budget(), now, delay, first=True)
        if wait == 0:
            granted.append(now)
    assert all(later - sooner >= delay - 1e-6 for sooner, later in pairwise(granted))


def test_who_waits_as_long_as_told_is_served() -> None:
    budget, left, now = Budget(per_hour=60, burst=2, reserve=1), None, 0.0
    for _ in range(10):
        left, wait = spend(left, budget, now, 0.0, first=False)
        if wait:
            now += wait
            left, wait = spend(left, budget, now, 0.0, first=False)
            assert wait == pytest.approx(0, abs=1e-6)


def test_revisits_leave_the_reserve_to_pages_not_yet_seen() -> None:
    budget, left = Budget(per_hour=60, burst=5, reserve=3), None
    served = []
    for first in (False, False, False, True, True, True, True):
        left, wait = spend(left, budget, 0.0, 0.0, first=first)
        served.append(wait == 0)
    assert served == [True, True, False, True, True, True, False]
