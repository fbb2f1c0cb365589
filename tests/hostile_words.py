"""A postmortem whose every text tries to drive the terminal."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from app_driver import SAMPLE

from rcakit.model import TABLES, Postmortem, frozen, reference_fields, things
from rcakit.store import FILES, load, to_documents
from rcakit.toml.write import canonical

ACTS = (
    "\x1b]52;c;aGk=\x07",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://bad\x1b\\",
    "\x1b[5m",
    "\x9b31m",
    "\x9d0;owned\x9c",
    "\u202e",
    "\u2066",
    "\x07",
)
"""What a terminal would do something about."""
MARKUP = ("[red]r[/]", "[/nope]", "[@click=app.quit]x[/]", "list[int]", "[link=file:///]y[/link]")
"""What Textual or Rich would do something about."""
_KEPT = {"timezone", "kind", "severity", "value", "sha256"}


def hostile() -> Postmortem:
    """The sample, with something hostile in every text that is free."""
    count = 0

    def words(value: str) -> str:
        nonlocal count
        count += 1
        acting = ACTS[count % len(ACTS)]
        return f"{MARKUP[count % len(MARKUP)]} {acting} {value[:20]} {acting}"

    return spoiled(load(SAMPLE).postmortem, words)


def spoiled(postmortem: Postmortem, say: Callable[[str], str]) -> Postmortem:
    """A postmortem with `say(text)` in place of every text that is free."""

    def words(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum) and value:
            return say(value)
        if isinstance(value, tuple) and all(type(one) is str for one in value):
            return tuple(words(one) for one in value)
        return value

    def changed(thing: Any, *kept: str) -> Any:
        changes = {
            field.name: words(getattr(thing, field.name))
            for field in attrs.fields(type(thing))
            if field.name not in {*_KEPT, *kept, "extra"}
        }
        return attrs.evolve(thing, **changes)

    tables = {
        spec.attribute: frozen(
            {
                name: changed(item, *(field for field, _ in reference_fields(table)))
                for name, item in things(postmortem, table).items()
            }
        )
        for table, spec in TABLES.items()
    }
    return attrs.evolve(
        postmortem,
        incident=changed(postmortem.incident),
        skipped=frozen({name: words(reason) for name, reason in postmortem.skipped.items()}),
        **tables,
    )


def write(folder: Path, postmortem: Postmortem) -> None:
    """Put a postmortem on disk."""
    folder.mkdir(parents=True)
    for name, document in to_documents(postmortem).items():
        if name in FILES or document:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(canonical(document, None), "utf-8")
