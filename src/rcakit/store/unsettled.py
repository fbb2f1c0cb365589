"""What is said of a file in which a merge has left conflict marks."""

from __future__ import annotations

from pathlib import Path

from rcakit.errors import UnreadableError, UnsettledError
from rcakit.toml.bounded import read_regular

_WAYS = "open it with rcakit, or run `rcakit resolve`"


def unsettled(path: Path) -> tuple[UnreadableError, ...]:
    """A sentence for each place that a person has to decide; none where there are no marks.

    Args:
        path: A file that is no TOML as it stands.
    """
    # Needed only where something is wrong.
    from rcakit.merging.disputes import unmerged

    try:
        found = unmerged(read_regular(path))
    except UnreadableError:
        return ()
    if found is None:
        return ()
    if not found.disputes:
        reason = f"a merge left marks here, and nothing to decide: {_WAYS}."
        return (UnsettledError(path, 1, reason),)
    return tuple(
        UnsettledError(path, dispute.line, f"{dispute.sentence()}; {_WAYS}.")
        for dispute in found.disputes
    )


def in_words(data: bytes) -> int | None:
    """The line where conflict marks stand inside a text of a file that is TOML; None for none."""
    from rcakit.merging.hunks import has_marks

    if not has_marks(data):
        return None
    from rcakit.merging.disputes import unmerged

    found = unmerged(data, in_words=True)
    if found is None:
        return None
    return found.disputes[0].line if found.disputes else 1
