"""Long work that says how far it is and lets itself be stopped, wherever it runs.

What computes calls `tell` every now and then. Whoever wants the result says by `watched` who is to
hear of it; where nobody does, `tell` does nothing. So a method needs no argument for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import attrs


class Stopped(BaseException):
    """The work was stopped by the person who had it done.

    No `Exception`, so that code which goes on after errors does not go on after this.
    """


@attrs.define(eq=False)
class Work:
    """Work being done, as the one who waits for it sees it.

    Attributes:
        what: What it is at, in words; "" before it first said.
        part: How much of it is done, from 0 to 1; None where nobody can say.
        stopped: Set by the one who waits, to have it stop where it next tells.
        told: How often it told.
    """

    what: str = ""
    part: float | None = None
    stopped: bool = False
    told: int = 0


_watched: ContextVar[Work | None] = ContextVar("rcakit_work", default=None)


@contextmanager
def watched(work: Work) -> Iterator[Work]:
    """What is done within tells `work`, in this thread or task."""
    before = _watched.set(work)
    try:
        yield work
    finally:
        _watched.reset(before)


def watching() -> Work | None:
    """Whom `tell` tells here; None where nobody listens."""
    return _watched.get()


def tell(what: str = "", part: float | None = None) -> None:
    """Say how far the work is; cheap enough for a few thousand times a second.

    Args:
        what: What it is at, in words; "" leaves what was said before.
        part: How much of it is done, from 0 to 1.

    Raises:
        Stopped: Nobody wants the result any more.
    """
    work = _watched.get()
    if work is None:
        return
    work.told += 1
    if work.stopped:
        raise Stopped
    if what:
        work.what = what
    work.part = part
