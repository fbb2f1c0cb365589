"""What the fault tree keeps for itself: numbers and gates the causal graph has no word for."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit import model
from rcakit_fault_tree.common_cause import Sharing

ID = "fault-tree"


@attrs.frozen(kw_only=True)
class GroupNotes:
    """A group of causes that may come about together, by one common cause.

    Attributes:
        sharing: The model: beta-factor, mgl, alpha-factor or phi-factor.
        members: Ids of causes.
        probability: That of any one of them, an expression.
        factors: What the model wants, expressions by level ("2", "3", ...).
    """

    sharing: Sharing
    members: tuple[str, ...] = ()
    probability: str = ""
    factors: Mapping[str, str] = attrs.field(factory=dict, converter=model.frozen)
    extra: Mapping[str, object] = attrs.field(factory=model.table)


def _groups(items: Mapping[str, GroupNotes]) -> Mapping[str, GroupNotes]:
    return model.frozen(items)


def _texts(items: Mapping[str, str]) -> Mapping[str, str]:
    return model.frozen(items)


def _truths(items: Mapping[str, bool]) -> Mapping[str, bool]:
    return model.frozen(items)


def _numbers(items: Mapping[str, float]) -> Mapping[str, float]:
    return model.frozen(items)


@attrs.frozen(kw_only=True)
class Notes:
    """The file `methods/fault-tree.toml`. Ids of causes that are gone are passed over.

    Attributes:
        period: What the probabilities are about, in words, such as "a year" or "one deploy".
        mission_time: How long the time is that probabilities are about, in the unit of the
            rates; None where no expression asks for it.
        expression: For a cause, its probability as an expression, such as
            "exponential(2e-6, mission-time)"; the number of the cause itself is then its mean.
        parameter: The parameters expressions may name.
        house: Causes that are taken as so, or not so, whatever their status.
        group: Groups of causes that may come about together, by name.
        left: For an action, how much of the probability of what it addresses it leaves.
        name: For a cause, its name in the file it was imported from, where that is no id.
        inner: Causes that were formulas inside formulas in that file.
        extra: Keys of the file that the fault tree does not know; kept and written back.
    """

    period: str = ""
    mission_time: float | None = None
    expression: Mapping[str, str] = attrs.field(factory=dict, converter=_texts)
    parameter: Mapping[str, str] = attrs.field(factory=dict, converter=_texts)
    house: Mapping[str, bool] = attrs.field(factory=dict, converter=_truths)
    group: Mapping[str, GroupNotes] = attrs.field(factory=dict, converter=_groups)
    left: Mapping[str, float] = attrs.field(factory=dict, converter=_numbers)
    name: Mapping[str, str] = attrs.field(factory=dict, converter=_texts)
    inner: tuple[str, ...] = ()
    extra: Mapping[str, object] = attrs.field(factory=model.table)
