"""The questions a person asks for by a key: add a why, link, split, new event, and so on.

Like a guide's questions they are plain values; the workbench shows them in the same panel.
"""

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
    "action",
    "edit_entry",
    "evidence",
    "join",
    "judge",
    "link",
    "milestone",
    "new_entry",
    "pick_entry",
    "split",
    "unlink",
    "why",
]
