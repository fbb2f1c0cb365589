"""What one postmortem thought could happen, as plain notes another can be compared with."""

from __future__ import annotations

from itertools import islice

from rcakit import Postmortem
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import together
from rcakit_fault_tree.notes import Notes, Predicted, PredictedSet

MOST = 1000
"""Cut sets that are kept at most."""


def prediction(postmortem: Postmortem, notes: Notes) -> Predicted | None:
    """The causes of its tree and its minimal cut sets; None where it has no tree.

    Sets of which the causes fail together by one common cause are those causes.
    """
    look = Look(postmortem, notes)
    if look.tree is None or look.solution is None:
        return None
    solution = look.solution
    sets = list(islice(solution.cut_sets(), MOST))
    named = [name for name in (*look.tree.gates, *look.tree.events) if name in postmortem.causes]
    return Predicted(
        title=postmortem.incident.title,
        period=notes.period,
        top=None if solution.evaluated is None else solution.evaluated.top,
        text={name: postmortem.causes[name].text for name in named},
        cut_set={
            str(place): PredictedSet(
                events=tuple(
                    dict.fromkeys(name for event in one.events for name in together(event))
                ),
                probability=one.probability,
            )
            for place, one in enumerate(sets, 1)
        },
        left_out=solution.count - len(sets),
        unsourced=look.calibration.bare,
    )
