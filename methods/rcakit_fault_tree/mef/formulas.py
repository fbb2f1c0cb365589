"""The formulas of gates as a model file writes them, nested ones taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
_DIGITS = 9
"""Of the longest number that counts arguments."""
_IDEMPOTENT = frozenset({"and", "or", "nand", "nor"})

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
        self._made: set[str] = set()

    def read(self, gate: str, element: Element, meaning: Meaning) -> None:
        """Take in the formula that defines a gate.

        Args:
            gate: Its name in the model.
            element: The formula.
            meaning: From the name of an event, and the line it is used in, to its name in the
                model; raises `WrongModel` where there is none.

        Raises:
            WrongModel: It is no formula. Nothing of it is kept then.
        """
        try:
            self._read(gate, element, meaning)
        except WrongModel:
            self.gates.pop(gate, None)
            raise

    def forget_unused(self) -> None:
        """Drop what was made up and is below no gate with a name, which would be a tree of its own.

        That is what stands in a formula that is at fault, or is so whatever is inside.
        """
        stack = [name for name in self.gates if name not in self._made]
        used: set[str] = set()
        while stack:
            branch = self.gates.get(stack.pop())
            for arg in branch.args if branch is not None else ():
                if arg in self._made and arg not in used:
                    used.add(arg)
                    stack.append(arg)
        for name in self._made - used:
            self.gates.pop(name, None)
            self.houses.pop(name, None)

    def _read(self, gate: str, element: Element, meaning: Meaning) -> None:
        work = [(gate, element)]
        while work:
            name, part = work.pop()
            if part.tag == "constant":
                self._constant(name, truth(part))
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
                part.line, f"<{part.tag}> cannot have {len(args)} argument{'s' * (len(args) != 1)}."
            )
        if kind is model.Gate.AT_LEAST:
            self._at_least(name, _count(part, "min", args), args)
        else:
            self.gates[name] = Branch(kind, args)

    def _at_least(self, name: str, needed: int, args: tuple[str, ...]) -> None:
        """A gate, or a constant where any number is enough."""
        if needed:
            self.gates[name] = Branch(model.Gate.AT_LEAST, args, needed)
        else:
            self._constant(name, True)

    def _constant(self, name: str, value: bool) -> None:
        """A formula that is always so or never; what has a name of its own stays a gate."""
        if name in self._made:
            self.houses[name] = value
            return
        inside = self._made_up(name)
        self.houses[inside] = value
        self.gates[name] = Branch(model.Gate.ANY, (inside,))

    def _between(self, name: str, part: Element, args: tuple[str, ...]) -> None:
        """At least `min` and not more than `max`, by two gates and a negation."""
        fewest, most = _count(part, "min", args), _count(part, "max", args)
        if fewest > most:
            raise WrongModel(part.line, f"A <cardinality> wants a min of at most {most}.")
        if most == len(args):
            self._at_least(name, fewest, args)
            return
        enough, many, few = (self._made_up(name) for _ in range(3))
        self._at_least(enough, fewest, args)
        self._at_least(many, most + 1, args)
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
        return tuple(self._each_once(name, args, part.tag))

    def _each_once(self, name: str, args: list[str], tag: str) -> Iterator[str]:
        """The arguments, one that is given again by way of a gate: a cause has one because of it.

        Where that makes no difference it is left out.
        """
        seen: set[str] = set()
        for arg in args:
            if arg not in seen:
                seen.add(arg)
                yield arg
            elif tag not in _IDEMPOTENT:
                again = self._made_up(name)
                self.gates[again] = Branch(model.Gate.ANY, (arg,))
                yield again

    def _made_up(self, name: str) -> str:
        self.inner.append(f"{name}~{len(self.inner) + 1}")
        self._made.add(self.inner[-1])
        return self.inner[-1]


def _count(part: Element, attribute: str, args: tuple[str, ...]) -> int:
    said = part.attributes.get(attribute, "")
    if not said.isdecimal() or len(said) > _DIGITS or int(said) > len(args):
        raise WrongModel(
            part.line, f"<{part.tag}> wants a {attribute} from 0 to {len(args)}, not “{said[:20]}”."
        )
    return int(said)
