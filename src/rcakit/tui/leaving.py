"""Leaving the app when it was not a person who said so: a fault of ours, or a signal.

Answers are saved if they can be, the terminal is given back, and the process ends in time, also
where the app itself hangs.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from textual.worker import WorkerFailed

from rcakit.errors import Exit, RcakitError
from rcakit.faults import write_report
from rcakit.tui.restored import restore, state_of
from rcakit.working import Stopped

if TYPE_CHECKING:
    from rcakit.session import Session

SAVING = 1.0
"""Seconds that a last save is waited for."""
PATIENCE = 1.5
"""Seconds in which the app has to end by itself."""
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_SAVED = "What you answered is saved."


@attrs.define(eq=False)
class Leaving:
    """How one run of the app ends.

    Attributes:
        sessions: What was opened, to be saved at the end.
        trouble: What the app failed at; None where it did not.
        signal: The signal that ended it; 0 for none.
        tell: Says a sentence on the screen.
        end: Ends the app, with an exit code.
    """

    sessions: list[Session] = attrs.field(factory=list)
    trouble: BaseException | None = None
    signal: int = 0
    tell: Callable[[str], None] = attrs.field(default=lambda _: None)
    end: Callable[[int], None] = attrs.field(default=lambda _: None)
    _loop: asyncio.AbstractEventLoop | None = None
    _told: set[tuple[str, str]] = attrs.field(factory=set)
    _last: threading.Timer | None = None
    _terminal: Any = None
    _watching: bool = False

    def begin(self) -> None:
        """The app runs, in the loop of this thread; what fails in it beside the screen is told."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._of_loop)

    def failed(self, error: BaseException) -> None:
        """The app failed; from now on it has little time to end."""
        if self.trouble is None:
            self.trouble = error.error if isinstance(error, WorkerFailed) else error
            self._hurry()

    def kept(self) -> str:
        """Save what is not saved; a sentence about what became of it."""
        said: list[str] = []

        def save() -> None:
            for session in self.sessions:
                try:
                    if not session.saved:
                        session.save()
                except (RcakitError, OSError) as error:
                    said.append(f"The last answers are not saved: {error}")
            said.append("")

        thread = threading.Thread(target=save, daemon=True)
        thread.start()
        thread.join(SAVING)
        if not said:
            return "The last answers may not be saved: the save did not come to its end."
        return said[0] or _SAVED

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Signals and failures of threads are met, for as long as the block runs."""
        self._terminal = state_of(sys.__stdin__)
        self._watching = True
        before = {one: signal.getsignal(one) for one in _SIGNALS}
        hooks = threading.excepthook, sys.unraisablehook
        for one in _SIGNALS:
            # Who started us may have said that a closed terminal is none of our business.
            if before[one] is not signal.SIG_IGN:
                signal.signal(one, self._signalled)
        threading.excepthook, sys.unraisablehook = self._of_thread, self._of_nobody
        try:
            yield
        finally:
            self._watching = False
            threading.excepthook, sys.unraisablehook = hooks
            for one in _SIGNALS:
                signal.signal(one, before[one])
            if self._last is not None:
                self._last.cancel()

    @property
    def code(self) -> int:
        """The exit code of an end that nobody at the keyboard wanted; 0 for any other."""
        if self.signal:
            return 128 + self.signal
        return int(Exit.INTERNAL) if self.trouble is not None else 0

    # -- what happens ------------------------------------------------------------------------

    def _signalled(self, number: int, _: object) -> None:
        if self.signal:
            return
        self.signal = number
        self._hurry()
        loop = self._loop
        if loop is None or loop.is_closed():
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(self._end_soon)

    def _end_soon(self) -> None:
        self.kept()
        self.end(self.code)

    def _hurry(self) -> None:
        """End by force where the app does not end by itself."""
        if not self._watching:
            return
        # What is under way now is not awaited any more, and nobody is told of that.
        warnings.simplefilter("ignore")
        self._last = threading.Timer(PATIENCE, self._force)
        self._last.daemon = True
        self._last.start()

    def _force(self) -> None:
        kept = self.kept()
        restore(self._terminal)
        if self.trouble is not None:
            with suppress(OSError):
                path = _written(self.trouble)
                said = f"rcakit: This is a fault of rcakit, not yours. A report is in {path} {kept}"
                os.write(2, f"{said}\n".encode())
        os._exit(self.code)

    def _of_loop(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._beside(error)

    def _of_thread(self, given: threading.ExceptHookArgs) -> None:
        error = given.exc_value
        if error is None or isinstance(error, Stopped | SystemExit):
            return
        if given.thread is not None and given.thread.name.startswith("textual"):
            # Without the thread that reads the keys nobody could leave.
            self.failed(error)
            if self._loop is not None:
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self.end, self.code)
            return
        self._beside(error)

    def _of_nobody(self, given: Any) -> None:
        if isinstance(given.exc_value, BaseException):
            self._beside(given.exc_value)

    def _beside(self, error: BaseException) -> None:
        """Something failed that the screen does not need: report it, and say so once."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        key = (type(error).__name__, place)
        if key in self._told or isinstance(error, Stopped):
            return
        self._told.add(key)
        said = (
            f"Something beside the screen failed ({key[0]}); a report is in {_written(error)}. "
            "rcakit goes on."
        )
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self.tell, said)


def _written(error: BaseException) -> str:
    try:
        return str(write_report(error))
    except OSError:
        return f"no file, since none could be written to {Path.home()}"
