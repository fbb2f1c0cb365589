"""The question that grows the tree of a premortem: what could bring each thing about?"""

from __future__ import annotations

import attrs

from rcakit import (
    Option,
    Postmortem,
    Question,
    TextOrOption,
    graph,
    listed,
    name_because,
    text,
)
from rcakit_fault_tree.notes import ID, Notes
from rcakit_fault_tree.number_questions import Keep

_HELP = (
    "Suppose it has come about, and tell the story backwards: what was enough for it, what was "
    "needed beside that? Name one at a time, also what is so already and does no harm alone. “-” "
    "ends it: then you say how the causes combine, or how likely it is where you named none."
)
_MOST = 4


def could_be(
    postmortem: Postmortem, notes: Notes, keep: Keep, name: str, known: tuple[Option, ...]
) -> Question:
    """What could bring a cause about, one at a time until all is named.

    Args:
        postmortem: The postmortem.
        notes: What the fault tree keeps.
        keep: The change that keeps such notes.
        name: The cause.
        known: Causes that are there and may be picked.
    """
    said = text.quoted(postmortem.causes[name].text, 160)
    behind = graph.standing(postmortem.causes, name)
    so_far = listed(postmortem, behind[:_MOST]) if behind else ""
    if len(behind) > _MOST:
        so_far = f"{so_far}, and {len(behind) - _MOST} more"
    complete = (*notes.complete, name)
    return Question(
        id=f"{ID}/could-be/{name}",
        ask=f"What else could bring it about that {said}, or would be needed for it?"
        if behind
        else f"How could it come that {said}?",
        kind=TextOrOption(
            tuple(one for one in known if one.value != name and one.value not in behind),
            hint="one more; “-” if that is all" if behind else "“-” if the tree shall end here",
        ),
        answer=lambda named: name_because(postmortem, name, named),
        done=name in notes.complete,
        current=so_far,
        help=_HELP,
        about=(name, *behind),
        nothing=keep(
            attrs.evolve(notes, complete=tuple(dict.fromkeys(complete))), "say that all is named"
        ),
    )
