"""A program in a real pseudo-terminal: keys go in, the very bytes it writes come out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping

import pyte
from terminal_grammar import Token, text_of, tokens

QUIET = 0.1
"""Seconds without output after which a screen counts as drawn."""
ANSWER = 0.4
"""Seconds in which a key that does something begins to show it."""


class Terminal:
    """A Python program in a pseudo-terminal.

    Attributes:
        raw: All it has written there.
        ended: Whether it has gone.
        judge: Told of every piece of it that `lines` takes in.
    """

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (190, 50),
        environment: Mapping[str, str] | None = None,
        judge: Callable[[Token], object] = lambda _: None,
    ) -> None:
        self.judge = judge
        self.process, self.screen = pty.fork()
        if self.process == 0:
            # Here, so that it is so before the program asks.
            _set_size(0, *size)
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            # Not execv: readline tells C of COLUMNS, past os.environ.
            given = {**os.environ, **terminal, **(environment or {})}
            os.execve(sys.executable, [sys.executable, *arguments], given)
        self.raw = bytearray()
        self.ended = False
        self.code: int | None = None
        self._shown = pyte.Screen(*size)
        self._fed = 0

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        _set_size(self.screen, columns, rows)
        self._shown.resize(rows, columns)

    def read(self, until: str = "", patience: float = 10.0, quiet: float = QUIET) -> str:
        """What is written from now until it is quiet and has `until` in it."""
        start, deadline = len(self.raw), time.monotonic() + patience
        while not self.ended and time.monotonic() < deadline:
            if select.select([self.screen], [], [], quiet)[0]:
                try:
                    self.raw += os.read(self.screen, 1 << 16)
                except OSError:
                    self.ended = True
            elif not until or until in self.since(start):
                break
        return self.since(start)

    def since(self, start: int = 0) -> str:
        """The text written since a byte, without the sequences that place and colour it."""
        return text_of(bytes(self.raw[start:]).decode("utf-8", "replace"))

    def press(self, keys: str, until: str = "", answer: float = ANSWER) -> str:
        """Type, and see what is written then.

        A busy machine may need longer than `QUIET` to begin, and an escape that is followed too
        soon is read as the start of another key: both get `answer` seconds to show something.
        """
        try:
            os.write(self.screen, keys.encode())
        except OSError:
            self.ended = True
            return ""
        select.select([self.screen], [], [], answer)
        return self.read(until=until)

    def lines(self) -> list[str]:
        """What stands on the screen now, row by row, as another terminal understands it."""
        new = bytes(self.raw[self._fed :])
        cut = new.rfind(b"\x1b")
        # A sequence may be half here; what is before it is whole.
        end = len(new) if cut < len(new) - 64 or cut < 0 else cut
        self._fed += end
        for one in tokens(new[:end].decode("utf-8", "replace")):
            self.judge(one)
            self._show(one)
        return self._shown.display

    def _show(self, token: Token) -> None:
        """Have a piece of what was written on the screen; colours are left out.

        pyte's own reader takes seconds for what Textual writes in one.
        """
        screen = self._shown
        if token.kind == "text":
            # pyte leaves out all that follows a selector of shapes.
            first, *others = token.raw.replace("\ufe0f", "").split("\r\n")
            screen.draw(first)
            for line in others:
                screen.carriage_return()
                screen.linefeed()
                screen.draw(line)
        elif token.kind == "csi" and token.parts[3] == "H":
            screen.cursor_position(*(int(one) for one in token.parts[1].split(";") if one))
        elif token.kind == "string" and token.parts[1][:2] in ("0;", "2;"):
            screen.set_title(token.parts[1][2:])

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self._shown.title)

    def end(self, keys: str = "\x11", patience: float = 10.0) -> int:
        """Leave by ctrl+q; the exit code, -9 where it had to be killed."""
        self.press(keys)
        if not self.gone(patience):
            os.kill(self.process, signal.SIGKILL)
            self.gone(patience)
        assert self.code is not None
        return self.code

    def gone(self, patience: float) -> bool:
        """Whether it ends within some seconds."""
        deadline = time.monotonic() + patience
        while self.code is None and time.monotonic() < deadline:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.read(patience=0.2)
                self.code = os.waitstatus_to_exitcode(status)
            else:
                self.read(patience=0.1)
        return self.code is not None

    def close(self) -> None:
        """Give the pseudo-terminal back, and end what still runs in it."""
        if self.code is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.screen)


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
