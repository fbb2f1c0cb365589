"""Actions from lists, tables and prose, with only what is written of them."""

from __future__ import annotations

import re

import attrs

from rcakit import Found, model
from rcakit.model import ActionStatus, ActionType
from rcakit.text import shorten
from rcakit_markdown.action_tables import actions_of
from rcakit_markdown.action_words import (
    TYPES,
    Draft,
    named_alone,
    single,
    status_in,
    strike,
    taken,
)
from rcakit_markdown.blocks import Item, Paragraph, Table
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import links, plain, tickets
from rcakit_markdown.keys import Keys, capped, folded
from rcakit_markdown.kind import KIND
from rcakit_markdown.notes import Notes
from rcakit_markdown.nothing import NO_ACTION
from rcakit_markdown.sections import Section

_TITLE = 200
_WILL = re.compile(r"\b(?:will|should|shall|must|needs? to|to be|going to|plan(?:s|ned)? to)\b")


@attrs.frozen
class _Open:
    """An item that items further to the right belong to."""

    indent: int
    draft: Draft


class ActionReader:
    """Reads the sections of actions of a document."""

    def __init__(self, keys: Keys, notes: Notes) -> None:
        self.keys = keys
        self.notes = notes
        self.found: list[Found] = []

    def take(self, section: Section) -> None:
        """The actions of one section; its own heading may sort them ("Prevent", "Done")."""
        kind = TYPES.get(words_of(section.title)) if section.title else None
        status = status_in(section.title) if section.title and not section.own else None
        drafts: list[Draft] = []
        opened: list[_Open] = []
        listed = any(isinstance(block, Item | Table) for block in section.blocks)
        for block in section.blocks:
            if isinstance(block, Item):
                self._item(block, drafts, opened, kind)
                continue
            opened.clear()
            if isinstance(block, Table):
                rows = list(actions_of(block, self.notes))
                for draft in rows:
                    draft.type = draft.type or kind
                drafts += rows
            elif isinstance(block, Paragraph):
                named = TYPES.get(words_of(block.text)) if listed else None
                kind = named or kind
                if named is None:
                    self._prose(block, drafts, kind, listed=listed)
        for draft in drafts:
            if status not in (None, ActionStatus.OPEN) and draft.status is ActionStatus.OPEN:
                draft.status = status or draft.status
            if not draft.group:
                self._add(draft)

    def _add(self, draft: Draft) -> None:
        if NO_ACTION.fullmatch(draft.title):
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

    def _item(
        self, item: Item, drafts: list[Draft], opened: list[_Open], kind: ActionType | None
    ) -> None:
        """An item is an action; one below another is a detail of it, unless that is a group."""
        while opened and opened[-1].indent >= item.indent:
            opened.pop()
        if opened:
            parent = opened[-1].draft
            if not self._heads(parent) and item.checked is None:
                parent.details.append(plain(item.text))
                return
            kind = parent.type
        draft = self._draft(item, kind)
        drafts.append(draft)
        opened.append(_Open(item.indent, draft))

    def _heads(self, parent: Draft) -> bool:
        """Whether an item with items below it is a group of actions and none itself."""
        group = words_of(parent.title)
        if not (parent.group or group in TYPES or parent.title.endswith(":")):
            return False
        if not parent.group:
            parent.group, parent.type = True, TYPES.get(group) or parent.type
            if group not in TYPES:
                said = shorten(parent.title, 60)
                self.notes.skipped(parent.line, f"“{said}” was taken as a heading, not an action.")
        return True

    def _draft(self, item: Item, kind: ActionType | None) -> Draft:
        draft = Draft(item.line, "", item.text, type=kind)
        draft.tracker = tickets(item.text)
        raw = single(item.text)
        if item.checked:
            draft.status = ActionStatus.DONE
        lines = taken(draft, plain(named_alone(raw)), self.notes).split("\n")
        draft.title = " ".join(line.strip() for line in lines if line.strip()).strip(" ,;")
        strike(draft, item.text, self.notes)
        return draft

    def _prose(
        self, block: Paragraph, drafts: list[Draft], kind: ActionType | None, *, listed: bool
    ) -> None:
        """A paragraph that promises something, where there is no list, is one action."""
        text = plain(block.text)
        first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
        if listed or not _WILL.search(first):
            said = shorten(text, 80)
            self.notes.skipped(block.line, f"This prose among the actions was left out: “{said}”")
            return
        draft = Draft(block.line, folded(first), block.text, type=kind)
        draft.tracker = tickets(block.text)
        if text != first:
            draft.details.append(text[len(first) :].strip())
        drafts.append(draft)
        self.notes.odd(block.line, f"Read from prose as one action: “{shorten(first, 60)}”")
