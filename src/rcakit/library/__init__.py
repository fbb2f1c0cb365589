"""A folder of postmortems with the team's policy."""

from rcakit.library.listing import Entry, entries, folders
from rcakit.library.policy import Policy, find_root, policy_for, read_policy
from rcakit.library.unknown import Placed

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
