"""Which column of a timeline's table is which."""

from __future__ import annotations

import re

import attrs

from rcakit_markdown.blocks import Table
from rcakit_markdown.headings import words_of
from rcakit_markdown.inline import plain
from rcakit_markdown.stamps import stamp

_TIME = re.compile(
    r"(?:.* )?(?:times?|timestamps?|when|at|utc|start|started|begin|from|clock)(?: .*)?"
)
_DAY = re.compile(r"(?:.* )?(?:date|day)(?: .*)?")
_UNTIL = re.compile(r"(?:end|ended|until|till|to|end time)")
_TEXT = re.compile(
    r"(?:.* )?(?:events?|notes?|descriptions?|what|what happened|messages?|summary|details?"
    r"|actions?|activity|entry|comments?|update|text)"
)
_WHO = re.compile(r"(?:who|actor|by|person|people|author|reporter|owner|responsible|user|source)")
_KIND = re.compile(r"(?:type|kind|category|phase|event type)")


@attrs.frozen(kw_only=True)
class Columns:
    """Indexes of the columns; a day and a time of day may be apart.

    Attributes:
        when: Of the time.
        text: Of what happened.
        until, who, kind: Of its end, of who acted, of what kind it was.
        other: Of whatever else is there.
    """

    when: tuple[int, ...]
    text: tuple[int, ...]
    until: int | None
    who: int | None
    kind: int | None
    other: tuple[int, ...]


def columns_of(table: Table) -> Columns | None:
    """Which column is which, by its head, else by what is in it; None without one of times."""
    heads = [words_of(cell) for cell in table.header]
    width = max([len(heads), *(len(row.cells) for row in table.rows[:50])], default=0)
    days = [n for n, head in enumerate(heads) if _DAY.fullmatch(head)]
    clocks = [n for n, head in enumerate(heads) if _TIME.fullmatch(head) and n not in days]
    when = [*days[:1], *clocks[:1]]
    if not when or not _hold_times(table, when):
        when = [n for n in range(width) if _hold_times(table, [n])][:1]
    if not when:
        return None
    left = [n for n in range(width) if n not in when]
    until = _first(heads, left, _UNTIL)
    who = _first(heads, left, _WHO)
    kind = _first(heads, left, _KIND)
    left = [n for n in left if n not in (until, who, kind)]
    text = [n for n in left if n < len(heads) and _TEXT.fullmatch(heads[n])][:1] or left[:1]
    other = [n for n in left if n not in text]
    return Columns(
        when=tuple(when), text=tuple(text), until=until, who=who, kind=kind, other=tuple(other)
    )


def _first(heads: list[str], left: list[int], words: re.Pattern[str]) -> int | None:
    return next((n for n in left if n < len(heads) and words.fullmatch(heads[n])), None)


def _hold_times(table: Table, columns: list[int]) -> bool:
    rows = table.rows[:20]
    read = 0
    for row in rows:
        written = " ".join(plain(row.cells[n]) for n in columns if n < len(row.cells))
        read += stamp(written.strip(), cell=True) is not None
    return read > 0 and read * 2 >= len(rows)
