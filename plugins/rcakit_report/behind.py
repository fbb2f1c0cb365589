"""What was behind it: each method's drawing and tables, the causes, and what was ruled out."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Diagram, DiagramKind, Lens, Postmortem, Reading, Table, drawing, graph, model
from rcakit_report.labels import Labels, names
from rcakit_report.markdown import bullets, cell, code, inline, sentence, table, unstopped

WIDTH = 100
"""Terminal cells a drawing may take."""
ROWS = 20
"""Rows of a method's table that are printed."""

_SAYS_ALL = (DiagramKind.TREE, DiagramKind.FISHBONE)
"""Drawings that say what the tables beside them say; others need the numbers too."""

_LINKED = (DiagramKind.TREE, DiagramKind.GATES, DiagramKind.NETWORK)
"""Drawings that are made of links."""

_STATUS = {
    model.Status.HYPOTHESIS: "hypothesis",
    model.Status.CONFIRMED: "confirmed",
    model.Status.RULED_OUT: "ruled out",
}


def behind(reading: Reading, labels: Labels) -> str:
    """The section on causes; "" where there are none."""
    causes = reading.postmortem.causes
    if not causes:
        return ""
    parts = ["## What was behind it"]
    for lens in reading.lenses:
        parts += _lens(lens, reading.postmortem)
    order = _order(reading.postmortem)
    standing = [name for name in order if causes[name].status is not model.Status.RULED_OUT]
    ruled_out = [name for name in order if causes[name].status is model.Status.RULED_OUT]
    if standing:
        listed = bullets(_cause(reading.postmortem, name, labels) for name in standing)
        parts += ["### The causes", listed]
    if ruled_out:
        listed = bullets(_ruled_out(reading.postmortem, name, labels) for name in ruled_out)
        parts += ["### Looked into and ruled out", listed]
    return "\n\n".join(parts)


def _lens(lens: Lens, postmortem: Postmortem) -> Iterator[str]:
    drawn = lens.diagram
    if drawn is not None and not _begun(drawn):
        return
    said = drawn is not None and drawn.kind in _SAYS_ALL
    tables = [one for one in lens.tables if one.rows and not said]
    if drawn is None and not tables:
        return
    yield f"### {inline(lens.title)}"
    if drawn is not None:
        yield code(drawing.plain(drawing.draw(drawn, WIDTH)))
    for one in tables:
        yield f"**{inline(one.title)}**"
        yield _results(one, postmortem)
        if len(one.rows) > ROWS:
            yield f"{len(one.rows) - ROWS} more rows are left out."


def _begun(diagram: Diagram) -> bool:
    """Whether the drawing says more than the list of causes: something is linked or sorted."""
    if diagram.groups:
        return any(node.group for node in diagram.nodes)
    return bool(diagram.edges) or (bool(diagram.nodes) and diagram.kind not in _LINKED)


def _results(one: Table, postmortem: Postmortem) -> str:
    headings = [
        cell(column.title) + (f" ({cell(column.unit)})" if column.unit else "")
        for column in one.columns
    ]
    abouts = [column.about for column in one.columns]
    rows = [
        [
            _shown(value, postmortem if about else None)
            for value, about in zip(row, abouts, strict=False)
        ]
        for row in one.rows[:ROWS]
    ]
    return table(headings, rows)


def _shown(value: object, postmortem: Postmortem | None) -> str:
    if value is None:
        return ""
    if postmortem is not None and isinstance(value, str):
        return cell(model.says(postmortem, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else cell(str(value))


def _order(postmortem: Postmortem) -> list[str]:
    """From the problem downward, then what is linked to nothing yet."""
    linked = (
        graph.below(postmortem.causes, postmortem.problem) if postmortem.problem is not None else []
    )
    return list(dict.fromkeys([*linked, *postmortem.causes]))


def _cause(postmortem: Postmortem, name: str, labels: Labels) -> str:
    cause = postmortem.causes[name]
    said = ["the problem"] if name == postmortem.problem else []
    if not said or cause.status is not model.Status.HYPOTHESIS:
        # No step asks whether the problem is so: it is what people saw.
        said.append(_STATUS[cause.status])
    said += [inline(word) for word in (cause.category, cause.role) if word]
    parts = [f"**{inline(cause.text)}** ({', '.join(said)})"]
    behind = graph.standing(postmortem.causes, name)
    if behind:
        said_gate = graph.said_gate(postmortem.causes, name)
        gate = model.gate_words(said_gate, cause.needed, len(behind))
        parts.append(f"because of {f'{gate}: ' if gate else ''}{names(postmortem, behind)}")
    if cause.probability is not None:
        source = unstopped(cause.probability_source) or "uncalibrated, since no source is named"
        parts.append(f"probability {cause.probability:g} ({source})")
    if cause.evidence:
        parts.append(f"evidence {labels.cited(cause.evidence)}")
    return _noted("; ".join(parts), cause)


def _ruled_out(postmortem: Postmortem, name: str, labels: Labels) -> str:
    cause = postmortem.causes[name]
    by = [
        f"{labels.cited([one])} ({unstopped(postmortem.evidence[one].title)})"
        if one in postmortem.evidence
        else labels.cited([one])
        for one in cause.evidence
    ]
    why = f"ruled out by {', '.join(by)}" if by else "nothing is named that ruled it out"
    return _noted(f"**{inline(cause.text)}**: {why}", cause)


def _noted(line: str, cause: model.Cause) -> str:
    return f"{sentence(line)} {inline(cause.note)}" if cause.note else line
