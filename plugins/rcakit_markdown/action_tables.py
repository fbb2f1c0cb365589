"""Actions from the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rcakit import model, times
from rcakit.errors import BadAnswer
from rcakit.model import ActionStatus
from rcakit.text import shorten
from rcakit_markdown.action_words import (
    DONE,
    OPEN,
    TYPES,
    Draft,
    own,
    single,
    status_of,
    strike,
    taken,
)
from rcakit_markdown.blocks import Row, Table
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import links, plain, tickets
from rcakit_markdown.keys import folded
from rcakit_markdown.notes import Notes
from rcakit_markdown.nothing import NO_ACTION

_COLUMNS: Mapping[str, str] = model.frozen(
    {
        "title": r"(?:.* )?(?:action|actions|action items?|tasks?|titles?|what|items?|todo|to do"
        r"|descriptions?|follow ups?|remediation|measure|work)(?: items?| description)?",
        "owner": r"(?:.* )?(?:owners?|assignees?|assigned(?: to)?|who|dri|responsible|person|people"
        r"|team|lead)",
        "type": r"(?:.* )?(?:type|kind|category|class)",
        "priority": r"(?:.* )?(?:priority|prio|severity|importance|p)",
        "tracker": r"(?:.* )?(?:bugs?|tickets?|issues?|links?|jira|tracking|tracker|pr|prs"
        r"|pull requests?|github|url|reference|id)(?: .*)?",
        "due": r"(?:.* )?(?:due|due date|deadline|target|target date|eta|by when|when|date)",
        "status": r"(?:.* )?(?:status|state|done|progress|complete|completed|resolution)",
        "measure": r"(?:success (?:criteri(?:a|on)|measure)|how we will know|acceptance|metric)",
    }
)


def actions_of(table: Table, notes: Notes) -> Iterator[Draft]:
    """An action a row; a table without a column of actions is left out, and told."""
    columns = _columns(table.header)
    if "title" not in columns:
        notes.skipped(table.line, "This table has no column of actions and was left out.")
        return
    for row in table.rows:
        draft = _row(row, columns, table.header, notes)
        if draft.title.strip():
            yield draft


def _row(row: Row, columns: Mapping[str, int], header: tuple[str, ...], notes: Notes) -> Draft:
    def cell(name: str) -> str:
        index = columns.get(name)
        return single(row.cells[index]) if index is not None and index < len(row.cells) else ""

    raw = " ".join(row.cells)
    draft = Draft(row.line, "", raw, tracker=tickets(raw))
    draft.title = folded(taken(draft, plain(cell("title")), notes))
    if re.match(r"\[[xX]\]", cell("title")):
        draft.status = ActionStatus.DONE
        draft.title = re.sub(r"\A\[[xX]\]\s*", "", draft.title)
    owner = plain(cell("owner")).lstrip("@").strip()
    own(draft, owner, notes)
    draft.type = TYPES.get(words_of(cell("type")))
    if plain(cell("priority")).strip("- "):
        draft.priority = plain(cell("priority"))[:40]
    draft.measure = plain(cell("measure"))
    _due(draft, plain(cell("due")), notes)
    _status(draft, plain(cell("status")), plain(cell("tracker")), notes)
    if not plain(cell("status")).strip("- "):
        strike(draft, cell("title"), notes)
    reference = plain(cell("tracker"))
    if not draft.tracker and (urls := links(cell("tracker"))):
        draft.tracker = urls
    elif not draft.tracker and re.search(r"\d", reference):
        draft.tracker = (
            re.sub(rf"\s*\b(?:{DONE}|{OPEN})\b\s*", "", reference, flags=re.IGNORECASE),
        )
    known = set(columns.values())
    for index, value in enumerate(row.cells):
        if index not in known and index < len(header) and plain(value).strip("- "):
            draft.details.append(f"{plain(header[index])}: {plain(value)}")
    return draft


def _due(draft: Draft, text: str, notes: Notes) -> None:
    if not text.strip("- ") or NO_ACTION.fullmatch(text):
        return
    if not re.search(r"\d", text) or text[0] in "+-":
        draft.details.append(f"Due: {text}")
        return
    try:
        draft.due = times.read_day(text)
    except BadAnswer as problem:
        draft.details.append(f"Due: {text}")
        notes.odd(draft.line, str(problem))


def _status(draft: Draft, status: str, tracker: str, notes: Notes) -> None:
    if status.strip("- "):
        known = status_of(status)
        if known is None:
            draft.details.append(f"Status: {status}")
            notes.odd(draft.line, f"The status “{shorten(status, 40)}” is not known; kept as open.")
        draft.status = known or draft.status
    elif re.search(rf"\b(?:{DONE})\b", tracker, re.IGNORECASE):
        draft.status = ActionStatus.DONE


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    """Column of each field by its head; the words nearest to a title win the title."""
    heads = [words_of(cell) for cell in header]
    found: dict[str, int] = {}
    for name, words in _COLUMNS.items():
        for index, head in enumerate(heads):
            if index not in found.values() and re.fullmatch(words, head):
                found[name] = index
                break
    return found
