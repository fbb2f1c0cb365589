"""Actions from lists and tables, with only what is written of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from rcakit import Found, model, times
from rcakit.errors import BadAnswer
from rcakit.model import ActionStatus, ActionType
from rcakit.text import shorten
from rcakit_markdown.blocks import Item, Paragraph, Row, Table
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import links, plain, struck, tickets, without_tickets
from rcakit_markdown.keys import Keys, capped, folded
from rcakit_markdown.notes import Notes
from rcakit_markdown.sections import Section
from rcakit_markdown.timeline import KIND

_TITLE = 200
_DONE = r"done|completed?|finished|fixed|closed|resolved|merged|shipped|implemented|deployed"
_DOING = r"in[- ]progress|wip|ongoing|started|doing|under ?way|in review|partially done"
_DROPPED = r"wont[- ]?do|won[’']t do|won[’']t fix|wontfix|rejected|cancell?ed|dropped|abandoned"
_OPEN = r"open|to[- ]?do|not started|new|planned|backlog|pending|accepted|scheduled|proposed|tbd"
_STATUS = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        (ActionStatus.DONE, rf"(?:{_DONE}|yes|y|x|✓|✔|✔️|✅|☑️?)(?: .{{0,40}})?"),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.WONT_DO, _DROPPED),
        (ActionStatus.OPEN, rf"(?:{_OPEN}|no|n|❌|☐)?[-\s]*"),
    )
)
_ASIDES = tuple(
    (
        status,
        re.compile(
            rf"\s*(?:[(\[]\s*(?:{words})\s*[)\]]|[-–—]\s*(?:{words}))\s*\.?\s*\Z", re.IGNORECASE
        ),
    )
    for status, words in (
        (ActionStatus.DONE, _DONE),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.WONT_DO, _DROPPED),
        (ActionStatus.OPEN, _OPEN),
    )
)
_LEADS = tuple(
    (status, re.compile(rf"\s*[\[(](?:{words})[\])]\s*[:-]?\s*", re.IGNORECASE))
    for status, words in (
        (ActionStatus.DONE, _DONE),
        (ActionStatus.IN_PROGRESS, _DOING),
        (ActionStatus.OPEN, _OPEN),
    )
)
_TICKS = re.compile(r"\A\s*(?:✅|✓|✔️?|☑️?)\s*|\s*(?:✅|✓|✔️?|☑️?)\s*\Z")
_OWNER = re.compile(
    r"\s*[(\[]?\b(?:owners?|assignees?|assigned to|dri)\s*[:=]\s*@?([\w.][\w .'-]{0,60}?)\s*"
    # a full stop ends a name, but not behind an initial
    r"(?:[)\]]|(?=[,;|\[]|\Z)|(?<!\b\w)\.(?=\s|\Z))",
    re.IGNORECASE,
)
_ANOTHER = r"\s*(?:@[\w.-]{1,60}|[A-Z][\w'-]{0,40}(?: [A-Z][\w'-]{0,40})?)"
_OTHERS = re.compile(rf"\s*,({_ANOTHER}(?:\s*,{_ANOTHER}){{0,9}})\s*[)\]]?\.?\s*")
_OWNED = re.compile(r"\b(?:owners?|assignees?|assigned to|dri)\b[*_]*\s*[:=]", re.IGNORECASE)
_MENTION = re.compile(r"\s*[(\[–—-]?\s*@([A-Za-z0-9][\w.-]{0,60})\s*[)\]]?\s*\Z")
_DUE = re.compile(
    r"\s*[,;(\[]?\s*\b(?:due|by|deadline|eta)\b\s*:?\s*(\d{4}-\d{2}-\d{2})\s*[)\]]?", re.IGNORECASE
)
_PRIORITY = re.compile(
    r"\A\s*(?:[(\[]\s*(P[0-5])\s*[)\]]|(P[0-5])\s*[:–—-])\s*:?\s*", re.IGNORECASE
)
_NOTHING = re.compile(r"[\s.…_<>-]*|none\.?|n/?a|tbd|todo|no action items?\.?|<.*>", re.IGNORECASE)
_TYPES: Mapping[str, ActionType] = model.frozen(
    {
        "mitigate": ActionType.MITIGATE, "mitigation": ActionType.MITIGATE,
        "mitigative": ActionType.MITIGATE, "prevent": ActionType.PREVENT,
        "prevention": ActionType.PREVENT, "preventive": ActionType.PREVENT,
        "preventative": ActionType.PREVENT, "detect": ActionType.DETECT,
        "detection": ActionType.DETECT, "monitoring": ActionType.DETECT,
        "alerting": ActionType.DETECT, "process": ActionType.PROCESS,
        "documentation": ActionType.PROCESS, "training": ActionType.PROCESS,
        "repair": ActionType.REPAIR, "fix": ActionType.REPAIR, "cleanup": ActionType.REPAIR,
        "investigate": ActionType.INVESTIGATE, "investigation": ActionType.INVESTIGATE,
        "research": ActionType.INVESTIGATE,
    }
)  # fmt: skip
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
_WILL = re.compile(r"\b(?:will|should|shall|must|needs? to|to be|going to|plan(?:s|ned)? to)\b")


@attrs.define
class _Draft:
    line: int
    title: str
    raw: str
    owner: str = ""
    due: date | None = None
    priority: str = ""
    type: ActionType | None = None
    status: ActionStatus = ActionStatus.OPEN
    tracker: tuple[str, ...] = ()
    measure: str = ""
    details: list[str] = attrs.field(factory=list)
    indent: int = 0


class ActionReader:
    """Reads the sections of actions of a document."""

    def __init__(self, keys: Keys, notes: Notes) -> None:
        self.keys = keys
        self.notes = notes
        self.found: list[Found] = []

    def take(self, section: Section) -> None:
        """The actions of one section; its own heading may sort them ("Prevent", "Done")."""
        kind = _TYPES.get(words_of(section.title)) if section.title else None
        status = _status(section.title) if section.title and not section.own else None
        drafts: list[_Draft] = []
        listed = any(isinstance(block, Item | Table) for block in section.blocks)
        for block in section.blocks:
            if isinstance(block, Table):
                drafts += self._table(block)
            elif isinstance(block, Item):
                self._item(block, drafts)
            elif isinstance(block, Paragraph):
                self._prose(block, drafts, listed=listed)
        for draft in drafts:
            draft.type = draft.type or kind
            if status not in (None, ActionStatus.OPEN) and draft.status is ActionStatus.OPEN:
                draft.status = status or draft.status
            self._add(draft)

    def _add(self, draft: _Draft) -> None:
        if _NOTHING.fullmatch(draft.title):
            self.notes.skipped(draft.line, f"“{shorten(draft.title, 40)}” is no action.")
            return
        whole = "\n".join([draft.title, *draft.details])
        title = shorten(draft.title, _TITLE)
        raw: dict[str, object] = {}
        if draft.details or title != folded(draft.title):
            raw["text"] = capped(whole, 4000)
        key = self.keys.key("action", draft.title)
        action = model.Action(
            title=title,
            owner=capped(draft.owner, 200),
            due=draft.due,
            priority=draft.priority,
            type=draft.type,
            status=draft.status,
            tracker=draft.tracker,
            measure=capped(draft.measure, 2000),
            source=model.Source(
                kind=KIND, id=key, url=next(iter(links(draft.raw)), ""), raw=model.table(raw)
            ),
        )
        self.found.append(Found("action", key, action))

    def _item(self, item: Item, drafts: list[_Draft]) -> None:
        """An item is an action; one below another is a detail of it, unless that is a group."""
        parent = next((d for d in reversed(drafts) if d.indent < item.indent), None)
        kind = None
        if parent is not None:
            group = words_of(parent.title)
            if group in _TYPES or parent.title.endswith(":"):
                kind = _TYPES.get(group)
                if parent is drafts[-1]:
                    drafts.remove(parent)
                drafts.append(self._draft(item, kind or parent.type))
                drafts[-1].indent = parent.indent + 1
                return
            if item.checked is None:
                parent.details.append(plain(item.text))
                return
        drafts.append(self._draft(item, parent.type if parent is not None else None))

    def _draft(self, item: Item, kind: ActionType | None) -> _Draft:
        draft = _Draft(item.line, "", item.text, type=kind, indent=item.indent)
        draft.tracker = tickets(item.text)
        raw = item.text
        if struck(raw) or item.checked:
            draft.status = ActionStatus.DONE
        if (owned := _OWNED.search(raw)) is not None:
            raw = raw[: owned.end()] + without_tickets(raw[owned.end() :])
        text = self._taken(draft, plain(raw))
        lines = text.split("\n")
        draft.title = " ".join(line.strip() for line in lines if line.strip()).strip(" ,;")
        return draft

    def _taken(self, draft: _Draft, text: str) -> str:
        """`text` without the status, owner, due day and priority written into it."""
        if _TICKS.search(text):
            draft.status, text = ActionStatus.DONE, _TICKS.sub("", text)
        for status, aside in (*_ASIDES, *_LEADS):
            match = aside.search(text) if (status, aside) in _ASIDES else aside.match(text)
            if match is not None:
                draft.status = status if draft.status is not ActionStatus.DONE else draft.status
                text = text[: match.start()] + text[match.end() :]
        if (match := _PRIORITY.match(text)) is not None:
            draft.priority, text = (match[1] or match[2]).upper(), text[match.end() :]
        if (match := _DUE.search(text)) is not None:
            try:
                draft.due = date.fromisoformat(match[1])
                text = text[: match.start()] + text[match.end() :]
            except ValueError:
                pass
        match = _OWNER.search(text) or _MENTION.search(text)
        if match is not None:
            behind = text[match.end() :]
            if (others := _OTHERS.fullmatch(behind)) is not None:
                behind = ""
            self._own(draft, match[1] + ("," + others[1] if others is not None else ""))
            gap = " " if behind[:1].isalnum() or behind[:1] == "[" else ""
            text = (text[: match.start()] + gap + behind).strip(" ([,;–—-")
        return text

    def _own(self, draft: _Draft, names: str) -> None:
        """An action has one owner, the first who is named; the others are told."""
        several = [name.strip(" @") for name in re.split(r"[,;\n]", names) if name.strip(" @")]
        first, *others = several or [""]
        draft.owner = first
        if others:
            draft.details.append(f"Owner: {folded(names)}")
            left = shorten(", ".join(others), 60)
            self.notes.odd(
                draft.line, f"“{shorten(first, 40)}” was taken as the owner; left out: “{left}”."
            )

    def _prose(self, block: Paragraph, drafts: list[_Draft], *, listed: bool) -> None:
        """A paragraph that promises something, where there is no list, is one action."""
        text = plain(block.text)
        first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
        if listed or not _WILL.search(first):
            said = shorten(text, 80)
            self.notes.skipped(block.line, f"This prose among the actions was left out: “{said}”")
            return
        draft = _Draft(block.line, folded(first), block.text, tracker=tickets(block.text))
        if text != first:
            draft.details.append(text[len(first) :].strip())
        drafts.append(draft)
        self.notes.odd(block.line, f"Read from prose as one action: “{shorten(first, 60)}”")

    def _table(self, table: Table) -> Iterator[_Draft]:
        columns = _columns(table.header)
        if "title" not in columns:
            self.notes.skipped(table.line, "This table has no column of actions and was left out.")
            return
        for row in table.rows:
            draft = self._row(row, columns, table.header)
            if draft.title.strip():
                yield draft

    def _row(self, row: Row, columns: Mapping[str, int], header: tuple[str, ...]) -> _Draft:
        def cell(name: str) -> str:
            index = columns.get(name)
            return row.cells[index] if index is not None and index < len(row.cells) else ""

        raw = " ".join(row.cells)
        draft = _Draft(row.line, "", raw, tracker=tickets(raw))
        draft.title = folded(self._taken(draft, plain(cell("title"))))
        if struck(cell("title")) or re.match(r"\[[xX]\]", cell("title")):
            draft.status = ActionStatus.DONE
            draft.title = re.sub(r"\A\[[xX]\]\s*", "", draft.title)
        owner = plain(cell("owner")).lstrip("@").strip()
        if (
            owner
            and not _NOTHING.fullmatch(owner)
            and owner not in ("?", "unassigned", "Unassigned")
        ):
            self._own(draft, owner)
        draft.type = _TYPES.get(words_of(cell("type")))
        if plain(cell("priority")).strip("- "):
            draft.priority = plain(cell("priority"))[:40]
        draft.measure = plain(cell("measure"))
        self._due(draft, plain(cell("due")))
        self._status(draft, plain(cell("status")), plain(cell("tracker")))
        reference = plain(cell("tracker"))
        if not draft.tracker and (urls := links(cell("tracker"))):
            draft.tracker = urls
        elif not draft.tracker and re.search(r"\d", reference):
            draft.tracker = (
                re.sub(rf"\s*\b(?:{_DONE}|{_OPEN})\b\s*", "", reference, flags=re.IGNORECASE),
            )
        known = set(columns.values())
        for index, value in enumerate(row.cells):
            if index not in known and index < len(header) and plain(value).strip("- "):
                draft.details.append(f"{plain(header[index])}: {plain(value)}")
        return draft

    def _due(self, draft: _Draft, text: str) -> None:
        if not text.strip("- ") or _NOTHING.fullmatch(text):
            return
        if not re.search(r"\d", text) or text[0] in "+-":
            draft.details.append(f"Due: {text}")
            return
        try:
            draft.due = times.read_day(text)
        except BadAnswer as problem:
            draft.details.append(f"Due: {text}")
            self.notes.odd(draft.line, str(problem))

    def _status(self, draft: _Draft, status: str, tracker: str) -> None:
        if status.strip("- "):
            known = _status(status)
            if known is None:
                draft.details.append(f"Status: {status}")
                self.notes.odd(
                    draft.line, f"The status “{shorten(status, 40)}” is not known; kept as open."
                )
            draft.status = known or draft.status
        elif re.search(rf"\b(?:{_DONE})\b", tracker, re.IGNORECASE):
            draft.status = ActionStatus.DONE


def _status(words: str) -> ActionStatus | None:
    bare = words.strip().strip("*_()[].")
    return next((status for status, known in _STATUS if known.fullmatch(bare)), None)


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
