"""Text from strangers on a real terminal: it is read there, and does nothing."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from app_driver import seated
from hostile_words import ACTS, MARKUP, hostile, write
from slow_method import PATIENCE, Slow, looking, until

from rcakit import Column, Meaning, Table, working
from rcakit.store import load

ROWS, COLUMNS = 50, 190
SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
QUIET = 0.1
"""Seconds without output after which a screen counts as drawn."""
ANSWER = 0.4
"""Seconds in which a key that does something begins to show it."""
_POINTER = re.compile(r"\x1b\]22;[a-z-]*\x07")
"""Textual's own request for a shape of the mouse pointer."""
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class Terminal:
    """A program in a pseudo-terminal, and all it has written there."""

    def __init__(self, *arguments: str) -> None:
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-c", SCRIPT, *arguments])
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.raw = b""
        self.ended = False

    def read(self, until: str = "", patience: float = 10.0) -> str:
        """What is written from now until it is quiet and has `until` in it."""
        start, deadline = len(self.raw), time.monotonic() + patience
        while not self.ended and time.monotonic() < deadline:
            if select.select([self.screen], [], [], QUIET)[0]:
                try:
                    self.raw += os.read(self.screen, 1 << 16)
                except OSError:
                    self.ended = True
            elif until in _text(self.raw[start:]):
                break
        return _text(self.raw[start:])

    def press(self, keys: str, until: str = "") -> str:
        """Type, and see what is written then.

        A busy machine may need longer than `QUIET` to begin, and an escape that is followed too
        soon is read as the start of another key: both get `ANSWER` seconds to show something.
        """
        os.write(self.screen, keys.encode())
        select.select([self.screen], [], [], ANSWER)
        return self.read(until=until)

    def end(self) -> int:
        """Leave by ctrl+q; the exit code."""
        self.press("\x11")
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            self.read(patience=0.1)
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)
        return -9


def _text(raw: bytes) -> str:
    """The characters written, without the sequences that place and colour them."""
    return _CONTROL.sub("", raw.decode("utf-8", "replace"))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The app on a library with one hostile postmortem."""
    write(tmp_path / "library" / "one", hostile())
    opened = Terminal("--no-plugins", "open", str(tmp_path / "library"))
    yield opened
    os.close(opened.screen)


def test_no_text_of_a_postmortem_drives_the_terminal(terminal: Terminal) -> None:
    """Through the library, every step and method, help, palette, findings and an edit.

    None of the sequences in the texts is written, the app lives to the end, and what is markup
    elsewhere is on the screen as it is in the files.
    """
    terminal.read(until="found")
    terminal.press("\r")
    for number in range(1, 8):
        terminal.press(f"\x1b{number}" if number == 1 else "\x0e")
        terminal.press("\x1b")
        for keys in ("\x1b[B", "f", "\x1b", "?", "\x1b"):
            terminal.press(keys)
        if number == 4:
            for keys in ("w", "\x1b[B", "\x1b", "m", "m", "r", "\x1b", "x", "\x1a"):
                terminal.press(keys)
            for keys in ("n", ".", "\x1b[B", "\x1b[C", "=", "\x1b", "h", "H", "\r"):
                terminal.press(keys)
    palette = terminal.press("\x10", until="Search")
    terminal.press("Cause")
    terminal.press("\x1b")
    assert not terminal.ended, _text(terminal.raw)[-3000:]
    assert "Search" in palette
    assert terminal.end() == 0

    written = _POINTER.sub("", terminal.raw.decode("utf-8", "replace"))
    assert [act for act in ACTS if act in written] == []
    assert re.findall(r"[\x80-\x9f\u202a-\u202e\u2066-\u2069]", written) == []
    shown = _text(terminal.raw)
    assert [words for words in MARKUP if words not in shown] == []
    assert "␛]52;c;aGk=␇" in shown
    assert "<U+202E>" in shown


class Odd(Slow):
    """Everything it says acts on a terminal, or is markup somewhere."""

    title = "[/title] \x1b[5m"

    def tables(self, postmortem: Any, notes: Any) -> Iterable[Table]:
        """One table of hostile words."""
        working.tell("[/what] \x1b]0;what\x07", 0.5)
        self.gate.wait(PATIENCE)
        del postmortem, notes
        yield Table(
            "odd",
            "[/table] \x9b31m",
            (
                Column("quantity", "[/column] \x1b[5m", unit="[/unit]"),
                Column("ids", "[link=x]ids[/]", about=True),
            ),
            (
                ("[/cell] \u202e", ("[/id]\x07", "pool-exhausted")),
                ("two\nlines", "connection-leak"),
            ),
            marks=("[/mark] \x07", ""),
            explain=lambda *_: Meaning("[/words]\x1b[5m", "[/meaning]", "[/formula]", "[/source]"),
            note="[/note] \x9d0;owned\x9c",
        )


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_hostile_words_in_results(folder: Path, size: tuple[int, int]) -> None:
    """Names, headings, cells, marks, notes, meanings and progress are shown as they are."""
    method = Odd(is_open=False)
    async with looking(folder, method, size) as me:
        await until(lambda: "[/what] ␛]0;what␇" in me.screen)
        method.gate.set()
        await me.press("n")
        for literal in ("[/table] <U+009B>31m", "[/column] ␛[5m ([/unit])", "[/cell] <U+202E>"):
            assert literal in me.screen, literal
        assert "[/note] <U+009D>0;owned<U+009C>" in me.screen
        assert "two lines" in me.screen
        await me.press("right", "equals_sign")
        for literal in ("[/id]␇", "[/mark] ␇", "[/words]␛[5m", "[/formula]", "[/source]"):
            assert literal in me.screen, literal
        await me.press("escape", "enter", "h")
        assert "What if: not" in me.screen
        assert me.app.is_running


@pytest.mark.parametrize(
    "spoilt",
    [
        Meaning(None),  # type: ignore[arg-type]
        "no meaning",
        Meaning("", formula=3),  # type: ignore[arg-type]
    ],
)
async def test_meanings_that_are_none(folder: Path, spoilt: Any) -> None:
    """What is no text is left out, and its plugin named."""

    class Bad(Slow):
        """Says nonsense of its numbers, and of how far it is."""

        def tables(self, postmortem: Any, notes: Any) -> Iterable[Table]:
            """The same, with another meaning."""
            working.tell(3, "half")  # type: ignore[arg-type]
            for table in super().tables(postmortem, notes):
                yield attrs.evolve(table, explain=lambda *_: spoilt)

    async with looking(folder, Bad(), (160, 48)) as me:
        await me.press("n", "right", "equals_sign")
        assert me.app.is_running
        assert any("TypeError" in fault.error for fault in me.desk.reader.plugins.faults)


async def test_hostile_words_survive_editing(tmp_path: Path) -> None:
    """What is shown made visible is on disk as it was, also after an edit beside it."""
    folder = tmp_path / "one"
    write(folder, hostile())
    async with seated(folder, step="analysis", size=(160, 48)) as me:
        before = me.now
        await me.cursor("connection-leak")
        await me.press("c", "x")
        changed = load(folder).postmortem
        assert changed != before
        await me.press("ctrl+z", "ctrl+z")
        assert load(folder).postmortem == before
        await me.press("r", "enter")
        assert me.now == before, "what was not retyped is not altered"
