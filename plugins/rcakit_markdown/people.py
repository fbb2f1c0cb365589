"""People and the roles written beside them, whichever of the two stands first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rcakit import Found, model
from rcakit.text import shorten
from rcakit_markdown.blocks import Item, Paragraph, Row, Table
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import plain
from rcakit_markdown.keys import Keys
from rcakit_markdown.notes import Notes
from rcakit_markdown.nothing import NOBODY
from rcakit_markdown.sections import Section

_NAME = re.compile(
    r"@?([^\W\d_][\w.'’@-]*(?: [\w.'’][\w.'’-]*){0,4})(?: ?[(\[]([^()\[\]]{1,60})[)\]])?\.?"
)
_BESIDE = re.compile(r"(@?[^\W\d_][^:]{1,60}?)(:\s*| [-–—] )(\S.*)")
_TITLES = re.compile(
    r",\s*(?:Ph\.? ?D|M\.?D|D\.?Sc|[BM]\.?Sc|[BM]\.?A|MBA|P\.?Eng|CISSP|Esq|Jr|Sr|I{2,3})\b\.?"
    r"(?=\s*(?:[,;(\[]|\Z|[-–—:&]|and\b))"
)
_CAPITALISED = re.compile(r"@[\w.-]+|(?:[^\W\d_a-zà-ÿ][\w.'’-]*(?:\s+|\Z)){1,5}")
_ROLE = re.compile(r"[^\W\d_][\w /&'’-]{1,59}")
_WHO = re.compile(
    r"authors?|written by|prepared by|(?:report |post ?mortem |incident )?owners?|facilitators?"
    r"|scribes?|reviewers?|ic|incident (?:commander|manager|lead)|(?:deputy|commander|liaison)"
    r"|(?:primary |secondary )?on ?call(?: engineer)?|responders?"
    r"|(?:communications?|comms|operations|ops|tech|technical|customer|support) (?:lead|liaison)"
)
_JOB = re.compile(
    r"(?:.* )?(?:engineers?|managers?|leads?|leaders?|director|officer|developers?|analyst"
    r"|architect|coordinator|commander|liaison|operators?|teams?|support|admins?|sres?|dbas?|ct?eo|cto|vp"
    r"|on[- ]?call|observer|intern)",
    re.IGNORECASE,
)
_NAME_HEAD = re.compile(
    r"(?:full )?names?|who|persons?|people|engineers?|members?|attendees?|participants?"
)
_ROLE_HEAD = re.compile(
    r"(?:incident )?(?:roles?|functions?|titles?|positions?|responsibilit(?:y|ies)|duty|duties|job)"
)


class PeopleReader:
    """Reads names from lists, tables and labelled lines; each person is told once."""

    def __init__(self, keys: Keys, notes: Notes) -> None:
        self.keys = keys
        self.notes = notes
        self.found: list[Found] = []
        self._known: set[str] = set()

    def take(self, section: Section) -> None:
        """Names between commas, in a list or in a table, each with the role beside it."""
        role = role_of(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                self._table(block, role)
            elif isinstance(block, Item | Paragraph):
                for number, line in enumerate(block.text.split("\n"), block.line):
                    self.names(number, plain(line), role)

    def names(self, line: int, text: str, role: str) -> None:
        """The names of one line: "AN, EC", "Ana Perez (scribe)", "Scribe: Ana", "Ana - scribe"."""
        pieces = re.split(r"[,;]| and | & ", _TITLES.sub("", text))
        label, colon, rest = pieces[0].partition(":")
        if colon and len(pieces) > 1 and text.count(":") == 1 and not role_of(rest):
            role, pieces[0] = label.strip(), rest
        people: list[tuple[str, str]] = []
        for piece in pieces:
            name, own = _sorted(piece.strip(), role)
            if people and role_of(name):
                # "Jane Doe, incident commander" is one person
                people[-1] = (people[-1][0], name)
            elif name:
                people.append((name, own))
        for name, own in people:
            self.person(line, name, own)

    def person(self, line: int, text: str, role: str) -> None:
        """One person, told once."""
        text = _TITLES.sub("", text.strip())
        if NOBODY.fullmatch(text):
            return
        match = _NAME.fullmatch(text)
        if match is None or len(text) > 80 or role_of(text):
            self.notes.skipped(line, f"“{shorten(text, 60)}” does not read as a name.")
            return
        name, role = match[1], (match[2] or role).strip().casefold()
        role = role_of(role) or role
        if name.casefold() in self._known:
            return
        self._known.add(name.casefold())
        key = self.keys.key("person", name)
        roles = (_singular(role),) if role else ()
        self.found.append(Found("person", key, model.Person(name=name, roles=roles)))

    def _table(self, table: Table, role: str) -> None:
        """A person a row, by the heads of the columns, else by which cell is a role."""
        heads = [words_of(cell) for cell in table.header]
        who = next((n for n, head in enumerate(heads) if _NAME_HEAD.fullmatch(head)), None)
        does = next((n for n, head in enumerate(heads) if _ROLE_HEAD.fullmatch(head)), None)
        if who is None and does is None:
            for line, name, own in _unheaded(table):
                self.person(line, name, own or role)
            return
        who = who if who is not None else 1 if does == 0 else 0
        for row in table.rows:
            cells = [*map(plain, row.cells), *[""] * len(heads)]
            self.person(row.line, cells[who], (cells[does] if does is not None else "") or role)
        left = [
            f"“{shorten(plain(cell), 30)}”"
            for n, cell in enumerate(table.header)
            if n not in (who, does) and any("".join(row.cells[n : n + 1]) for row in table.rows)
        ]
        if left:
            self.notes.skipped(table.line, f"Left out of this table of people: {', '.join(left)}.")


def role_of(label: str) -> str:
    """The role a label gives to the people behind it; "" where it gives none."""
    words = words_of(label)
    if _WHO.fullmatch(words) is None:
        return ""
    return "incident commander" if words == "ic" else words


def _sorted(text: str, role: str) -> tuple[str, str]:
    """Name and role of "Scribe: Ana", "Ana: scribe", "Ana - scribe"; `role` where none is said."""
    match = _BESIDE.fullmatch(text)
    if match is None:
        return text, role
    first, second = match[1].strip(), match[3].strip()
    if not _named_first(first, second, dash=match[2][0] != ":"):
        first, second = second, first
    return (first, second) if _ROLE.fullmatch(second) else (text, role)


def _named_first(first: str, second: str, *, dash: bool) -> bool:
    """Whether the first words are the name: by known roles, else by capitals and the mark."""
    jobs = [bool(role_of(words) or _JOB.fullmatch(words)) for words in (first, second)]
    if jobs[0] != jobs[1]:
        return jobs[1]
    capitals = [_CAPITALISED.fullmatch(words) is not None for words in (first, second)]
    return capitals[0] if capitals[0] != capitals[1] else dash


def _unheaded(table: Table) -> Iterator[tuple[int, str, str]]:
    """Line, name and role of each row of a table whose heads do not say which is which."""
    rows = table.rows
    if table.header and role_of(table.header[0]):
        rows = (Row(table.line, table.header), *rows)
    for row in rows:
        first, second, *_ = (*map(plain, row.cells), "", "")
        swapped = bool(role_of(first)) and not role_of(second)
        yield row.line, *((second, first) if swapped else (first, second))


def _singular(role: str) -> str:
    plural = ("authors", "owners", "facilitators", "scribes", "reviewers", "responders")
    return role[:-1] if role in plural else role
