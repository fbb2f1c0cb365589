"""The app in a pseudo-terminal, made to fail in one place, and what it leaves behind."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent
SAID = "said last, and not saved yet"
TURN_ON = re.compile(rb"\x1b\[\?(\d+)h")
TURN_OFF = re.compile(rb"\x1b\[\?(\d+)l")
LASTING = {b"7", b"25"}
"""Modes that are on in a terminal that nobody uses: lines wrap, the cursor is shown."""


def _fails(*_: object) -> Any:
    raise ValueError("secret-name")


def _says(bench: Any) -> None:
    """Change something, and do not save it."""
    from rcakit.change import Reword

    bench.desk.apply(Reword("pool-exhausted", SAID))
    Path(os.environ["XDG_STATE_HOME"], "said").touch()


def _on_key(does: Callable[[Any], object]) -> None:
    """Have ctrl+z change something and then do this."""
    from rcakit.tui.screens.workbench import Workbench

    async def action(bench: Any) -> None:
        _says(bench)
        does(bench)

    Workbench.action_undo = action  # type: ignore[method-assign]


def _compose() -> None:
    from rcakit.tui.widgets.headline import Headline

    Headline.compose = _fails  # type: ignore[method-assign]
    Headline.render = _fails  # type: ignore[method-assign]


def _mount() -> None:
    from rcakit.tui.screens.workbench import Workbench

    Workbench.on_mount = _fails  # type: ignore[method-assign]


def _start() -> None:
    from rcakit.tui.app import RcakitApp

    RcakitApp._open = _fails  # type: ignore[method-assign]


def _early() -> None:
    from rcakit.tui.app import RcakitApp

    RcakitApp.__init__ = _fails  # type: ignore[method-assign]


def _render() -> None:
    from rcakit.tui.widgets.headline import Headline

    def spoil(bench: Any) -> None:
        headline = bench.query_one(Headline)
        headline.render = headline.render_line = headline.render_lines = _fails
        bench.refresh(layout=True)
        headline.refresh()

    _on_key(spoil)


def _interrupt(_: object) -> None:
    raise KeyboardInterrupt


def _exit(_: object) -> None:
    raise SystemExit(5)


async def _worker() -> None:
    _fails()


def _late() -> None:
    """Fail, and then fail to end."""
    from rcakit.tui.screens.workbench import Workbench

    Workbench.on_unmount = lambda *_: time.sleep(60)  # type: ignore[method-assign]
    _on_key(_fails)


def _at_exit() -> None:
    from rcakit.tui.screens.workbench import Workbench

    Workbench.on_unmount = _fails  # type: ignore[method-assign]
    _on_key(lambda bench: bench.app.exit())


def _task(_: object) -> None:
    import gc

    task = asyncio.get_running_loop().create_task(_worker())
    task.add_done_callback(lambda _: asyncio.get_running_loop().call_later(0.05, gc.collect))


FATAL: dict[str, Callable[[], None]] = {
    "compose": _compose,
    "mount": _mount,
    "start": _start,
    "early": _early,
    "key": lambda: _on_key(_fails),
    "render": _render,
    "timer": lambda: _on_key(lambda bench: bench.set_timer(0.01, _fails)),
    "worker": lambda: _on_key(lambda bench: bench.run_worker(_worker())),
    "interrupt": lambda: _on_key(_interrupt),
    "exit": lambda: _on_key(_exit),
    "late": _late,
    "at-exit": _at_exit,
}
BESIDE: dict[str, Callable[[], None]] = {
    "thread": lambda: _on_key(lambda _: threading.Thread(target=_fails).start()),
    "task": lambda: _on_key(_task),
}
STEADY: dict[str, Callable[[], None]] = {
    "well": lambda: _on_key(lambda _: None),
    "stuck": lambda: _on_key(lambda _: time.sleep(60)),
}


def main(place: str, folder: str) -> int:
    """Run the app, which fails at that place."""
    from rcakit.cli import main as rcakit

    {**FATAL, **BESIDE, **STEADY}[place]()
    return rcakit(["--no-plugins", "open", folder])


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Failing:
    """The app in a terminal of its own."""

    def __init__(self, place: str, folder: Path, state: Path) -> None:
        self.screen, self.terminal = pty.openpty()
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.before = termios.tcgetattr(self.terminal)
        script = (
            f"import sys; import failing_app as f; sys.exit(f.main({place!r}, {str(folder)!r}))"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, place, str(folder)],
            stdin=self.terminal,
            stdout=self.terminal,
            stderr=self.terminal,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509  it makes one call to the system
            env={
                **os.environ,
                "PYTHONPATH": str(TESTS),
                "TERM": "xterm-256color",
                "XDG_STATE_HOME": str(state),
                "XDG_CONFIG_HOME": str(state),
            },
        )
        self.raw = b""
        self.seconds = 0.0
        self._said = state / "said"
        state.mkdir(parents=True, exist_ok=True)

    def until(self, words: bytes, patience: float = 30.0) -> bool:
        """Read until the words are on the screen, or the app has ended."""
        deadline = time.monotonic() + patience
        while words not in self.raw and time.monotonic() < deadline:
            if not self._read(0.05) and self.process.poll() is not None:
                break
        return words in self.raw

    def _read(self, seconds: float) -> bool:
        if not select.select([self.screen], [], [], seconds)[0]:
            return False
        try:
            self.raw += os.read(self.screen, 1 << 16)
        except OSError:
            return False
        return True

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.screen, keys)

    def say(self, patience: float = 20.0) -> None:
        """Press the key that changes something, and wait until that is changed."""
        self.press(b"\x1a")
        deadline = time.monotonic() + patience
        while not self._said.exists() and time.monotonic() < deadline:
            self._read(0.02)
        assert self._said.exists()

    def wait(self, patience: float = 20.0) -> int:
        """The exit code, and how long that took."""
        began = time.monotonic()
        while self.process.poll() is None and time.monotonic() - began < patience:
            self._read(0.02)
        self.seconds = time.monotonic() - began
        if self.process.poll() is None:
            self.process.kill()
        while self._read(0.05):
            pass
        return self.process.wait()

    def stopped(self, patience: float) -> bool:
        """Whether the process comes to be stopped."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            self._read(0.02)
            if os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)[0]:
                return True
        return False

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self.screen)
        os.close(self.terminal)
        self.screen = self.terminal = -1

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for one in (self.screen, self.terminal):
            if one >= 0:
                os.close(one)

    @property
    def left_on(self) -> set[bytes]:
        """Modes of the terminal that the app turned on and not off, or off and not on."""
        last: dict[bytes, bool] = {}
        for match in re.finditer(rb"\x1b\[\?(\d+)([hl])", self.raw):
            last[match[1]] = match[2] == b"h"
        return {mode for mode, on in last.items() if on != (mode in LASTING)}

    @property
    def keys_given_back(self) -> bool:
        """Whether each request for the keys as Kitty has them was taken back."""
        asked = len(re.findall(rb"\x1b\[>\d+u", self.raw))
        return asked <= self.raw.count(b"\x1b[<u")

    @property
    def as_before(self) -> bool:
        """Whether the terminal is set as it was: lines, echo."""
        return termios.tcgetattr(self.terminal) == self.before

    @property
    def last_words(self) -> str:
        """What is on the terminal after the app."""
        _, _, rest = self.raw.rpartition(b"\x1b[?1049l")
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", rest.decode("utf-8", "replace")).strip()
