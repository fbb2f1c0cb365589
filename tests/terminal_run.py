"""A command in a pseudo-terminal, with keys pressed once it has drawn something."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)


def in_terminal(
    command: Sequence[str],
    keys: Sequence[bytes],
    *,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    patience: float = 60,
) -> tuple[int, bytes]:
    """The exit code of a command and all that it drew.

    Args:
        command: What is run.
        keys: Pressed one after another, each when nothing more is drawn; the last has to end it.
        cwd: Where it is run.
        environment: Set beside the variables there are.
        patience: Seconds after which it is killed.
    """
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    given = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
    child = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, cwd=cwd, env=given, start_new_session=True
    )
    os.close(its)
    deadline = time.monotonic() + patience
    left = list(keys)
    drawn = b""
    try:
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.3)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:  # it has closed the terminal
                    break
                if not piece:
                    break
                drawn += piece
            elif left and len(re.findall(rb"[A-Za-z]", _CONTROL.sub(b"", drawn))) > 100:
                os.write(ours, left.pop(0))
        else:
            child.kill()
        return child.wait(), drawn
    finally:
        os.close(ours)
