"""What actions buy, against trying every state of the causes and of the actions."""

from __future__ import annotations

from math import prod

import attrs
import pytest
from fault_tree_samples import (
    EVERY,
    column,
    events_of,
    postmortem,
    so,
    states,
    tables_of,
    trees,
)
from hypothesis import given, settings

from rcakit import model
from rcakit.model import Action, ActionStatus, ActionType, Gate
from rcakit_fault_tree.gains import gains
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.method import FaultTree


def after(pm, actions, left):
    """The top's probability where each action fails in the part of cases that is left."""
    names = events_of(pm)
    chances = {name: pm.causes[name].probability for name in names} | left
    every = [*names, *actions]
    total = 0.0
    for state in states(every):
        helping = [name for name in actions if name not in state]
        struck = {one for name in helping for one in pm.actions[name].addresses}
        known = dict.fromkeys(struck, False)
        if so(pm.causes, "top", state, known):
            total += prod(chances[one] if one in state else 1.0 - chances[one] for one in every)
    return total


@settings(deadline=None, max_examples=120)
@given(trees(gates=EVERY, most_events=5))
def test_what_actions_buy_is_exact(pm):
    """One by one and all together; on events, gates, shared causes and the top itself."""
    notes = FaultTree().read_notes(pm)
    look = Look(pm, notes)
    found = list(gains(pm, notes, look.tree, look.solution))
    reached = {*look.tree.gates, *look.tree.events}
    acting = [name for name, one in pm.actions.items() if reached & {*one.addresses}]
    assert [one.actions for one in found if one.left is not None] == [(name,) for name in acting]
    for one in found:
        left = {name: notes.left[name] for name in one.actions}
        assert one.top == pytest.approx(after(pm, one.actions, left), abs=1e-12)


def with_actions(**actions):
    """A and b, each half likely, both needed."""
    given_ = {"probability": 0.5, "probability_source": "counted"}
    causes = {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": given_, "b": given_}
    held = {name: Action(title=f"Do {name}", **one) for name, one in actions.items()}
    return postmortem(causes, actions=held, notes={"left": {"half": 0.5}})


def test_the_rows_and_what_marks_them():
    """The best first, all together last; what nobody has said is the most it can buy."""
    pm = with_actions(half={"addresses": ("a",)}, whole={"addresses": ("b",)})
    table = tables_of(pm)["actions"]
    assert column(table, "title") == ["Do whole", "Do half", "All of these together"]
    assert column(table, "addressed") == [("b",), ("a",), ("a", "b")]
    assert column(table, "left") == [None, 0.5, None]
    assert column(table, "top_probability") == pytest.approx([0.0, 0.125, 0.0])
    assert column(table, "share") == pytest.approx([1.0, 0.5, 1.0])
    assert column(table, "closed") == [1, 1, 1]
    assert table.about == ("whole", "half", "")
    assert table.marks == ("at most", "", "at most")
    assert table.meaning(1, 3).words == (
        "With “Do half” done, the problem would come about 2 times less often. Its probability "
        "goes from 25 % to 12.5 %, about 1 in 8."
    )


def test_what_is_done_counts_and_what_will_not_be_done_does_not():
    """Nor does looking into something, unless somebody has said what it leaves."""
    pm = with_actions(
        done={"addresses": ("a",), "status": ActionStatus.DONE},
        never={"addresses": ("a",), "status": ActionStatus.WONT_DO},
        look={"addresses": ("b",), "type": ActionType.INVESTIGATE},
        half={"addresses": ("b",), "type": ActionType.INVESTIGATE},
    )
    assert column(tables_of(pm)["actions"], "title") == [
        "Do done",
        "Do half",
        "All of these together",
    ]


def test_actions_behind_an_end_of_the_tree_are_named():
    """They cannot be reckoned with, and the note says so."""
    pm = with_actions(half={"addresses": ("a",)}, deep={"addresses": ("root",)})
    deep = attrs.evolve(pm.causes["a"], because=("root",))
    causes = {**pm.causes, "a": deep, "root": model.Cause(text="A root")}
    table = tables_of(attrs.evolve(pm, causes=model.frozen(causes)))["actions"]
    assert column(table, "title") == ["Do half"]
    assert "“Do deep” acts on what stands behind an end of the tree" in table.note
