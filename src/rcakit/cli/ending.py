"""The end of a process that somebody else's thread would not let end."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from time import monotonic

PATIENCE = 1.0
"""Seconds that threads are waited for which want to be."""


def end_in_time(code: int) -> None:
    """End here, with this code, where a thread of a plugin goes on that Python would wait for."""
    until = monotonic() + PATIENCE
    here = threading.current_thread()
    others = [one for one in threading.enumerate() if one is not here and not one.daemon]
    for one in others:
        one.join(max(until - monotonic(), 0))
    if not any(one.is_alive() for one in others):
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
