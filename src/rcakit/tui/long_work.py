"""Long work beside the keyboard: begun, followed on one line, stopped, begun again."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import attrs
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from rcakit.text import shorten
from rcakit.tui.beside import Beside, Job
from rcakit.tui.threads import Threads
from rcakit.tui.widgets.middle import Middle

PATIENCE = 0.2
"""Seconds of work that nothing is said of."""
TICK = 0.1
"""Seconds between looks at how far it is."""
_BAR = 10
_WORDS = 34


class Host(Protocol):
    """What long work needs of the screen it is done for."""

    def run_beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Let it run beside the keyboard."""

    def every(self, seconds: float, look: Callable[[], None]) -> Timer:
        """Look now and then."""

    def say_progress(self, said: Content) -> None:
        """Show on one line how far it is; an empty one shows nothing."""

    def come(self) -> None:
        """Something has come to an end; draw it."""


@attrs.frozen
class OnScreen:
    """The screen as host.

    Attributes:
        screen: Where it is shown.
        middle: Has the line for how far it is.
        draw: Draws the screen anew.
    """

    screen: Screen[None]
    middle: Middle
    draw: Callable[[], Coroutine[Any, Any, None]]

    def run_beside(self, work: Coroutine[Any, Any, None]) -> None:
        """As a worker of the screen, which ends with it."""
        self.screen.run_worker(work, group="long")

    def every(self, seconds: float, look: Callable[[], None]) -> Timer:
        """By a timer of the screen."""
        return self.screen.set_interval(seconds, look)

    def say_progress(self, said: Content) -> None:
        """In the frame of the work."""
        self.middle.say_progress(said)

    def come(self) -> None:
        """Draw after what is being done now."""
        if self.screen.is_mounted:
            self.screen.call_later(self.draw)


@attrs.define
class LongWork:
    """Runs the jobs of one desk in threads, and says how far they are."""

    beside: Beside
    host: Host
    _threads: Threads = attrs.field(factory=Threads)
    _timer: Timer | None = None

    def __attrs_post_init__(self) -> None:
        self.beside.start = self.start

    def start(self, job: Job) -> None:
        """Have a job run."""
        self.host.run_beside(self._run(job))
        if self._timer is None:
            self._timer = self.host.every(TICK, self.look)

    def do(self, what: str, compute: Callable[[], None]) -> None:
        """Do something in a thread that nobody waits for, one after the other of its kind."""
        self.host.run_beside(self._done(Job(what, None, compute, what)))

    async def _done(self, job: Job) -> None:
        outcome = await self._threads.run(job)
        if outcome.error is not None:
            raise outcome.error
        self.host.come()

    async def _run(self, job: Job) -> None:
        outcome = await self._threads.run(job)
        wanted = self.beside.ended(job, outcome)
        if outcome.error is not None:
            raise outcome.error
        if wanted:
            self.host.come()

    def look(self) -> None:
        """Say how far the work is, and stop looking where there is none."""
        if not self.beside.under_way and self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.host.say_progress(progress(self.beside))

    def turn(self) -> bool:
        """Stop what is under way, or begin again what was stopped; whether there was either."""
        turned = self.beside.stop() or self.beside.again()
        if turned:
            self.host.come()
        self.look()
        return turned

    def end(self) -> None:
        """Nobody looks any more."""
        for job in self.beside.under_way:
            job.work.stopped = True


def progress(beside: Beside) -> Content:
    """One line: what is being done, how far it is, and the key that stops or begins it."""
    long = [job for job in beside.under_way if job.age >= PATIENCE]
    if long:
        return _under_way(long[0])
    if beside.stopped:
        title = shorten(beside.stopped[0].title, _WORDS)
        return Content.assemble(
            (f" {title} stopped · ", "$text-warning"),
            ("ctrl+g", "bold $accent"),
            (" works it out ", "$faint"),
        )
    return Content("")


def _under_way(job: Job) -> Content:
    # What a plugin tells of its work may be anything.
    what = shorten(str(job.work.what), _WORDS)
    part = job.work.part
    what = what or f"{shorten(job.title, _WORDS)} is being worked out"
    parts: list[tuple[str, str]] = [(f" {what} ", "$foreground")]
    if isinstance(part, int | float) and 0 <= part <= 1:
        done = round(part * _BAR)
        parts += [("━" * done, "$accent"), ("━" * (_BAR - done), "$fainter")]
        parts.append((f" {part:.0%}", "$faint"))
    elif job.age >= 1:
        parts.append((f"{job.age:.0f} s", "$faint"))
    parts += [(" · ", "$fainter"), ("ctrl+g", "bold $accent"), (" stops it ", "$faint")]
    return Content.assemble(*parts)
