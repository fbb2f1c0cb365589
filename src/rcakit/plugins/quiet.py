"""What a plugin prints stays off the terminal and out of results; both belong to rcakit."""

from __future__ import annotations

import sys
from threading import local
from typing import Any

_here = local()


def be_quiet() -> None:
    """From now on nothing is printed from this thread, which runs plugins."""
    _here.quiet = True


def listen() -> None:
    """See to it that the streams know of quiet threads, whoever has put others in their place."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is not _Stream and stream is not None:
            setattr(sys, name, _Stream(stream))


class _Stream:
    """A stream that takes nothing from quiet threads, and is the one below for all others."""

    def __init__(self, below: Any) -> None:
        self._below = below

    def __getattr__(self, name: str) -> Any:
        return getattr(self._below, name)

    def write(self, text: str) -> int:
        """Write, unless this thread is quiet."""
        return len(text) if getattr(_here, "quiet", False) else int(self._below.write(text) or 0)

    def writelines(self, lines: Any) -> None:
        """Write several, unless this thread is quiet."""
        for one in lines:
            self.write(one)
