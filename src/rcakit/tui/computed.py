"""What the methods, the steps and the report come to, computed beside the keyboard.

What is wanted of the postmortem as it is now is begun when it is first asked for. Until it is
there, what was worked out last is given, and said to be of before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from rcakit.diagram import Diagram
from rcakit.errors import RcakitError
from rcakit.guide import Finding, Method, Table
from rcakit.model import Postmortem
from rcakit.plugins import Owned
from rcakit.plugins.asking import has_own
from rcakit.reading import Reader
from rcakit.tui.beside import Beside, State
from rcakit.tui.memo import Memo
from rcakit.tui.supposing import marked
from rcakit.tui.threads import within

SLOW = 0.25
"""Seconds that the sketch of a method is waited for."""
SLOW_TIMES = 2
"""How often it may take longer, before it is computed beside the keyboard too."""
_OVERVIEW = "overview"
_REPORT = "report"


@attrs.frozen
class Results:
    """What one method came to.

    Attributes:
        diagram, tables, findings: What it gave.
        of: The postmortem that was looked at, which has the words for the ids in the tables.
    """

    diagram: Diagram | None
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    of: Postmortem


@attrs.frozen
class Seen:
    """What there is to see through a method now.

    Attributes:
        diagram: The drawing, at least as a sketch.
        tables: The tables worked out last.
        of: The postmortem they are of; None before there are any.
        state: Whether they are of the postmortem as it is now, or what becomes of that.
        before: The first table without what is supposed; None where nothing is.
        supposes: Whether what is supposed is in it.
        computes: Whether the method is one that gives tables.
    """

    diagram: Diagram | None
    tables: tuple[Table, ...] = ()
    of: Postmortem | None = None
    state: State = State.FRESH
    before: Table | None = None
    supposes: bool = False
    computes: bool = False

    @property
    def pending(self) -> bool:
        """Whether what is shown is not of the postmortem as it is now."""
        return self.state is not State.FRESH


@attrs.frozen
class Overview:
    """What all steps and checks point out.

    Attributes:
        steps: By the id of the step.
        checked: What `rcakit check` says.
    """

    steps: Mapping[str, tuple[Finding, ...]]
    checked: tuple[Finding, ...]


_NOTHING = Overview({}, ())


@attrs.define
class Computed:
    """Asks for what is to be seen, and gives what there is.

    Attributes:
        reader: Computes.
        memo: Keeps what is worked out at once.
        beside: Keeps what is worked out beside the keyboard.
    """

    reader: Reader
    memo: Memo = attrs.field(factory=Memo)
    beside: Beside = attrs.field(factory=Beside)
    _wanted: set[str] = attrs.field(factory=set)
    _slow: dict[str, int] = attrs.field(factory=dict)
    _sketches: Memo = attrs.field(factory=Memo)

    # -- a method ----------------------------------------------------------------------------

    def seen(self, method: Owned[Method], now: Postmortem, so: Mapping[str, bool]) -> Seen:
        """What there is to see through a method, with some causes taken as so or not so."""
        name = method.thing.id
        supposed = self._supposed(method, now, so) if so else None
        of = now if supposed is None else supposed
        wanted = f"lens {name}" if supposed is None else f"what-if {name}"
        sketch: Diagram | None = None
        if self.beside.last_of(wanted) is not of:
            # Before the work begins that it would have to share the processor with.
            sketch = self._sketch(method, of, so if supposed is not None else {})
        plain, state = self._results(f"lens {name}", method, now, {})
        if supposed is None:
            self.beside.forget(f"what-if {name}")
            return _seen(method, now, plain, state, sketch)
        found, state_so = self._results(wanted, method, supposed, so)
        seen = _seen(method, supposed, found or plain, state_so, sketch)
        known = plain is not None and found is not None and state is State.FRESH and plain.tables
        before = plain.tables[0] if plain is not None and known else None
        return attrs.evolve(seen, before=before, supposes=True)

    def _results(
        self, name: str, method: Owned[Method], of: Postmortem, so: Mapping[str, bool]
    ) -> tuple[Results | None, State]:
        reader = self.reader

        def compute() -> Results:
            tables = reader.tables(method, of)
            findings = reader.guide_findings(method, of)
            return Results(marked(reader.diagram(method, of), so), tables, findings, of)

        state = self._want(name, of, compute, method.thing.id, method.thing.title)
        return self.beside.last(name), state

    def _want(
        self, name: str, of: Postmortem, compute: Callable[[], object], lane: str, title: str
    ) -> State:
        self._wanted.add(name)
        return self.beside.want(name, of, compute, lane, title)

    def _supposed(
        self, method: Owned[Method], now: Postmortem, so: Mapping[str, bool]
    ) -> Postmortem | None:
        """The postmortem as it is supposed to be, the same one for the same question."""
        key = ("supposed", method.thing.id, tuple(so.items()))
        supposed: Postmortem | None = self.memo.of(
            now, key, lambda: self.reader.supposing(method, now, so)
        )
        return supposed

    def _sketch(
        self, method: Owned[Method], of: Postmortem, so: Mapping[str, bool]
    ) -> Diagram | None:
        """The sketch; None until it is there, where sketches have turned out to take long."""
        name = method.thing.id

        def draw() -> tuple[Diagram | None]:
            return (marked(self.reader.sketch(method, of), so),)

        def drawn() -> tuple[Diagram | None] | None:
            found = within(SLOW, draw)
            if found is None:
                self._slow[name] = self._slow.get(name, 0) + 1
            return found

        sketch: tuple[Diagram | None] | None = None
        if self._slow.get(name, 0) < SLOW_TIMES:
            sketch = self._sketches.of(of, name, drawn)
        # Where the sketch is the drawing itself, that is being worked out anyhow.
        if sketch is None and has_own(method.thing, "sketch"):
            key = f"sketch {name}"
            self._want(key, of, draw, key, method.thing.title)
            sketch = self.beside.last(key) if self.beside.last_of(key) is of else None
        return sketch[0] if sketch is not None else None

    def findings_of(self, guide: Owned[Any], now: Postmortem) -> tuple[Finding, ...]:
        """What a guide pointed out last; of a method nothing before it was looked at."""
        name = guide.thing.id
        if issubclass(type(guide.thing), Method):
            results: Results | None = self.beside.last(f"lens {name}")
            return results.findings if results is not None else ()
        return self.overview(now).steps.get(name, ())

    # -- the rest ----------------------------------------------------------------------------

    def overview(self, now: Postmortem) -> Overview:
        """What steps and checks pointed out last."""
        reader = self.reader

        def compute() -> Overview:
            steps = {one.thing.id: reader.guide_findings(one, now) for one in reader.steps()}
            return Overview(steps, reader.check(now))

        self._want(_OVERVIEW, now, compute, _OVERVIEW, "What is wanting")
        return self.beside.last(_OVERVIEW) or _NOTHING

    def report(self, now: Postmortem) -> str | None:
        """The report in Markdown as it was written last; None before it was.

        Where no exporter writes one, a sentence that says so.
        """
        self._want(_REPORT, now, lambda: self.written(now), _REPORT, "The report")
        last: str | None = self.beside.last(_REPORT)
        return last

    def report_is_of(self, now: Postmortem) -> bool:
        """Whether the report written last is of the postmortem as it is now."""
        return self.beside.last_of(_REPORT) is now

    def written(self, now: Postmortem) -> str:
        """The report, written here and now."""
        exporter = self.reader.plugins.exporters.get("markdown")
        if exporter is None:
            return "No installed plugin writes Markdown."
        try:
            written = self.reader.exported(exporter, self.reader.read(now), "the report")
        except RcakitError as error:
            return str(error)
        if isinstance(written, str):
            return written
        return "The report could not be written; see the message."

    def drawn(self) -> None:
        """All there is to see has been asked for; what was not is not wanted any more."""
        self.beside.only(self._wanted)
        self._wanted = set()


def _seen(
    method: Owned[Method],
    of: Postmortem,
    results: Results | None,
    state: State,
    sketch: Diagram | None,
) -> Seen:
    computes = has_own(method.thing, "tables")
    if results is None:
        return Seen(sketch, state=state, computes=computes)
    if state is State.FRESH:
        return Seen(results.diagram, results.tables, of, computes=computes)
    drawn = results.diagram if sketch is None else sketch
    return Seen(drawn, results.tables, results.of, state, computes=computes)
