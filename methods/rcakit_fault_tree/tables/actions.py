"""What each action buys."""

from __future__ import annotations

from rcakit import Column, Table, graph, text
from rcakit_fault_tree.gains import Gain, gains, lessens
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import one_in, several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import change, told, unknown
from rcakit_fault_tree.tree import FaultTree

AT_MOST = "at most"

_RULE = (
    "each cause it acts on counts only where the action does not help: P(top | cause AND action "
    "fails), exactly"
)
_COLUMNS = (
    Column("title", "Action", meaning="An action that acts on a cause in the tree."),
    Column("addressed", "Acts on", about=True, meaning="The causes of the tree it addresses."),
    Column(
        "left",
        "Left",
        meaning="In what part of the cases it does not help. Where nobody has said it is taken for "
        "nothing, so that the row tells the most it can buy.",
    ),
    Column(
        "top_probability",
        "Top then",
        meaning="How likely the top is once the action is done.",
        formula=_RULE,
    ),
    Column(
        "share",
        "Buys",
        bar=True,
        meaning="The part of the top's probability that the action takes away.",
        formula="1 - P(top then) / P(top)",
    ),
    Column(
        "closed",
        "Closes",
        meaning="How many of the ways to the top, the minimal cut sets, are closed where it helps.",
    ),
)


def actions(look: Look, solution: Solution) -> Table | None:
    """One row for each action, and one for all together; None where none acts on the tree."""
    if look.tree is None or solution.constant is not None or not solution.whole:
        return None
    found = list(gains(look.postmortem, look.notes, look.tree, solution))
    single = sorted(
        (one for one in found if one.left is not None), key=lambda one: -(one.share or 0.0)
    )
    ordered = [*single, *(one for one in found if one.left is None)]
    table = Table(
        name="actions",
        title="What actions buy",
        columns=_COLUMNS,
        rows=tuple(_row(look, one) for one in ordered),
        about=tuple(one.actions[0] if one.left is not None else "" for one in ordered),
        marks=tuple(_marks(look, one) for one in ordered),
        note=_beyond(look, look.tree),
    )
    return told(table, lambda row, column: _words(look, solution, ordered[row], column))


def _beyond(look: Look, tree: FaultTree) -> str:
    """The actions that act on causes the tree does not go down to."""
    below = set(graph.standing_below(look.postmortem.causes, tree.top)) - tree.gates.keys()
    below -= tree.events.keys() | tree.houses.keys()
    names = [
        text.quoted(action.title, 60)
        for name, action in look.postmortem.actions.items()
        if lessens(action, name in look.notes.left)
        and any(one in below for one in action.addresses)
        and not any(one in tree.gates or one in tree.events for one in action.addresses)
    ]
    if not names:
        return ""
    said = f"{names[0]} and {len(names) - 1:,} more act" if names[1:] else f"{names[0]} acts"
    return f"{said} on what stands behind an end of the tree, which is not reckoned with."


def _row(look: Look, one: Gain) -> tuple[str | float | int | tuple[str, ...] | None, ...]:
    left = one.left if one.said else None
    return (_title(look, one), one.addressed, left, one.top, one.share, one.closed)


def _title(look: Look, one: Gain) -> str:
    if one.left is None:
        return "All of these together"
    return text.one_line(look.postmortem.actions[one.actions[0]].title)


def _marks(look: Look, one: Gain) -> str:
    if one.top is None:
        return ""
    return ", ".join(filter(None, ("" if one.said else AT_MOST, look.calibration.mark())))


def _words(look: Look, solution: Solution, one: Gain, column: str) -> str:
    names = look.names
    who = (
        "All of these actions together"
        if one.left is None
        else text.quoted(look.postmortem.actions[one.actions[0]].title, 90)
    )
    verb = "act" if one.left is None else "acts"
    if column in ("title", "addressed"):
        return f"{who} {verb} on {names.listed(one.addressed, most=8)}."
    if column == "left":
        return _left(one, who)
    if column == "closed":
        if one.closed is None:
            return "With it the tree is too large for its ways to be counted."
        if one.closed < 0:
            return f"{who} would open {several(-one.closed, 'more way')} to the problem."
        return (
            f"Of {several(solution.count, 'way')} to the problem, {who[:1].lower()}{who[1:]} "
            f"{'close' if one.left is None else 'closes'} {one.closed:,} where it helps."
        )
    if one.top is None or solution.evaluated is None:
        return unknown(names, solution.unknown)
    return _bought(solution.evaluated.top, one, who) + look.calibration.sentence(names)


def _left(one: Gain, who: str) -> str:
    if one.left is None:
        return "Each action leaves what its own row says."
    if not one.said:
        return f"Nobody has said how much {who} leaves, so the row tells the most it can buy."
    if not one.left:
        return f"Nothing is left where {who} is done."
    return f"{who} does not help in {shown(one.left)} of the cases."


def _bought(before: float, one: Gain, who: str) -> str:
    top = one.top or 0.0
    words = change(before, top, f"With {who[:1].lower()}{who[1:]} done")
    at_most = "" if one.said else " That is the most it can buy."
    return f"{words} Its probability goes from {shown(before)} to {one_in(top)}.{at_most}"
