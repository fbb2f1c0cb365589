"""The formulas of gates as a model file writes them, nested ones taken apart."""

from __future__ import annotations

from collections.abc import Callable

from rcakit import model
from rcakit_fault_tree.mef.definitions import WrongModel
from rcakit_fault_tree.mef.elements import Element
from rcakit_fault_tree.mef.values import truth
from rcakit_fault_tree.tree import Branch

_GATES = {
    "and": model.Gate.ALL,
    "or": model.Gate.ANY,
    "not": model.Gate.NOT,
    "xor": model.Gate.XOR,
    "nand": model.Gate.NAND,
    "nor": model.Gate.NOR,
    "iff": model.Gate.IFF,
    "imply": model.Gate.IMPLY,
    "atleast": model.Gate.AT_LEAST,
}
_REFERENCES = ("event", "gate", "basic-event", "house-event")
_FEWEST = {"xor": 2, "imply": 2, "iff": 2}
_MOST = {"not": 1, "imply": 2}

Meaning = Callable[[str, int], str]


class FormulaReader:
    """Reads the formula of one gate after another.

    Attributes:
        gates: The gates found, by name; formulas inside formulas are gates with names made up.
        houses: The constants found inside formulas, by names made up.
        inner: The names made up.
    """

    def __init__(self) -> None:
        self.gates: dict[str, Branch] = {}
        self.houses: dict[str, bool] = {}
        self.inner: list[str] = []

    def read(self, gate: str, element: Element, meaning: Meaning) -> None:
        """Take in the formula that defines a gate.

        Args:
            gate: Its name in the model.
            element: The formula.
            meaning: From the name of an event, and the line it is used in, to its name in the
                model; raises `WrongModel` where there is none.

        Raises:
            WrongModel: It is no formula.
        """
        work = [(gate, element)]
        while work:
            name, part = work.pop()
            if part.tag == "constant":
                self.houses[name] = truth(part)
            elif part.tag == "cardinality":
                self._between(name, part, self._args(name, part, meaning, work))
            elif part.tag in _REFERENCES:
                target = meaning(part.attributes.get("name", ""), part.line)
                self.gates[name] = Branch(model.Gate.ANY, (target,))
            else:
                self._gate(name, part, self._args(name, part, meaning, work))

    def _gate(self, name: str, part: Element, args: tuple[str, ...]) -> None:
        kind = _GATES.get(part.tag)
        if kind is None:
            raise WrongModel(part.line, f"<{part.tag}> is no formula that is read.")
        if not _FEWEST.get(part.tag, 1) <= len(args) <= _MOST.get(part.tag, len(args)):
            raise WrongModel(
                part.line, f"<{part.tag}> has {len(args)} arguments, which is no number it takes."
            )
        needed = _count(part, "min", args) if kind is model.Gate.AT_LEAST else 1
        self.gates[name] = Branch(kind, args, needed)

    def _between(self, name: str, part: Element, args: tuple[str, ...]) -> None:
        """At least `min` and not more than `max`, by two gates and a negation."""
        fewest, most = _count(part, "min", args), _count(part, "max", args)
        enough, many, few = (self._made_up(name) for _ in range(3))
        self.gates[enough] = Branch(model.Gate.AT_LEAST, args, fewest)
        self.gates[many] = Branch(model.Gate.AT_LEAST, args, most + 1)
        self.gates[few] = Branch(model.Gate.NOT, (many,))
        self.gates[name] = Branch(model.Gate.ALL, (enough, few))

    def _args(
        self, name: str, part: Element, meaning: Meaning, work: list[tuple[str, Element]]
    ) -> tuple[str, ...]:
        args = []
        for inside in part.parts():
            if inside.tag in _REFERENCES:
                args.append(meaning(inside.attributes.get("name", ""), inside.line))
            else:
                args.append(self._made_up(name))
                work.append((args[-1], inside))
        return tuple(args)

    def _made_up(self, name: str) -> str:
        self.inner.append(f"{name}~{len(self.inner) + 1}")
        return self.inner[-1]


def _count(part: Element, attribute: str, args: tuple[str, ...]) -> int:
    said = part.attributes.get(attribute, "")
    if not said.isdecimal() or int(said) > len(args):
        raise WrongModel(
            part.line, f"<{part.tag}> wants a {attribute} from 0 to {len(args)}, not “{said[:20]}”."
        )
    return int(said)
