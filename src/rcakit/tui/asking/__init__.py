"""The questions a person asks for by a key: add a why, link, split, new event, and so on.

Like a guide's questions they are plain values; the workbench shows them in the same panel.
"""

from rcakit.tui.asking.again import about, asks_likelihood, likelihoods, pick
from rcakit.tui.asking.causes import join, judge, link, split, unlink, why
from rcakit.tui.asking.entries import (
    action,
    edit_entry,
    evidence,
    milestone,
    new_entry,
    pick_entry,
)

__all__ = [
    "about",
    "action",
    "asks_likelihood",
    "edit_entry",
    "evidence",
    "join",
    "judge",
    "likelihoods",
    "link",
    "milestone",
    "new_entry",
    "pick",
    "pick_entry",
    "split",
    "unlink",
    "why",
]
