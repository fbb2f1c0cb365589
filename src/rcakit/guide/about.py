"""How a question or a finding names what it is about."""

from __future__ import annotations

from rcakit.model import Postmortem, find


def about(postmortem: Postmortem, table: str, name: str) -> str:
    """The shortest reference that means this thing: "pool-exhausted", or "action.pool-exhausted".

    The table is put before the id only where the bare id would mean a thing of another table.
    """
    return name if find(postmortem, name) == (table, name) else f"{table}.{name}"
