"""What is known of the thing under the cursor, for the card beside the work."""

from __future__ import annotations

from typing import Any

import attrs
from textual.content import Content

from rcakit import graph
from rcakit.guide.fields import shown, title_of
from rcakit.model import Cause, Postmortem, find, gate_words, says, things
from rcakit.text import shorten, visible

_SHOWN_ELSEWHERE = {"text", "title", "extra", "because", "gate", "needed", "source"}


def details(postmortem: Postmortem, reference: str) -> Content | None:
    """Everything a thing says about itself; None where `reference` names nothing."""
    found = find(postmortem, reference)
    if found is None:
        return None
    table, name = found
    item = things(postmortem, table)[name]
    parts: list[Content] = [Content.styled(visible(says(postmortem, f"{table}.{name}")), "bold")]
    if isinstance(item, Cause):
        parts += _graph(postmortem, name, item)
    parts += _fields(postmortem, item)
    if table == "cause":
        parts += [
            _row("Action", f"{action.title} ({action.owner or 'nobody yet'})")
            for action in postmortem.actions.values()
            if name in action.addresses
        ]
    parts.append(Content.styled(f"{table}.{name}", "$fainter"))
    return Content("\n").join(parts)


def _row(label: str, value: str) -> Content:
    return Content.assemble((f"{label}: ", "$faint"), visible(value))


def _graph(postmortem: Postmortem, name: str, cause: Cause) -> list[Content]:
    behind = graph.becauses(postmortem.causes, name)
    lines = []
    if len(behind) > 1:
        lines.append(_row("Because", gate_words(cause.gate, cause.needed, len(behind))))
    # The effects of one cause; those of all would be looked for at every step of the cursor.
    effects = [
        effect
        for effect, held in postmortem.causes.items()
        if name in held.because and name in graph.becauses(postmortem.causes, effect)
    ]
    if len(effects) > 1:
        lines.append(_row("Led to", f"{len(effects)} others"))
    elif effects:
        lines.append(_row("Led to", shorten(postmortem.causes[effects[0]].text, 60)))
    return lines


def _fields(postmortem: Postmortem, item: Any) -> list[Content]:
    lines = []
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if field.name in _SHOWN_ELSEWHERE and not (
            field.name == "source" and isinstance(value, str) and value
        ):
            continue
        if value in (None, "", ()) or (value == field.default and field.name != "status"):
            continue
        if field.name == "evidence":
            lines += [_row("Evidence", says(postmortem, one)) for one in value]
        else:
            lines.append(_row(title_of(field.name), shown(postmortem, value)))
    source = getattr(item, "source", None)
    if source is not None and not isinstance(source, str):
        lines.append(_row("From", source.url or source.kind))
    return lines
