"""Calls into a plugin's code that come back: each runs in a thread of its own, and is waited for.

Nothing in Python ends a thread from outside. A call that does not come back is asked to stop, by
an exception in its thread, and left behind where it does not; its thread is a daemon, holds none
of our locks, and is never used again. What is handed over and back costs some microseconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from queue import SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

import attrs

from rcakit.plugins.processor import clock_here, seconds_of
from rcakit.plugins.quiet import be_quiet, listen
from rcakit.working import Stopped, Work, watched, watching

T = TypeVar("T")
SLICE = 0.2
"""Seconds between looks at a call that takes long."""
GRACE = 5.0
"""Seconds that a call which a person stopped has to come back by itself."""
_STARVED = 4
"""How many times the limit a call is waited for on a machine that lets it compute too little."""


class Late(Exception):
    """A call did not come back.

    Attributes:
        seconds: How long it was waited for.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"it did not come back within {seconds:.3g} seconds")


class Abandoned(Stopped):
    """A call that a person stopped, and that went on."""


@attrs.define(eq=False)
class _Call(Generic[T]):
    """One call: what to run, and what came of it."""

    function: Callable[[], T]
    context: Context
    value: T | None = None
    error: BaseException | None = None
    done: Any = attrs.field(factory=Lock)

    def run(self) -> None:
        try:
            self.value = self.context.run(self.function)
        except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
            self.error = error
        finally:
            self.done.release()


class _Runner:
    """A thread that runs one call after another."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[_Call[Any] | None] = SimpleQueue()
        self.clock: int | None = None
        self.thread = Thread(target=self._run, name="rcakit-plugin", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        # What asks a call to stop may arrive when the call has just come to its end.
        with suppress(BaseException):
            be_quiet()
            self.clock = clock_here()
            while (call := self._calls.get()) is not None:
                call.run()

    def begin(self, call: _Call[Any] | None) -> None:
        self._calls.put(call)

    def leave(self) -> None:
        """Ask the call under way to stop, and use the thread no more."""
        self.begin(None)
        self._interrupt()

    def _interrupt(self) -> None:
        import ctypes

        ident = ctypes.c_ulong(self.thread.ident or 0)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(Stopped))


_idle: list[_Runner] = []
# A fork has none of the threads of the process it was made from.
os.register_at_fork(after_in_child=_idle.clear)


def run(function: Callable[[], T], limit: float, *, telling: bool) -> T:
    """What `function` gives, called in a thread of its own.

    Args:
        function: Calls a plugin.
        limit: Seconds after which it is left behind; 0 for never.
        telling: Whether each `working.tell` of it begins the limit anew.

    Raises:
        Late: It did not come back.
        Stopped: The one who wants the result wants it no more.
        BaseException: What `function` raised.
    """
    listen()
    work = watching() or Work()
    with watched(work):
        call = _Call(function, copy_context())
    call.done.acquire()
    runner = _taken()
    runner.begin(call)
    try:
        _wait(call, runner, work, limit, telling=telling)
    except BaseException:
        # The limit, the person, or a signal such as that of ctrl+c.
        runner.leave()
        raise
    _idle.append(runner)
    if call.error is not None:
        raise call.error
    return call.value  # type: ignore[return-value]


def _taken() -> _Runner:
    with suppress(IndexError):
        return _idle.pop()
    return _Runner()


def _wait(call: _Call[Any], runner: _Runner, work: Work, limit: float, *, telling: bool) -> None:
    if call.done.acquire(timeout=SLICE):
        return
    patience = _Patience(limit, runner)
    told, stopped = work.told, 0.0
    while not call.done.acquire(timeout=min(SLICE, limit or SLICE)):
        if telling and work.told != told:
            told = work.told
            patience = _Patience(limit, runner)
        stopped += SLICE if work.stopped else 0.0
        if stopped >= GRACE:
            raise Abandoned
        if patience.over():
            raise Late(limit)


class _Patience:
    """How long a call has been waited for, in time that it could have used.

    A machine that is busy with something else, or was asleep, is not held against a plugin: what
    counts is the time in which the call had the processor, or did not ask for it.
    """

    def __init__(self, limit: float, runner: _Runner) -> None:
        self._limit = limit
        self._runner = runner
        self._at = monotonic()
        self._computed = seconds_of(runner.clock)
        self._used = self._waited = SLICE

    def over(self) -> bool:
        """Whether it has been waited for long enough."""
        at, computed = monotonic(), seconds_of(self._runner.clock)
        passed, had = min(at - self._at, 2 * SLICE), computed - self._computed
        self._at, self._computed = at, computed
        starved = 0 < 2 * had < passed
        self._used += 2 * had if starved else passed
        self._waited += passed
        late = self._used >= self._limit or self._waited >= _STARVED * self._limit
        return bool(self._limit) and late
