"""Threads: one after another in a lane, told to stop, and never waited for longer than said."""

from __future__ import annotations

import asyncio
from threading import Event
from time import monotonic

import pytest

from rcakit.tui.beside import Job
from rcakit.tui.threads import Threads, all_ended, within
from rcakit.working import tell

PATIENCE = 10.0


def test_a_look_that_takes_long_is_not_waited_for() -> None:
    """It is told to stop, and None is what there is."""
    ended = Event()

    def endless() -> str:
        try:
            while True:
                tell()
        finally:
            ended.set()

    assert within(0.05, endless) is None
    assert ended.wait(PATIENCE)
    assert all_ended(PATIENCE)


def test_a_quick_look_is_there_at_once() -> None:
    """With its value, or what it raised."""
    assert within(PATIENCE, lambda: "seen") == "seen"

    def fails() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        within(PATIENCE, fails)


async def test_jobs_of_one_lane_wait_for_each_other() -> None:
    """Those of another do not; one stopped while it waits is never begun."""
    threads, gate, order = Threads(), Event(), list[str]()

    def job(name: str, lane: str, waits: Event | None = None) -> Job:
        def compute() -> str:
            if waits is not None:
                waits.wait(PATIENCE)
            order.append(name)
            return name

        return Job(name, None, compute, lane)

    first, second, third = job("1", "a", gate), job("2", "a"), job("3", "a")
    running = [asyncio.create_task(threads.run(one)) for one in (first, second, third)]
    await asyncio.sleep(0)
    assert (await threads.run(job("other", "b"))).value == "other"
    assert order == ["other"]
    second.work.stopped = True
    gate.set()
    outcomes = await asyncio.wait_for(asyncio.gather(*running), PATIENCE)
    assert [outcome.value for outcome in outcomes] == ["1", None, "3"]
    assert outcomes[1].stopped
    assert order == ["other", "1", "3"]


async def test_what_a_job_raises_comes_back() -> None:
    """As its error, in the loop of the screen."""

    def fails() -> str:
        raise ValueError("no")

    outcome = await Threads().run(Job("one", None, fails))
    assert isinstance(outcome.error, ValueError)


async def test_leaving_does_not_wait_for_a_thread() -> None:
    """A job that is under way is told to stop."""
    gate = Event()
    job = Job("one", None, lambda: gate.wait(PATIENCE))
    running = asyncio.create_task(Threads().run(job))
    await asyncio.sleep(0.01)
    began = monotonic()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert monotonic() - began < PATIENCE / 2
    assert job.work.stopped
    gate.set()
