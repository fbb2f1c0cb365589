# ruff: noqa: D102  the contract says what its methods do
"""A method whose numbers come when a test lets them, and that counts what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import attrs
from app_driver import Seat, seated, with_strange

from rcakit import Column, Diagram, Finding, Meaning, Method, Severity, Table, cause_node, working
from rcakit.diagram import DiagramKind, Edge
from rcakit.tui.widgets.results import Results

PATIENCE = 20.0


@attrs.frozen
class Notes:
    """What is supposed."""

    so: Mapping[str, bool] = attrs.field(factory=dict)


class Slow(Method):
    """Draws at once, and computes as soon as its gate is open."""

    id, title, Notes = "slow", "Slow", Notes

    def __init__(self, *, rows: int = 3, is_open: bool = True) -> None:
        self.gate = Event()
        self.stops = 0
        self.asked = 0
        self.rows = rows
        if is_open:
            self.gate.set()

    def sketch(self, postmortem: Any, notes: Notes) -> Diagram | None:
        del notes
        return self._drawn(postmortem, "sketched")

    def diagram(self, postmortem: Any, notes: Notes) -> Diagram | None:
        del notes
        return self._drawn(postmortem, "worked out")

    def _drawn(self, postmortem: Any, note: str) -> Diagram | None:
        causes = postmortem.causes
        nodes = tuple(
            cause_node(postmortem, name, note if name == postmortem.problem else "")
            for name in causes
        )
        edges = tuple(Edge(name, one) for name in causes for one in causes[name].because)
        return Diagram(DiagramKind.TREE, nodes, edges, root=postmortem.problem or "")

    def suppose(self, notes: Notes, so: Mapping[str, bool]) -> Notes:
        return Notes({**notes.so, **so})

    def tables(self, postmortem: Any, notes: Notes) -> Iterable[Table]:
        self.asked += 1
        began = monotonic()
        try:
            while not self.gate.wait(0.01):
                working.tell("counting slowly", 0.42)
                assert monotonic() - began < PATIENCE, "nobody opened the gate"
        except working.Stopped:
            self.stops += 1
            raise
        names = [*postmortem.causes]
        standing = sum(one.status != "ruled-out" for one in postmortem.causes.values())
        yield Table(
            "summary",
            "All of it",
            (Column("quantity", "Quantity"), Column("value", "Value", meaning="How many.")),
            (("causes", len(names)), ("standing", standing - len(notes.so))),
        )
        yield Table(
            "causes",
            "Cause by cause",
            (
                Column("cause", "Cause", about=True),
                Column("part", "Part", bar=True, formula="a / b", source="A book"),
                Column("others", "Others", about=True),
            ),
            tuple(
                (names[i % len(names)], (i % 9) / 8, (names[0], names[-1]))
                for i in range(self.rows)
            ),
            marks=("uncalibrated",) + ("",) * (self.rows - 1),
            explain=lambda row, column: Meaning(
                f"Row {row}, column {column} of this incident.", "What it is.", "a / b", "A book"
            ),
            note="Not all of it.",
        )

    def findings(self, postmortem: Any, notes: Notes) -> Iterable[Finding]:
        del postmortem, notes
        yield Finding(rule="slow/one", severity=Severity.HINT, text="Found slowly.")


@asynccontextmanager
async def looking(
    folder: Path, method: Slow, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Seat]:
    """The app on the analysis, seen through the slow method, its gate opened in the end."""
    async with seated(
        folder, step="analysis", size=size, load_plugins=lambda: with_strange(methods=(method,))
    ) as me:
        try:
            me.desk.look_through("slow")
            await me.bench.draw()
            me.bench.pane.focus_pane()
            await (me.settle() if method.gate.is_set() else me.pilot.pause())
            yield me
        finally:
            method.gate.set()


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that comes by itself."""
    deadline = monotonic() + PATIENCE
    while not true():
        assert monotonic() < deadline
        await asyncio.sleep(0.01)


def results(me: Seat) -> Results:
    """The numbers."""
    return me.bench.query_one(Results)


async def quick(me: Seat, *keys: str) -> None:
    """Press keys while something computes, which settling would wait for."""
    await me.pilot.press(*keys)
    await me.pilot.pause()
