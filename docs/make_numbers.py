"""Write `numbers.md`: what each number of the formal methods means, as they say it.

python docs/make_numbers.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rcakit.change import SetNotes
from rcakit.guide import Meaning, Table
from rcakit.hooks import Lens
from rcakit.model import Postmortem, thawed
from rcakit.plugins import gather
from rcakit.reading import Reader
from rcakit.testing import sample

PAGE = Path(__file__).parent / "numbers.md"
METHODS = ("fault-tree", "bayes-net")
INTRO = """\
# The numbers

What each number of the fault tree and of the Bayesian network means, how it is worked out, and
where that is from. The app says the same of the number under the cursor, in words for the incident
at hand; `=` shows the rest. The names in the first columns are those of
`rcakit analyze METHOD PATH --json`.

This page is written by the methods themselves: `python docs/make_numbers.py`.
"""
GROUP = {
    "sharing": "beta-factor",
    "members": ["alert-waits", "connections-not-shown"],
    "probability": "0.3",
    "factors": {"2": "0.1"},
}
"""A group of common causes for the sample, which has none, so that its table is shown."""


def written() -> str:
    """The whole page."""
    reader = Reader(gather(third_party=False))
    return "\n".join([INTRO, *(line for name in METHODS for line in _method(reader, name))])


def _method(reader: Reader, name: str) -> Iterator[str]:
    lens = _lens(reader, name)
    yield f"## {lens.title}\n"
    for table in lens.tables:
        yield f"### {table.name}\n"
        yield "| | | means | is | from |\n|---|---|---|---|---|"
        for key, title, meaning in _meanings(table):
            cells = (f"`{key}`", title, meaning.meaning, _code(meaning.formula), meaning.source)
            yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
        yield ""


def _lens(reader: Reader, name: str) -> Lens:
    """What a method makes of the sample, with all of its tables."""
    postmortem, method = sample(), reader.plugins.methods[name]
    if name == "fault-tree":
        postmortem = _with_everything(method.thing, postmortem)
    return reader.lens(method, postmortem)


def _with_everything(method, postmortem: Postmortem) -> Postmortem:  # noqa: ANN001  any method
    """The sample with a common cause, and compared with itself as a premortem."""
    notes = {**thawed(postmortem.method_notes(method.id)), "group": {"monitoring": GROUP}}
    grouped = SetNotes(method.id, notes, "")(postmortem)
    read = method.read_notes(grouped)
    return method.keep(method.against(read, postmortem, read))(grouped)


def _meanings(table: Table) -> Iterator[tuple[str, str, Meaning]]:
    """Each number of a table: its columns, or its rows where these are quantities."""
    if table.columns[0].name == "quantity":
        for number, row in enumerate(table.rows):
            yield str(row[0]), "", table.meaning(number, 1) or Meaning("")
        return
    for column in table.columns:
        yield column.name, column.title, Meaning("", column.meaning, column.formula, column.source)


def _code(formula: str) -> str:
    return f"`{formula}`" if formula else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
    sys.exit(0)
