from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.schedule import next_attempt

chance = st.floats(0, 1)
WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]  # seconds: 27 h 35 min in all
wait = st.floats(1, 7 * 86_400)


def test_the_schedule_is_that_of_standard_webhooks_then_dead() -> None:
    waits = [next_attempt(made, None, 0.0) for made in range(1, 10)]
    assert waits == [*WAITS, None, None]


@given(st.integers(1, 7), chance)
def test_jitter_only_ever_lengthens_a_wait_and_little(attempts: int, jitter: float) -> None:
    seconds = next_attempt(attempts, None, jitter)
    assert seconds is not None
    assert WAITS[attempts - 1] <= seconds <= 1.2 * WAITS[attempts - 1]


@given(st.integers(1, 7), wait, chance)
def test_never_earlier_than_retry_after_nor_later_than_twice(
    attempts: int, retry_after: float, jitter: float
) -> None:
    seconds = next_attempt(attempts, retry_after, jitter)
    assert seconds is not None
    assert retry_after <= seconds <= 2 * retry_after


@given(st.integers(1, 1_000), st.floats(0, allow_nan=False), chance, st.floats(0, 1e7) | st.none())
def test_whatever_is_asked_the_next_attempt_is_later_or_never(
    attempts: int, retry_after: float, jitter: float, age: float | None
) -> None:
    seconds = next_attempt(attempts, retry_after, jitter, age)
    assert seconds is None or seconds >= max(retry_after, 1.0)


def test_short_waits_do_not_kill_a_delivery_before_its_time() -> None:
    assert next_attempt(9, 1.0, 0.0) is None
    assert next_attempt(9, 1.0, 0.0, age=60.0) == 300.0
    assert next_attempt(9, 900.0, 0.0, age=60.0) == 900.0
    assert next_attempt(9, 1.0, 0.0, age=27 * 3600 + 35 * 60 + 5) is None


def test_a_receiver_that_asks_for_a_month_is_as_good_as_gone() -> None:
    assert next_attempt(1, 30 * 86_400.0, 0.0) is None
