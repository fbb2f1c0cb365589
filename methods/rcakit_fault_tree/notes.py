"""What the fault tree keeps for itself: numbers and gates the causal graph has no word for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from rcakit import model
from rcakit_fault_tree.common_cause import Sharing

ID = "fault-tree"


def _texts(items: Mapping[str, str]) -> Mapping[str, str]:
    return model.frozen(items)


def _truths(items: Mapping[str, bool]) -> Mapping[str, bool]:
    return model.frozen(items)


def _numbers(items: Mapping[str, float]) -> Mapping[str, float]:
    return model.frozen(items)


@attrs.frozen(kw_only=True)
class GroupNotes:
    """A group of causes that may come about together, by one common cause.

    Attributes:
        sharing: The model: beta-factor, mgl, alpha-factor or phi-factor.
        members: Ids of causes.
        probability: That of any one of them, an expression.
        factors: What the model wants, expressions by level ("2", "3", ...).
        source: Who or what says so; without it the numbers are uncalibrated.
    """

    sharing: Sharing
    members: tuple[str, ...] = ()
    probability: str = ""
    factors: Mapping[str, str] = attrs.field(factory=dict, converter=model.frozen)
    source: str = ""
    extra: Mapping[str, object] = attrs.field(factory=model.table)


class Sort(StrEnum):
    """What comes first where cut sets are listed."""

    PROBABILITY = "probability"
    ORDER = "order"


@attrs.frozen(kw_only=True)
class PredictedSet:
    """A minimal cut set of an earlier postmortem: its causes, and how likely they were together.

    Attributes:
        events: Ids of causes of that postmortem.
        probability: That of all of them together; None where nobody knew.
    """

    events: tuple[str, ...] = ()
    probability: float | None = None
    extra: Mapping[str, object] = attrs.field(factory=model.table)


def _sets(items: Mapping[str, PredictedSet]) -> Mapping[str, PredictedSet]:
    return model.frozen(items)


@attrs.frozen(kw_only=True)
class Predicted:
    """What an earlier postmortem, mostly a premortem, thought could happen.

    Attributes:
        title: What it is called.
        period: What its probabilities are about, as in `Notes`.
        top: How likely it thought the problem to be; None where nobody knew.
        text: For each of its causes, what it says.
        cut_set: Its minimal cut sets, by their number in its own order.
        left_out: How many cut sets it had beside those.
        unsourced: Those of its causes whose probability had no source.
    """

    title: str = ""
    period: str = ""
    top: float | None = None
    text: Mapping[str, str] = attrs.field(factory=dict, converter=_texts)
    cut_set: Mapping[str, PredictedSet] = attrs.field(factory=dict, converter=_sets)
    left_out: int = 0
    unsourced: tuple[str, ...] = ()
    extra: Mapping[str, object] = attrs.field(factory=model.table)


def _groups(items: Mapping[str, GroupNotes]) -> Mapping[str, GroupNotes]:
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
        complete: Of a premortem the causes of which all that could bring them about is named.
        what_if: The same for a what-if, which is kept nowhere.
        group: Groups of causes that may come about together, by name.
        left: For an action, the part of the cases in which it does not help, from 0 to 1.
        name: For a cause, its name in the file it was imported from, where that is no id.
        inner: Causes that were formulas inside formulas in that file.
        predicted: What a premortem thought could happen, to be compared with what did.
        most: How many rows of cut sets, and of what is told of each number, are listed at most.
        max_order: Cut sets of more causes than that are not listed; None for no such bound.
        min_probability: Cut sets less likely than that are not listed; None for no such bound.
        sort: Whether the most probable cut sets or those of the fewest causes come first.
        trials: How often uncertain numbers are drawn; None for 1000, or fewer in a huge tree.
        seed: What the draws begin with; the same seed gives the same draws.
        factor: By what each number is multiplied and divided to see what the top does then.
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
    complete: tuple[str, ...] = ()
    what_if: Mapping[str, bool] = attrs.field(factory=dict, converter=_truths)
    predicted: Predicted | None = None
    most: int = 1000
    max_order: int | None = None
    min_probability: float | None = None
    sort: Sort = Sort.PROBABILITY
    trials: int | None = None
    seed: int = 20250101
    factor: float = 3.0
    extra: Mapping[str, object] = attrs.field(factory=model.table)
