"""Which numbers have a source, and what is worked out from those that have none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from rcakit import Postmortem
from rcakit_fault_tree.graph_tree import given
from rcakit_fault_tree.names import Names, together
from rcakit_fault_tree.notes import Notes
from rcakit_fault_tree.shape import Shape
from rcakit_fault_tree.tree import FaultTree

UNCALIBRATED = "uncalibrated"


@attrs.frozen(slots=False)
class Calibration:
    """What lacks a source.

    Attributes:
        bare: The events that matter and whose probability has no source.
        unsourced: All events whose probability has no source.
    """

    bare: tuple[str, ...] = ()
    unsourced: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, postmortem: Postmortem, notes: Notes, tree: FaultTree | None, shape: Shape | None
    ) -> Calibration:
        """That of a tree."""
        if tree is None or shape is None:
            return cls()
        told = {name for name in tree.events if sourced(postmortem, name)}
        shared: dict[str, bool] = {}
        for name, group in tree.groups.items():
            # A group of an imported model came with its members, out of the same file.
            said = bool(notes.group[name].source.strip()) or all(
                postmortem.causes[member].source is not None for member in group.members
            )
            shared |= {member: said or member in told for member in group.members}
        unsourced = frozenset(
            name
            for name in tree.events
            if not shared.get(name, name in told)
            and (name in shared or given(postmortem.causes[name], name, notes))
        )
        return cls(tuple(name for name in shape.mattering if name in unsourced), unsourced)

    @cached_property
    def _bare(self) -> frozenset[str]:
        return frozenset(self.bare)

    def among(self, events: Iterable[str]) -> list[str]:
        """Those of the events whose number has no source, in their order."""
        return [one for event in events for one in together(event) if one in self._bare]

    def mark(self, events: Iterable[str] | None = None) -> str:
        """The word that marks what comes from these events, or from all."""
        return UNCALIBRATED if (self.bare if events is None else self.among(events)) else ""

    def sentence(self, names: Names, events: Iterable[str] | None = None) -> str:
        """Which numbers behind a result lack a source, as a sentence to be added; or ""."""
        bare = list(dict.fromkeys(self.bare if events is None else self.among(events)))
        if not bare:
            return ""
        many = len(bare) > 1
        return (
            f" Uncalibrated: nothing says where the {'numbers' if many else 'number'} of "
            f"{names.listed(bare)} {'are' if many else 'is'} from."
        )


def sourced(postmortem: Postmortem, name: str) -> bool:
    """Whether it is said where the probability of a cause is from."""
    cause = postmortem.causes.get(name)
    return cause is not None and bool(cause.probability_source.strip())
