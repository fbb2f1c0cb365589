"""What is said where a folder is read-only."""

from __future__ import annotations

from rcakit.session import Session

GO_ON = "ctrl+s copies all of it to another place, to go on there."


def closed(session: Session) -> str:
    """Why nothing can be changed here, as a sentence."""
    return f"This folder is read-only: {session.read_only}."
