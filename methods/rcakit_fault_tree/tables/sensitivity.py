"""What the top does when each number it comes from is larger or smaller."""

from __future__ import annotations

from rcakit import Column, Table, text
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, together
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.swings import Kind, Swing, factor_of, swings
from rcakit_fault_tree.told import told

_COLUMNS = (
    Column(
        "input", "Number", about=True, meaning="A number that the top's probability comes from."
    ),
    Column("value", "Value", meaning="What it is now."),
    Column(
        "low",
        "Top, low",
        meaning="How likely the top is with the number divided by the factor.",
        formula="P(top | number / factor)",
    ),
    Column(
        "high",
        "Top, high",
        meaning="How likely the top is with the number times the factor; a probability stays at "
        "most 1.",
        formula="P(top | min(1, number × factor))",
    ),
    Column("swing", "Swing", meaning="How far the two are apart.", formula="|high - low|"),
    Column(
        "part",
        "Of the widest",
        bar=True,
        meaning="The swing beside the widest one. What is at the top of this table is worth "
        "knowing better; what is at its end can stay a guess.",
    ),
)


def sensitivity(look: Look, solution: Solution) -> Table | None:
    """A tornado: the numbers that matter most first. None where no probability is known."""
    if solution.evaluated is None or not solution.parts:
        return None
    factor = factor_of(look.notes)
    every = swings(solution, look.tree, factor)
    found = every[: max(look.notes.most, 0)]
    widest = max((one.width for one in found), default=0.0)
    if not widest:
        return None
    table = Table(
        name="sensitivity",
        title="Numbers worth knowing",
        columns=_COLUMNS,
        rows=tuple(
            (text.one_line(one.name), one.value, one.low, one.high, one.width, one.width / widest)
            for one in found
        ),
        about=tuple(_about(look, one) for one in found),
        marks=tuple(look.calibration.mark() for _ in found),
        note=_note(factor, len(found), len(every)),
    )
    return told(table, lambda row, column: _words(look, solution, found[row], column))


def _note(factor: float, told_: int, every: int) -> str:
    said = f"Each number is divided by {number(factor)} and taken {number(factor)} times."
    return f"{said} The first {told_:,} of {every:,}." if told_ < every else said


def _about(look: Look, one: Swing) -> str:
    if one.kind is Kind.EVENT:
        return together(one.name)[0]
    if one.kind is Kind.GROUP and look.tree is not None:
        return look.tree.groups[one.name].members[0]
    return ""


def _words(look: Look, solution: Solution, one: Swing, column: str) -> str:
    names, factor = look.names, number(factor_of(look.notes))
    said = _said(look, one)
    exact = solution.evaluated.top if solution.evaluated is not None else 0.0
    if column in ("input", "value"):
        plain = one.kind is Kind.PARAMETER
        value = number(one.value) if plain else f"{shown(one.value)}{names.within}"
        return f"{said[:1].upper()}{said[1:]} is {value}."
    doubt = look.calibration.sentence(names)
    if column == "low":
        return (
            f"With {said} divided by {factor}, the problem would have a probability of "
            f"{shown(one.low)} rather than {shown(exact)}.{doubt}"
        )
    if column == "high":
        return (
            f"With {said} times {factor}, the problem would have a probability of "
            f"{shown(one.high)} rather than {shown(exact)}.{doubt}"
        )
    return (
        f"With {said} anywhere from what was said divided by {factor} to {factor} times that, the "
        f"problem has a probability from {shown(min(one.low, one.high))} to "
        f"{shown(max(one.low, one.high))}.{doubt}"
    )


def _said(look: Look, one: Swing) -> str:
    if one.kind is Kind.PARAMETER:
        return f"the parameter {text.quoted(one.name, 60)}"
    if one.kind is Kind.GROUP and look.tree is not None:
        return f"the probability of each of {look.names.listed(look.tree.groups[one.name].members)}"
    return f"the probability of {look.names.name(one.name)}"
