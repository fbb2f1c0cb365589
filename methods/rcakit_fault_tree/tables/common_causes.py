"""What the groups of common causes come to: how likely so many of them fail together."""

from __future__ import annotations

from itertools import combinations
from math import comb

import attrs

from rcakit import Column, Table, text
from rcakit_fault_tree.common_cause import Sharing, shares
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import told

_MODELS = {
    Sharing.BETA: "the beta-factor model",
    Sharing.MGL: "the multiple-Greek-letter model",
    Sharing.ALPHA: "the alpha-factor model",
    Sharing.PHI: "the phi-factor model",
}
_SOURCE = (
    "A. Mosleh et al., Procedures for Treating Common Cause Failures in Safety and Reliability "
    "Studies, NUREG/CR-4780 (1988); Open-PSA Model Exchange Format 2.0d, 5.4"
)
_COLUMNS = (
    Column("group", "Group", meaning="Causes that may come about by one common cause."),
    Column("members", "Causes", about=True, meaning="The members of the group."),
    Column("level", "Together", meaning="How many of them come about by one common cause."),
    Column(
        "sets", "Sets", meaning="How many different sets of so many there are.", formula="C(n, k)"
    ),
    Column(
        "set_probability",
        "Probability of a set",
        meaning="How likely it is that just these members come about together.",
        formula="Q_k",
        source=_SOURCE,
    ),
)


@attrs.frozen
class _Level:
    """One level of one group."""

    group: str
    members: tuple[str, ...]
    model: str
    level: int
    chance: float


def common_causes(look: Look, solution: Solution) -> Table | None:
    """One row for each group and number of members; None without groups."""
    del solution
    tree = look.tree
    if tree is None or not tree.groups:
        return None
    levels = [
        _Level(name, group.members, _MODELS[group.sharing], level, tree.model.mean(chance))
        for name, group in tree.groups.items()
        for level, chance in sorted(shares(group).items())
    ]
    table = Table(
        "common-causes",
        "Common causes",
        _COLUMNS,
        tuple(
            (
                text.one_line(one.group),
                one.members,
                one.level,
                comb(len(one.members), one.level),
                one.chance,
            )
            for one in levels
        ),
        about=tuple(one.members[0] for one in levels),
        marks=tuple(look.calibration.mark(one.members) for one in levels),
    )
    return told(table, lambda row, column: _words(look, levels[row], column))


def _words(look: Look, one: _Level, column: str) -> str:
    names = look.names
    if column in ("group", "members"):
        return f"{names.listed(one.members)} share a cause; it is reckoned with by {one.model}."
    doubt = look.calibration.sentence(names, one.members)
    if one.level == 1:
        return (
            f"Each of {names.listed(one.members)} comes about alone with a probability of "
            f"{shown(one.chance)}{names.within}.{doubt}"
        )
    count = comb(len(one.members), one.level)
    example = names.listed(next(combinations(one.members, one.level)))
    return (
        f"{example} come about by one common cause with a probability of {shown(one.chance)}"
        f"{names.within}; there {'is' if count == 1 else 'are'} {several(count, 'set')} of "
        f"{one.level}.{doubt}"
    )
