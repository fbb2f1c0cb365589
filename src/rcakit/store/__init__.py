"""A postmortem folder on disk: reading it, writing what changed, seeing what others changed."""

from rcakit.store.codec import FILES, MAIN, METHODS, from_documents, notes_file, to_documents
from rcakit.store.folder import BrokenFolder, Snapshot, changed_files, is_postmortem, load, marks
from rcakit.store.places import Lines, place, unknown_keys
from rcakit.store.soundness import CYCLE, REFERENCE, unsound
from rcakit.store.writing import Saved, make_schema, store

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
