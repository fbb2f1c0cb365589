"""Open-PSA models in: gates and events become causes, all other numbers notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from rcakit import Found, Imported, Importer, ImportFile, Remark, UnreadableError, few, model
from rcakit_fault_tree.common_cause import Group
from rcakit_fault_tree.expressions import Number, WrongValue
from rcakit_fault_tree.expressions.written import write
from rcakit_fault_tree.mef.definitions import WrongModel
from rcakit_fault_tree.mef.elements import BrokenXml
from rcakit_fault_tree.mef.including import Files
from rcakit_fault_tree.mef.reading import MISSION_TIME, read
from rcakit_fault_tree.mef.reading import Found as Read
from rcakit_fault_tree.notes import ID
from rcakit_fault_tree.tree import FaultTree

_SURE = 0.95
_ROOTS = tuple(
    f"{before}opsa-mef".encode(coding)
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
    for before in "<:"
)
_MOST_FAULTS = 10
"""Faults named beside the first where nothing can be read."""
_MOST_TOPS = 10
"""Tops named beside the first."""


class OpenPsaImporter(Importer):
    """Reads fault trees in the Open-PSA Model Exchange Format."""

    id = "open-psa"
    title = "Open-PSA"
    summary = "Fault trees in the Open-PSA Model Exchange Format (XML)."

    def recognises(self, file: ImportFile) -> float:
        """By the name of its root element."""
        head = file.data[:20_000]
        return _SURE if any(root in head for root in _ROOTS) else 0.0

    def read(self, file: ImportFile) -> Imported:
        """The tree as causes, with the top that no other gate is about as what all lead to.

        Raises:
            UnreadableError: It is no XML, or defines no gate.
        """
        files = Files(file.beside)
        try:
            root = files.whole(file.data)
        except BrokenXml as error:
            raise UnreadableError(Path(file.name), error.line, error.reason) from None
        found = read(root, _mission_time(file))
        if not found.tops:
            raise _no_gate(file.name, root.line, found, files)
        return Imported(
            found=tuple(_causes(found, file.name)),
            problem=found.tops[0],
            warnings=tuple(_other_tops(found)),
            skipped=few(list(_remarks(found, files))),
            notes={ID: _Notes(found.tree, found.inner)},
        )


def _no_gate(name: str, line: int, found: Read, files: Files) -> UnreadableError:
    """Why there is no tree: no gate is defined, or none without a fault."""
    if not found.faults:
        return UnreadableError(Path(name), line, "It defines no gate.")
    first, *others = found.faults
    inside, line = files.place(first.line)
    reason = f"{inside}:{line}: {first.reason}" if inside else first.reason
    if others:
        reason += f" Beside that: {'; '.join(_told(one, files) for one in others[:_MOST_FAULTS])}"
    return UnreadableError(Path(name), None if inside else line, reason)


def _told(one: WrongModel, files: Files) -> str:
    name, line = files.place(one.line)
    where = f"{name}:{line}" if name else f"line {line}"
    return f"{where}: {one.reason}"


def _mission_time(file: ImportFile) -> float:
    said = file.options.get("mission-time")
    if said is None:
        return MISSION_TIME
    try:
        return float(said)
    except ValueError:
        raise UnreadableError(Path(file.name), None, f"mission-time={said} is no number.") from None


def _causes(found: Read, source: str) -> Iterator[Found]:
    """Every gate, event and house event; what stands for a formula inside one is named so."""
    tree = found.tree
    for name in (*tree.gates, *tree.events, *tree.houses):
        branch = tree.gates.get(name)
        probability = _mean(tree, name)
        cause = model.Cause(
            text=found.labels.get(name, name),
            because=branch.args if branch is not None else (),
            gate=branch.gate if branch is not None else None,
            needed=branch.needed
            if branch is not None and branch.gate is model.Gate.AT_LEAST
            else None,
            probability=probability,
            probability_source=source if probability is not None else "",
        )
        yield Found("cause", name, cause, name)


def _mean(tree: FaultTree, name: str) -> float | None:
    given = tree.events.get(name)
    if given is None:
        return None
    try:
        return min(max(tree.model.mean(given), 0.0), 1.0)
    except WrongValue:
        return None


def _remarks(found: Read, files: Files) -> Iterator[Remark]:
    """What is at fault and what is not read, with the file where it is not the first."""
    for one in (*found.faults, *found.remarks):
        name, line = files.place(one.line)
        yield Remark(f"{name}:{line}: {one.reason}") if name else Remark(one.reason, line)


def _other_tops(found: Read) -> Iterator[Remark]:
    top, *others = found.tops
    if others:
        more = f" and {len(others) - _MOST_TOPS} more" if len(others) > _MOST_TOPS else ""
        yield Remark(
            f"It has several trees. That below {top} is taken for the problem; the others are "
            f"below {', '.join(others[:_MOST_TOPS])}{more}."
        )


@attrs.frozen
class _Notes:
    """What the graph has no word for, by the ids the causes got."""

    tree: FaultTree
    inner: tuple[str, ...]

    def __call__(self, ids: Mapping[str, str]) -> dict[str, object]:
        tree = self.tree
        notes: dict[str, object] = {
            "expression": {
                ids[name]: write(given)
                for name, given in tree.events.items()
                if given is not None and not isinstance(given, Number)
            },
            "parameter": {name: write(given) for name, given in tree.model.parameters.items()},
            "house": {ids[name]: value for name, value in tree.houses.items()},
            "group": {name: _group(group, ids) for name, group in tree.groups.items()},
            "name": {
                ids[name]: name for name in ids if ids[name] != name and name not in self.inner
            },
            "inner": [ids[name] for name in self.inner],
        }
        if tree.model.mission_time != MISSION_TIME:
            notes["mission_time"] = tree.model.mission_time
        return {key: value for key, value in notes.items() if value}


def _group(group: Group, ids: Mapping[str, str]) -> dict[str, object]:
    return {
        "sharing": group.sharing.value,
        "members": [ids[member] for member in group.members],
        "probability": write(group.probability),
        "factors": {str(level): write(factor) for level, factor in group.factors.items()},
    }
