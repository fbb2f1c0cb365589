"""Runs jobs, each in a thread of its own, and those of one lane one after another."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread

import attrs

from rcakit.tui.beside import Job, Outcome


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
                Thread(target=_run, args=(job, loop, ended), daemon=True).start()
            await asyncio.wait([ended])
        except asyncio.CancelledError:
            job.work.stopped = True
            raise
        return ended.result()


def _run(job: Job, loop: asyncio.AbstractEventLoop, ended: asyncio.Future[Outcome]) -> None:
    try:
        outcome = job.run()
    except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
        outcome = Outcome(error=error)
    # The screen may be gone by now, and its loop with it.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_end, ended, outcome)


def _end(ended: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not ended.done():
        ended.set_result(outcome)
