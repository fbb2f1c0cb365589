"""A library on disk in which every text, name and file name is hostile."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import tomli
from app_driver import SAMPLE
from hostile_pieces import Marker, marked
from hostile_words import spoiled, write

from rcakit.model import Person, frozen
from rcakit.store import load
from rcakit.toml.write import canonical

FOLDER = "one"
UNREADABLE = "2026-03-01-\x1b]0;o\x07[red]\u202e\x9b5m"
"""The name of a folder, which a stranger may give as well."""
POLICY = """\
"\\u001b]0;o\\u0007[/nope]" = 1
timezone = "Europe/Berlin"
[severity."[/x]\\u001b[5m"]
text = "[/nope] \\u009b5m \\u202e"
[severity.SEV2]
text = "[ERROR] x"
[metric."[red]\\u001b]8;;http://x\\u0007"]
from = "detected"
to = "resolved"
[check."hostile-[/]\\u0007"]
severity = "warning"
[plugins]
blocked = ["\\u001b]0;o\\u0007[/x]"]
"""
BROKEN = """\
format = 1
title = "\\u001b]0;o\\u0007"
[person."\\u001b[5m[/nope]"]
name = 3
"""


_FORMULAS = {"expression"}
"""Notes that would not be worked out any more, and so nothing of them shown."""


CONFLICT = """\
format = 1
<<<<<<< \u202eours
title = {ours}
=======
title = {theirs}
>>>>>>> [/theirs]
"""
"""What a merge leaves behind; {ours} and {theirs} are hostile."""


def build(root: Path, marker: Marker) -> Path:
    """The library; the folder of its one postmortem that can be opened is returned.

    The library's own folder is made inside `root`, and has a hostile name.
    """
    library = Path(tempfile.mkdtemp(prefix="\x1b]0;o\x07[on]\u202e", dir=root))
    (library / "rcakit.toml").write_text(POLICY, "utf-8")
    folder = library / FOLDER
    write(folder, hostile(marker))
    attached = folder / "attachments"
    attached.mkdir(exist_ok=True)
    for name in ("\x1b]0;o\x07.log", "[red]x[ERROR].csv", "\u202egnp.txt"):
        (attached / name).write_text("hostile")
    for name in ("fault-tree.toml", "bayes-net.toml", "five-whys.toml", "fishbone.toml"):
        document = tomli.loads((SAMPLE / "methods" / name).read_text("utf-8"))
        document["\x1b]0;o\x07"] = marker("unknown key")
        path = folder / "methods" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(canonical(_notes(document, marker), None), "utf-8")
    (folder / "methods" / "not-installed.toml").write_text('a = "[/nope]"\n', "utf-8")
    broken = library / UNREADABLE
    broken.mkdir()
    (broken / "postmortem.toml").write_text(BROKEN, "utf-8")
    merged = library / "2026-03-02-[on]"
    merged.mkdir()
    ours, theirs = (json.dumps(marker(side)) for side in ("ours", "theirs"))
    (merged / "postmortem.toml").write_text(CONFLICT.format(ours=ours, theirs=theirs), "utf-8")
    return folder


def hostile(words: Callable[[str], str]) -> Any:
    """The sample with `words(text)` in place of each text, and people and links besides."""
    postmortem = spoiled(load(SAMPLE).postmortem, words)
    person = Person(name=words("name"))
    return attrs.evolve(
        postmortem,
        people=frozen({**postmortem.people, "hostile": person}),
        extra=frozen({"postmortem.toml": {"\x1b[5m[/x]": marked(0, "unknown")}}),
    )


def _notes(value: Any, words: Callable[[str], str]) -> Any:
    """Notes with something hostile in each text that is no name of a thing or of a value."""
    if isinstance(value, dict):
        return {key: one if key in _FORMULAS else _notes(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_notes(one, words) for one in value]
    return words(value) if isinstance(value, str) and " " in value else value
