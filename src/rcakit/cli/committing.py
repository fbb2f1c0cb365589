"""Altering a postmortem from a command, beside others who do the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rcakit.cli.failing import tell
from rcakit.cli.keeping import keep
from rcakit.errors import BegunError, ConflictError, RcakitError, SaveError
from rcakit.model import Postmortem
from rcakit.session import Session

Made = TypeVar("Made")
TRIES = 20
"""How often somebody else may be quicker."""


def commit(
    session: Session,
    make: Callable[[], Made],
    told: Callable[[Postmortem, Path], None],
    *,
    keeping: bool = True,
) -> Made:
    """Take in what is on disk, alter it, save it, and tell what the person has to know.

    Args:
        session: Holds nothing that is not saved.
        make: Makes changes in `session`, and is called anew where somebody else saved meanwhile.
        told: Called with what was saved; not called where `make` changed nothing.
        keeping: Whether what the disk refuses is kept elsewhere, which the error then tells of.

    Returns:
        What `make` gave the last time.

    Raises:
        RcakitError: What `make` raised, or why it was not saved; the session is as it was.
    """
    kept = ""
    for number in range(TRIES):
        session.take_in()
        before = session.now, [*session.done], [*session.undone]
        try:
            made = make()
            if session.saved:
                return made
            saved = session.save()
        except RcakitError as error:
            last = number == TRIES - 1 and isinstance(error, ConflictError)
            if keeping and not session.saved and (_refused(error) or last):
                kept = keep(session)
            session.now, session.done, session.undone = before
            if isinstance(error, SaveError) and kept:
                raise SaveError(error.path, f"{error.reason} {kept}") from None
            if not isinstance(error, ConflictError):
                raise
            session.reload()
            continue
        for sentence in saved.warnings():
            tell(sentence)
        told(session.now, session.folder)
        return made
    reason = f"somebody else changes it all the time; try again. {kept}".rstrip()
    raise SaveError(session.folder, reason)


def _refused(error: RcakitError) -> bool:
    """Whether the disk refused; what is begun is completed when the folder is opened next."""
    return isinstance(error, SaveError) and not isinstance(error, BegunError)
