"""A postmortem folder on disk: reading it, writing what changed, seeing what others changed.

Names are loaded when first asked for: who only reads a file of another tool needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rcakit.store.codec import FILES, MAIN, METHODS, from_documents, notes_file, to_documents
    from rcakit.store.folder import (
        BrokenFolder,
        Snapshot,
        can_be_settled,
        changed_files,
        is_postmortem,
        load,
        marks,
    )
    from rcakit.store.places import Lines, place, unknown_keys
    from rcakit.store.soundness import CYCLE, REFERENCE, unsound
    from rcakit.store.writing import Saved, make_schema, store

_NAMES = {
    "codec": ("FILES", "MAIN", "METHODS", "from_documents", "notes_file", "to_documents"),
    "folder": (
        "BrokenFolder",
        "Snapshot",
        "can_be_settled",
        "changed_files",
        "is_postmortem",
        "load",
        "marks",
    ),
    "places": ("Lines", "place", "unknown_keys"),
    "soundness": ("CYCLE", "REFERENCE", "unsound"),
    "writing": ("Saved", "make_schema", "store"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "CYCLE",
    "FILES",
    "MAIN",
    "METHODS",
    "REFERENCE",
    "BrokenFolder",
    "Lines",
    "Saved",
    "Snapshot",
    "can_be_settled",
    "changed_files",
    "from_documents",
    "is_postmortem",
    "load",
    "make_schema",
    "marks",
    "notes_file",
    "place",
    "store",
    "to_documents",
    "unknown_keys",
    "unsound",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rcakit.store' has no attribute {name!r}")
    return getattr(import_module(f"rcakit.store.{_HOME[name]}"), name)
