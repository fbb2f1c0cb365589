"""A folder of postmortems with the team's policy.

Names are loaded when first asked for: who only reads a file of another tool needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rcakit.library.listing import Entry, entries, folders
    from rcakit.library.policy import Policy, find_root, policy_for, read_policy
    from rcakit.library.unknown import Placed

_NAMES = {
    "listing": ("Entry", "entries", "folders"),
    "policy": ("Policy", "find_root", "policy_for", "read_policy"),
    "unknown": ("Placed",),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "Entry",
    "Placed",
    "Policy",
    "entries",
    "find_root",
    "folders",
    "policy_for",
    "read_policy",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rcakit.library' has no attribute {name!r}")
    return getattr(import_module(f"rcakit.library.{_HOME[name]}"), name)
