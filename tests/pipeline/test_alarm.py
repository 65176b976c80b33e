"""When a loop turns: rung, at its time, or at the sweep; times close together are one ring."""

import asyncio
from datetime import timedelta

from monitor.clock import SystemClock
from monitor.pipeline.alarm import Alarm

FAR = 3600.0  # seconds: the sweep has no part in it


async def test_a_ring_wakes_at_once_and_is_not_lost_when_it_comes_before_the_wait() -> None:
    alarm = Alarm(SystemClock())
    alarm.ring()
    async with asyncio.timeout(1):
        await alarm.wait(FAR)


async def test_a_ring_wakes_once() -> None:
    alarm = Alarm(SystemClock())
    alarm.ring()
    alarm.ring()
    await alarm.wait(FAR)
    waiting = asyncio.ensure_future(alarm.wait(FAR))
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()


async def test_it_rings_by_itself_at_the_sweep() -> None:
    async with asyncio.timeout(2):
        await Alarm(SystemClock()).wait(0.01)


async def test_it_rings_at_its_time_and_not_before() -> None:
    clock = SystemClock()
    alarm = Alarm(clock)
    due = clock.now() + timedelta(seconds=0.3)
    alarm.ring_at(due)
    alarm.ring_at(due + timedelta(hours=1))
    await alarm.wait(FAR)
    assert due <= clock.now() < due + timedelta(seconds=2)


async def test_an_earlier_time_set_later_is_not_missed() -> None:
    clock = SystemClock()
    alarm = Alarm(clock)
    alarm.ring_at(clock.now() + timedelta(hours=1))
    alarm.ring_at(clock.now())
    async with asyncio.timeout(2):
        await alarm.wait(FAR)


async def test_the_later_of_two_times_is_rung_after_the_earlier() -> None:
    clock = SystemClock()
    alarm = Alarm(clock)
    last = clock.now() + timedelta(seconds=0.6)
    for moment in (last, clock.now()):
        alarm.ring_at(moment)
    async with asyncio.timeout(3):
        await alarm.wait(FAR)
        assert clock.now() < last
        await alarm.wait(FAR)
        assert clock.now() >= last


async def test_a_hundred_times_within_a_moment_are_one_ring() -> None:
    clock = SystemClock()
    alarm = Alarm(clock)
    for number in range(100):
        alarm.ring_at(clock.now() + timedelta(milliseconds=number / 10))
    assert len(alarm._times) <= 2


async def test_nothing_to_wake_for_is_no_time() -> None:
    alarm = Alarm(SystemClock())
    alarm.ring_at(None)
    assert alarm._times == []
