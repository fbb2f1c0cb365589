"""What is computed beside the keyboard: what is wanted, what is there, and of what it was made.

Nothing here knows a thread or a screen. Whoever owns a `Beside` says by `start` how a job is run,
and tells it by `ended` what came of it; left alone, a job is run at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from time import monotonic
from typing import Any

import attrs

from rcakit.working import Stopped, Work, tell, watched


@attrs.define(eq=False)
class Job:
    """One computation.

    Attributes:
        name: What it gives; of two jobs with one name the later takes the place of the earlier.
        of: What it is computed from, usually a postmortem; told apart by identity.
        compute: Computes it; may take long.
        lane: Jobs of one lane never run at the same time, since they ask the same plugin.
        title: What it is called to a person.
        work: How far it is, and the way to stop it.
        began: When it was wanted, in seconds of the monotonic clock.
    """

    name: str
    of: object
    compute: Callable[[], Any]
    lane: str = ""
    title: str = ""
    work: Work = attrs.field(factory=Work)
    began: float = attrs.field(factory=monotonic)

    def run(self) -> Outcome:
        """Compute it, here and now."""
        try:
            with watched(self.work):
                tell()
                return Outcome(self.compute())
        except Stopped:
            return Outcome(stopped=True)

    @property
    def age(self) -> float:
        """Seconds since it was wanted."""
        return monotonic() - self.began


@attrs.frozen
class Outcome:
    """What came of a job: its value, that it was stopped, or what it raised."""

    value: Any = None
    stopped: bool = False
    error: BaseException | None = None


class State(StrEnum):
    """How what is there stands to what is wanted."""

    FRESH = "fresh"
    WORKING = "working"
    STOPPED = "stopped"


@attrs.define
class Beside:
    """Keeps the last value of each name, and one job under way for it.

    Attributes:
        start: Has a job run, and `ended` called in the thread of the screen afterwards.
    """

    start: Callable[[Job], None] | None = None
    _last: dict[str, tuple[object, Any]] = attrs.field(factory=dict)
    _jobs: dict[str, Job] = attrs.field(factory=dict)
    _stopped: dict[str, Job] = attrs.field(factory=dict)

    def want(
        self, name: str, of: object, compute: Callable[[], Any], lane: str = "", title: str = ""
    ) -> State:
        """Have `name` computed from `of`, unless that is there, under way, or was stopped.

        What is under way for something else is stopped; nobody wants it any more.
        """
        if self._is_of(name, of):
            self._let_go(name)
            return State.FRESH
        halted = self._stopped.get(name)
        if halted is not None and halted.of is of:
            return State.STOPPED
        under_way = self._jobs.get(name)
        if under_way is not None and under_way.of is of:
            return State.WORKING
        self._let_go(name)
        self._begin(Job(name, of, compute, lane, title))
        return State.FRESH if self._is_of(name, of) else State.WORKING

    def _is_of(self, name: str, of: object) -> bool:
        return name in self._last and self._last[name][0] is of

    def _begin(self, job: Job) -> None:
        self._stopped.pop(job.name, None)
        self._jobs[job.name] = job
        if self.start is None:
            self.ended(job, job.run())
        else:
            self.start(job)

    def ended(self, job: Job, outcome: Outcome) -> bool:
        """Take in what came of a job; whether anybody still wanted it."""
        if self._jobs.get(job.name) is not job:
            return False
        del self._jobs[job.name]
        if outcome.stopped:
            self._stopped[job.name] = job
        elif outcome.error is None:
            self._last[job.name] = (job.of, outcome.value)
        return True

    def last(self, name: str) -> Any:
        """The last value of `name`, of whatever it was made; None before there is one."""
        return self._last.get(name, (None, None))[1]

    def last_of(self, name: str) -> Any:
        """What the last value of `name` was made of."""
        return self._last.get(name, (None, None))[0]

    def forget(self, name: str) -> None:
        """Want `name` no more, and keep nothing of it."""
        self._let_go(name)
        self._last.pop(name, None)

    def _let_go(self, name: str) -> None:
        job = self._jobs.pop(name, None)
        if job is not None:
            job.work.stopped = True
        self._stopped.pop(name, None)

    def only(self, names: Collection[str]) -> None:
        """Stop what nobody looks at any more."""
        for name in [*self._jobs, *self._stopped]:
            if name not in names:
                self._let_go(name)

    @property
    def under_way(self) -> tuple[Job, ...]:
        """The jobs that somebody waits for, the oldest first."""
        return tuple(self._jobs.values())

    @property
    def stopped(self) -> tuple[Job, ...]:
        """The jobs that a person stopped."""
        return tuple(self._stopped.values())

    def stop(self) -> bool:
        """Stop all that is under way, since a person says so; whether there was anything."""
        jobs = self.under_way
        for job in jobs:
            job.work.stopped = True
            del self._jobs[job.name]
            self._stopped[job.name] = job
        return bool(jobs)

    def again(self) -> bool:
        """Compute again what a person stopped; whether there was anything."""
        jobs = self.stopped
        for job in jobs:
            self._begin(Job(job.name, job.of, job.compute, job.lane, job.title))
        return bool(jobs)
