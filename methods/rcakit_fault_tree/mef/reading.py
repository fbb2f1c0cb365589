"""An Open-PSA model file as a fault tree, validated: each fault is named with its line.

Format: S. Epstein and A. Rauzy, "Open-PSA Model Exchange Format", version 2.0d. Fault trees,
components, gates, events, parameters, expressions, groups of common cause and model data are
read; event trees and the like are told of and passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit_fault_tree.common_cause import Group, WrongGroup, shares
from rcakit_fault_tree.expressions import Expression, Model, WrongValue
from rcakit_fault_tree.mef.definitions import Definition, Definitions, Kind, WrongModel
from rcakit_fault_tree.mef.elements import Element
from rcakit_fault_tree.mef.formulas import FormulaReader
from rcakit_fault_tree.mef.values import expression, group, truth
from rcakit_fault_tree.tree import Branch, FaultTree

MISSION_TIME = 1.0
"""The mission time where a file gives none."""
_MOST_NAMED = 12


@attrs.frozen
class Found:
    """A model as it was read.

    Attributes:
        tree: The tree below the first of the tops.
        tops: The gates that no other gate is about, in the order of the file.
        labels: What the file says of gates and events, by name.
        inner: Gates that were formulas inside formulas and have no name of their own.
        faults: What cannot be, with its line; the tree is without it.
        remarks: What was passed over, with its line.
    """

    tree: FaultTree
    tops: tuple[str, ...]
    labels: Mapping[str, str]
    inner: tuple[str, ...]
    faults: tuple[WrongModel, ...]
    remarks: tuple[WrongModel, ...]


def read(root: Element, mission_time: float = MISSION_TIME) -> Found:
    """What a model defines.

    Args:
        root: The root element of its file, with what is included in place.
        mission_time: How long the time is that probabilities are about.
    """
    reader = _Reader()
    reader.definitions.take(root)
    return reader.found(mission_time)


class _Reader:
    def __init__(self) -> None:
        self.definitions = Definitions()
        self._formulas = FormulaReader()
        self._events: dict[str, Expression | None] = {}
        self._houses: dict[str, bool] = {}
        self._parameters: dict[str, Expression] = {}
        self._groups: dict[str, Group] = {}
        self._members: set[str] = set()
        self._labels: dict[str, str] = {}
        self._names: dict[int, str] = {}
        self._called: set[str] = set()
        self._lines: dict[str, int] = {}
        self._faults: list[WrongModel] = []

    def found(self, mission_time: float) -> Found:
        """The model, once all definitions are taken in."""
        self._faults += self.definitions.faults
        self._call()
        # A group may define its members, which gates then name.
        groups_first = sorted(self.definitions.listed, key=lambda one: one.kind is not Kind.GROUP)
        for definition in groups_first:
            try:
                self._read(definition)
            except WrongModel as fault:
                self._faults.append(fault)
        self._formulas.forget_unused()
        gates, houses = self._formulas.gates, {**self._houses, **self._formulas.houses}
        for branch in list(gates.values()):
            for arg in branch.args:
                if arg not in gates and arg not in houses:
                    # Its definition is at fault, and told of; the tree ends there.
                    self._events.setdefault(arg, None)
        self._cut_circles(gates)
        self._formulas.forget_unused()
        tops = _tops(gates)
        model = Model(self._parameters, mission_time)
        self._value(model)
        tree = FaultTree(tops[0] if tops else "", gates, self._events, houses, self._groups, model)
        remarks = [
            WrongModel(one.line, f"<{one.tag}> is not read.")
            for one in self.definitions.passed_over
        ]
        return Found(
            tree,
            tops,
            self._labels,
            tuple(name for name in self._formulas.inner if name in gates or name in houses),
            tuple(sorted(self._faults, key=lambda fault: fault.line)),
            tuple(remarks),
        )

    def _call(self) -> None:
        """Give each definition a name: its own, or with its path where two share one."""
        taken: dict[tuple[bool, str], int] = {}
        for one in self.definitions.listed:
            key = (one.kind is Kind.PARAMETER, one.name)
            taken[key] = taken.get(key, 0) + 1
        for one in self.definitions.listed:
            alone = taken[one.kind is Kind.PARAMETER, one.name] == 1
            name = one.name if alone else one.full
            self._names[id(one)] = name
            self._called.add(name)
            self._lines.setdefault(name, one.element.line)

    def _read(self, one: Definition) -> None:
        name, element = self._names[id(one)], one.element
        label = element.child("label")
        if label is not None and label.text.strip():
            self._labels[name] = " ".join(label.text.split())
        parts = element.parts()
        if one.kind is Kind.GATE:
            if len(parts) != 1:
                raise WrongModel(element.line, f"The gate {one.name} wants one formula.")
            self._formulas.read(name, parts[0], self._event_in(one))
        elif one.kind is Kind.BASIC_EVENT:
            self._events[name] = None
            if parts:
                self._events[name] = expression(parts[0], self._parameter_in(one))
        elif one.kind is Kind.HOUSE_EVENT:
            self._houses[name] = bool(parts) and truth(parts[0])
        elif one.kind is Kind.PARAMETER:
            if len(parts) != 1:
                raise WrongModel(element.line, f"The parameter {one.name} wants one value.")
            self._parameters[name] = expression(parts[0], self._parameter_in(one))
        else:
            self._group(one, name)

    def _group(self, one: Definition, name: str) -> None:
        listed = one.element.child("members")
        members = listed.parts() if listed is not None else []
        named = tuple(self._member(one, member) for member in members)
        found = group(one.element, named, self._parameter_in(one))
        try:
            shares(found)
        except WrongGroup as error:
            raise WrongModel(one.element.line, f"The group {one.name}: {error}.") from None
        self._groups[name] = found

    def _member(self, one: Definition, member: Element) -> str:
        """A member of a group, which the group itself defines where nothing else does."""
        name = member.attributes.get("name", "").strip()
        if not name:
            raise WrongModel(member.line, f"A member of the group {one.name} has no name.")
        known = self.definitions.event(name, one.path)
        if known is None:
            self._events.setdefault(name, None)
            self._members.add(name)
            return name
        return self._names[id(known)]

    def _event_in(self, one: Definition) -> _Meaning:
        return _Meaning(self, one, event=True)

    def _parameter_in(self, one: Definition) -> _Meaning:
        return _Meaning(self, one, event=False)

    def meaning(self, one: Definition, name: str, line: int, *, event: bool) -> str:
        """The name in the model of what `name` means where `one` is defined."""
        find = self.definitions.event if event else self.definitions.parameter
        known = find(name, one.path)
        if known is not None:
            return self._names[id(known)]
        what = "gate or event" if event else "parameter"
        if not name:
            raise WrongModel(line, f"A reference to a {what} has no name.")
        if event and name in self._members:
            return name
        fault = WrongModel(line, f"There is no {what} named {name[:60]}.")
        if not event or name in self._called:
            raise fault
        # The rest of the formula still says something: it goes on to an event not known of.
        self._faults.append(fault)
        self._events[name] = None
        self._members.add(name)
        return name

    def _cut_circles(self, gates: dict[str, Branch]) -> None:
        """Name each gate that is about itself; nothing is known of what it comes to."""
        state: dict[str, bool] = {}
        for start in list(gates):
            stack = [(start, iter(gates[start].args))] if start not in state else []
            state.setdefault(start, False)
            while stack:
                name, rest = stack[-1]
                for arg in rest:
                    if arg not in gates:
                        continue
                    if arg not in state:
                        state[arg] = False
                        stack.append((arg, iter(gates[arg].args)))
                        break
                    if not state[arg]:
                        way = [gate for gate, _ in stack]
                        circle = [*way[way.index(arg) :], arg]
                        self._faults.append(
                            WrongModel(
                                self._lines.get(name, 0),
                                f"Gates are about each other in a circle: {_way(circle)}.",
                            )
                        )
                        del gates[name]
                        self._events[name] = None
                        state[name] = True
                        stack.pop()
                        break
                else:
                    state[name] = True
                    stack.pop()

    def _value(self, model: Model) -> None:
        """Name each probability that has no value, or none between 0 and 1."""
        for name, given in self._events.items():
            if given is None:
                continue
            try:
                value = model.mean(given)
            except WrongValue as error:
                self._faults.append(WrongModel(self._lines.get(name, 0), f"{name}: {error}."))
                self._events[name] = None
                continue
            if not 0.0 <= value <= 1.0:
                self._faults.append(
                    WrongModel(self._lines.get(name, 0), f"{name} has the probability {value:g}.")
                )
                self._events[name] = None


@attrs.frozen
class _Meaning:
    reader: _Reader
    definition: Definition
    event: bool = attrs.field(kw_only=True)

    def __call__(self, name: str, line: int) -> str:
        return self.reader.meaning(self.definition, name, line, event=self.event)


def _way(names: list[str]) -> str:
    """Names one after the other, the middle ones of many left out."""
    few = names if len(names) <= _MOST_NAMED else [*names[:5], "…", *names[-4:]]
    return " → ".join(name[:60] for name in few)


def _tops(gates: Mapping[str, Branch]) -> tuple[str, ...]:
    below = {arg for branch in gates.values() for arg in branch.args}
    return tuple(name for name in gates if name not in below)
