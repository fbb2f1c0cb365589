"""What-ifs: causes taken as so or not so for the moment, to see what would follow."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit.diagram import Diagram, Node, Tone
from rcakit.model import Postmortem
from rcakit.text import quoted

_MOST = 3
"""Causes named in the line that says what is supposed."""


@attrs.define
class Supposing:
    """What a person supposes at the moment. It lies on the desk and is never saved.

    Attributes:
        so: Ids of causes, each with whether it is taken as so, in the order they were said.
    """

    so: dict[str, bool] = attrs.field(factory=dict)

    def turn(self, cause: str) -> bool | None:
        """Take a cause as not so, then as so, then as it is; how it is taken now."""
        before = self.so.pop(cause, None)
        if before is None:
            self.so[cause] = False
        elif before is False:
            self.so[cause] = True
        return self.so.get(cause)

    def clear(self) -> None:
        """Take every cause as it is."""
        self.so.clear()

    def kept_by(self, postmortem: Postmortem) -> dict[str, bool]:
        """What is supposed of causes that there are; others have been deleted meanwhile."""
        return {name: said for name, said in self.so.items() if name in postmortem.causes}

    def words(self, postmortem: Postmortem, room: int) -> str:
        """What is supposed, such as “not … , so …”; "" for nothing.

        Args:
            postmortem: Has the words of the causes.
            room: Characters for the words of each.
        """
        said = self.kept_by(postmortem)
        named = [
            f"{'so' if so else 'not'} {quoted(postmortem.causes[name].text, room)}"
            for name, so in said.items()
        ]
        more = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
        return ", ".join(named[:_MOST]) + more


def marked(diagram: Diagram | None, so: Mapping[str, bool]) -> Diagram | None:
    """The drawing, with what is supposed said beside the causes it is supposed of."""
    if diagram is None or not so:
        return diagram

    def node(one: Node) -> Node:
        if one.id not in so:
            return one
        said = "what if so" if so[one.id] else "what if not"
        return attrs.evolve(one, tone=Tone.WARNING, mark="¿", note=said)

    return attrs.evolve(diagram, nodes=tuple(node(one) for one in diagram.nodes))
