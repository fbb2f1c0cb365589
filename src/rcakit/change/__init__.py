"""Every alteration of a postmortem is one of these values; nothing else alters anything."""

from rcakit.change.base import Change, Several
from rcakit.change.causes import (
    AddCause,
    Combine,
    DeleteCause,
    Join,
    Judge,
    Link,
    Reword,
    Split,
    Unlink,
)
from rcakit.change.entries import (
    Drop,
    Edit,
    Put,
    PutAll,
    SetIncident,
    SetMilestone,
    SetNotes,
    SetProblem,
    SetReview,
    Skip,
    named,
)

__all__ = [
    "AddCause",
    "Change",
    "Combine",
    "DeleteCause",
    "Drop",
    "Edit",
    "Join",
    "Judge",
    "Link",
    "Put",
    "PutAll",
    "Reword",
    "SetIncident",
    "SetMilestone",
    "SetNotes",
    "SetProblem",
    "SetReview",
    "Several",
    "Skip",
    "Split",
    "Unlink",
    "named",
]
