"""How much of the processor a thread has had, where the system says so."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import get_ident


def clock_here() -> int | None:
    """The clock of the processor time of this thread; None where there is none, as on macOS."""
    find = getattr(time, "pthread_getcpuclockid", None)
    return None if find is None else int(find(get_ident()))


def seconds_of(clock: int | None) -> float:
    """Seconds of the processor by a clock of `clock_here`; 0 where nobody can say."""
    with suppress(OSError):
        return 0.0 if clock is None else time.clock_gettime(clock)
    return 0.0
