"""Altering a postmortem from a command, beside others who do the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rcakit.cli.failing import tell
from rcakit.errors import ConflictError, RcakitError, SaveError
from rcakit.model import Postmortem
from rcakit.session import Session

Made = TypeVar("Made")
TRIES = 20
"""How often somebody else may be quicker."""


def commit(
    session: Session, make: Callable[[], Made], told: Callable[[Postmortem, Path], None]
) -> Made:
    """Take in what is on disk, alter it, save it, and tell what the person has to know.

    Args:
        session: Holds nothing that is not saved.
        make: Makes changes in `session`, and is called anew where somebody else saved meanwhile.
        told: Called with what was saved; not called where `make` changed nothing.

    Returns:
        What `make` gave the last time.

    Raises:
        RcakitError: What `make` raised, or why it was not saved; the session is as it was.
    """
    for _ in range(TRIES):
        session.take_in()
        before = session.now, [*session.done], [*session.undone]
        try:
            made = make()
            if session.saved:
                return made
            saved = session.save()
        except RcakitError as error:
            session.now, session.done, session.undone = before
            if not isinstance(error, ConflictError):
                raise
            session.reload()
            continue
        for sentence in saved.warnings():
            tell(sentence)
        told(session.now, session.folder)
        return made
    raise SaveError(session.folder, "somebody else changes it all the time; try again.")
