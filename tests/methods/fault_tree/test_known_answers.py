"""Trees with published answers."""

from __future__ import annotations

import pytest

from rcakit import model
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree

GATES = {
    "or": model.Gate.ANY,
    "and": model.Gate.ALL,
    "xor": model.Gate.XOR,
    "not": model.Gate.NOT,
    "nand": model.Gate.NAND,
    "nor": model.Gate.NOR,
    "iff": model.Gate.IFF,
    "imply": model.Gate.IMPLY,
    "atleast": model.Gate.AT_LEAST,
}


def tree(nested, chances):
    """A tree out of nested lists such as ["or", "A", ["atleast", 2, "B", "C", "D"]]."""
    gates = {}

    def name(part):
        if isinstance(part, str):
            return part
        kind, *args = part
        needed = args.pop(0) if kind == "atleast" else 1
        own = f"g{len(gates)}"
        gates[own] = None
        gates[own] = Branch(GATES[kind], tuple(name(arg) for arg in args), needed)
        return own

    return FaultTree(name(nested), gates, {one: Number(value) for one, value in chances.items()})


TANK = ["or", "T", ["or", "K2", ["and", "S", ["or", "S1", ["or", "K1", "R"]]]]]
TANK_CHANCES = {"T": 5e-6, "K2": 3e-5, "S": 1e-4, "S1": 3e-5, "K1": 3e-5, "R": 1e-4}
TRAINS = ["and", ["or", "V1", "P1"], ["or", "V2", "P2"]]
SHARED = ["or", "IRU1", "RIU2", "RIU6", "RIU7"]


@pytest.mark.parametrize(
    ("nested", "chances", "sets", "numbers"),
    [
        (TANK, TANK_CHANCES, "T K2 S,S1 K1,S R,S", (3.501584875e-5, 3.5016e-5, 3.501584944e-5)),
        (
            ["and", ["or", "A", ["or", "B", "C"]], ["or", "C", ["and", "A", "B"]]],
            {"A": 0.1, "B": 0.2, "C": 0.3},
            "C A,B",
            (0.314, 0.32, 0.314),
        ),
        (
            TRAINS,
            {"V1": 0.4, "V2": 0.5, "P1": 0.6, "P2": 0.7},
            "P1,P2 P1,V2 P2,V1 V1,V2",
            (0.646, 1.2, 0.766144),
        ),
        (
            ["and", ["or", "A", "B"], ["or", "B", "C"]],
            {"A": 0.1, "B": 0.2, "C": 0.3},
            "B A,C",
            (0.224, 0.23, 0.224),
        ),
        (
            ["atleast", 2, "A", "B", "C"],
            {"A": 0.1, "B": 0.2, "C": 0.3},
            "A,B A,C B,C",
            (0.098, 0.11, 0.106436),
        ),
        (["or", "A"], {"A": 0.25}, "A", (0.25, 0.25, 0.25)),
        (
            ["or", ["and", "A", "B"], ["and", "B", "C"]],
            {"A": 0.1, "B": 0.2, "C": 0.3},
            "A,B B,C",
            (0.074, 0.08, 0.0788),
        ),
    ],
)
def test_coherent_trees(nested, chances, sets, numbers):
    """Cut sets, exact probability, and both approximations."""
    found = Solution.of(tree(nested, chances))
    assert {frozenset(one.events) for one in found.cut_sets()} == {
        frozenset(one.split(",")) for one in sets.split()
    }
    told = (found.evaluated.top, found.rare_event, found.upper_bound)
    assert told == pytest.approx(numbers, rel=1e-9)
    assert found.coherent
