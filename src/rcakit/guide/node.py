"""A cause as every lens draws it."""

from __future__ import annotations

from rcakit.diagram import Node, Tone
from rcakit.model import Postmortem, Status

_TONES = {
    Status.CONFIRMED: Tone.CONFIRMED,
    Status.HYPOTHESIS: Tone.HYPOTHESIS,
    Status.RULED_OUT: Tone.RULED_OUT,
}
_MARKS = {Status.CONFIRMED: "✓", Status.HYPOTHESIS: "?", Status.RULED_OUT: "×"}


def cause_node(postmortem: Postmortem, name: str, note: str = "", group: str = "") -> Node:
    """A cause with the tone and the mark of its status; the problem as the problem, unmarked."""
    cause = postmortem.causes[name]
    if name == postmortem.problem:
        return Node(name, cause.text, Tone.PROBLEM, note=note, group=group)
    return Node(name, cause.text, _TONES[cause.status], _MARKS[cause.status], note, group)
