"""How long one waits: for `rcakit --help` and for the first frame of the app.

Each is put beside the least that could be: Python importing click, and a bare Textual app with
two tabs. Runs are interleaved, so that a busy machine slows both, and medians are compared.

    python benchmarks/startup.py [--runs 9] [FOLDER]

FOLDER is a postmortem or a library to open; without it the sample of `rcakit tour` is.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

ROWS, COLUMNS = 40, 120
PATIENCE = 20.0
"""Seconds after which a first frame is given up."""
ENOUGH = 12
"""Letters on the screen that make it a frame."""
BARE_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static, TabbedContent, TabPane

class Bare(App):
    def compose(self) -> ComposeResult:
        with TabbedContent():
            with TabPane("First tab"):
                yield Static("Some text on the first")
            with TabPane("Second tab"):
                yield Static("Some text on the second")

Bare().run()
"""
SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
RCAKIT = (sys.executable, "-c", SCRIPT)
_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)


def seconds_of(command: tuple[str, ...]) -> float:
    """Seconds until a command has ended."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def seconds_to_first_frame(command: tuple[str, ...]) -> float:
    """Seconds until a command has drawn text on a pseudo-terminal; it is ended then.

    Raises:
        TimeoutError: It drew none.
    """
    start = time.perf_counter()
    process, screen = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
        os.execvp(command[0], command)  # noqa: S606
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        return _drawn(screen) - start
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(screen)


def _drawn(screen: int) -> float:
    """The moment at which there is text on a screen."""
    seen = b""
    deadline = time.perf_counter() + PATIENCE
    while (left := deadline - time.perf_counter()) > 0:
        if not select.select([screen], [], [], left)[0]:
            continue
        try:
            seen += os.read(screen, 65536)
        except OSError:  # the program has ended
            break
        now = time.perf_counter()
        if len(re.findall(rb"[A-Za-z]", _CONTROL.sub(b"", seen))) >= ENOUGH:
            return now
    raise TimeoutError(f"no frame was drawn; the screen has {_CONTROL.sub(b'', seen)[-500:]!r}")


def compared(name: str, ours: Callable[[], float], least: Callable[[], float], runs: int) -> str:
    """One row: both medians in milliseconds, and how many times the least ours is."""
    both = [(ours(), least()) for _ in range(runs)]
    mine, theirs = (statistics.median(column) for column in zip(*both, strict=True))
    return f"{name:<22}{mine * 1000:>9.0f}{theirs * 1000:>9.0f}{mine / theirs:>8.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    app = (*RCAKIT, "tour") if given.folder is None else (*RCAKIT, "open", str(given.folder))
    print(f"{'median of ' + str(given.runs):<22}{'ms':>9}{'least':>9}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as scratch:
        # Copies of the sample go where they are taken away again.
        os.environ["TMPDIR"] = scratch
        click = (sys.executable, "-c", "import click")
        bare = (sys.executable, "-c", BARE_APP)
        print(
            compared(
                "rcakit --help",
                lambda: seconds_of((*RCAKIT, "--help")),
                lambda: seconds_of(click),
                given.runs,
            )
        )
        print(
            compared(
                "first frame",
                lambda: seconds_to_first_frame(app),
                lambda: seconds_to_first_frame(bare),
                given.runs,
            )
        )


if __name__ == "__main__":
    main()
