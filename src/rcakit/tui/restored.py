"""The terminal as it was before the app, also where the app cannot give it back itself."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, TextIO

_BACK = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l"  # pasted text in brackets
    "\x1b[?1004l"  # told of the focus
    "\x1b[?2048l"  # told of a new size
    "\x1b[<u"  # the keys as Kitty has them
    "\x1b[?7h"  # lines wrap
    "\x1b[0m"
    "\x1b[?1049l"  # the other screen
    "\x1b[?25h"  # the cursor
)


def state_of(stream: TextIO | None) -> tuple[int, list[Any]] | None:
    """How the terminal that `stream` reads from is set; None where it is none."""
    import termios

    with suppress(OSError, ValueError, AttributeError, termios.error):
        number = stream.fileno()  # type: ignore[union-attr]
        return number, termios.tcgetattr(number)
    return None


def restore(state: tuple[int, list[Any]] | None) -> None:
    """Set the terminal as it was, and take back what the app asked of it."""
    import termios

    if state is None:
        return
    number, settings = state
    with suppress(OSError, termios.error):
        os.writev(number, (_BACK.encode(),))
    with suppress(OSError, termios.error):
        termios.tcsetattr(number, termios.TCSANOW, settings)
