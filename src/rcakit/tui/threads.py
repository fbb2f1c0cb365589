"""Work in threads: jobs one after another in their lanes, and a look that does not wait long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TypeVar
from weakref import WeakSet

import attrs

from rcakit.tui.beside import Job, Outcome

T = TypeVar("T")
_alive: WeakSet[Thread] = WeakSet()


def _begin(target: Callable[..., object], *arguments: object) -> Thread:
    thread = Thread(target=target, args=arguments, daemon=True)
    _alive.add(thread)
    thread.start()
    return thread


def all_ended(seconds: float) -> bool:
    """Whether every thread has come to an end, after waiting that long at most."""
    until = monotonic() + seconds
    for thread in list(_alive):
        thread.join(max(until - monotonic(), 0))
    return not any(thread.is_alive() for thread in _alive)


def within(seconds: float, compute: Callable[[], T]) -> T | None:
    """What `compute` gives, or None where that takes longer; it is told to stop then."""
    found: list[Outcome] = []
    job = Job("", None, compute)
    _begin(lambda: found.append(_outcome(job))).join(seconds)
    if not found:
        job.work.stopped = True
        return None
    if found[0].error is not None:
        raise found[0].error
    value: T | None = found[0].value
    return value


@attrs.define
class Threads:
    """The threads of one screen.

    They are daemons: a plugin that never comes to an end does not keep the program from ending.
    """

    _lanes: dict[str, asyncio.Future[Outcome]] = attrs.field(factory=dict)

    async def run(self, job: Job) -> Outcome:
        """What comes of a job, when it comes to an end.

        A job waits for the one before it in its lane, which has been told to stop by then; one
        that is stopped while it waits is never begun.
        """
        loop = asyncio.get_running_loop()
        before = self._lanes.get(job.lane) if job.lane else None
        ended: asyncio.Future[Outcome] = loop.create_future()
        if job.lane:
            self._lanes[job.lane] = ended
        try:
            if before is not None:
                await asyncio.wait([before])
            if job.work.stopped:
                ended.set_result(Outcome(stopped=True))
            else:
                _begin(_run, job, loop, ended)
            await asyncio.wait([ended])
        except asyncio.CancelledError:
            job.work.stopped = True
            raise
        return ended.result()


def _run(job: Job, loop: asyncio.AbstractEventLoop, ended: asyncio.Future[Outcome]) -> None:
    outcome = _outcome(job)
    # The screen may be gone by now, and its loop with it.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_end, ended, outcome)


def _outcome(job: Job) -> Outcome:
    try:
        return job.run()
    except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
        return Outcome(error=error)


def _end(ended: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not ended.done():
        ended.set_result(outcome)
