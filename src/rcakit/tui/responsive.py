"""How the interpreter is set while somebody looks at a screen."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH = 0.001
"""Seconds after which a thread lets another one go on."""
_RARELY = (20_000, 20, 100)
"""Thresholds of the garbage collector. A large postmortem is a million objects that stay; with the
usual thresholds, looking through all of them took half of the time of a change of 3,500 causes."""


@contextmanager
def responsive() -> Iterator[None]:
    """Keys come first: threads give way to them, and garbage is looked for less often."""
    switch, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(_SWITCH)
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        sys.setswitchinterval(switch)
        gc.set_threshold(*thresholds)
