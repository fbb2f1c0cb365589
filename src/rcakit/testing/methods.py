"""The contract of a method: what it draws, computes and keeps for itself."""

from __future__ import annotations

import math
import re
from itertools import product

import attrs
import tomli

from rcakit import convert
from rcakit.diagram import Diagram
from rcakit.drawing import draw, plain
from rcakit.guide import Meaning, Method, Table
from rcakit.model import Postmortem
from rcakit.store.codec import from_documents, notes_file, to_documents
from rcakit.testing.asserting import check_about, fail, same_twice, unaltered, unique
from rcakit.testing.guides import TRIED, check_guide
from rcakit.testing.interview import interview
from rcakit.testing.readings import notes_of
from rcakit.testing.values import broken, empty, hostile, sample
from rcakit.toml.write import canonical

WIDTHS = (40, 80, 160)
_CELLS = (str, int, float, bool, type(None))
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


def check_method(method: Method, *postmortems: Postmortem) -> None:
    """Assert that a method keeps the contract.

    Beside what `check_guide` asserts: its diagram is consistent and can be drawn, its tables are
    rectangular with finite numbers, and its notes survive being written and read.
    """
    _check_defaults(method)
    check_guide(method, *postmortems)
    _check_notes(method, empty())
    for postmortem in (empty(), sample(), hostile(), broken(), *postmortems):
        check_lens(method, postmortem)
    for done in interview(method, empty(), TRIED):
        _check_notes(method, done.after)
        check_lens(method, done.after)


def check_lens(method: Method, postmortem: Postmortem) -> None:
    """Assert that the method's drawing and tables of one postmortem are sound."""
    notes = notes_of(method, postmortem)
    diagram = unaltered(
        postmortem,
        lambda: same_twice(
            lambda: method.diagram(postmortem, notes), f"The diagram of {method.id}"
        ),
        f"The diagram of {method.id}",
    )
    if diagram is not None:
        check_diagram(method.id, diagram)
    tables = same_twice(
        lambda: tuple(method.tables(postmortem, notes)), f"What {method.id} computes"
    )
    unique([table.name for table in tables], f"A table of {method.id}")
    for table in tables:
        check_table(method.id, postmortem, table)


def check_diagram(owner: str, diagram: Diagram) -> None:
    """Assert that every edge, group, join and the root name what is in the diagram."""
    nodes, groups = [node.id for node in diagram.nodes], [group.id for group in diagram.groups]
    unique(nodes, f"A node in the diagram of {owner}")
    unique(groups, f"A group in the diagram of {owner}")
    known = set(nodes)
    if diagram.root and diagram.root not in known:
        fail(f"The root {diagram.root!r} of {owner} is no node of its diagram.")
    for edge in diagram.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                fail(f"An edge of {owner} ends at {end!r}, which is no node of its diagram.")
    for node in diagram.nodes:
        if node.group and node.group not in groups:
            fail(f"The node {node.id!r} of {owner} is in {node.group!r}, which is no group.")
    for name, _ in diagram.joins:
        if name not in known:
            fail(f"A join of {owner} is at {name!r}, which is no node of its diagram.")
    for width in WIDTHS:
        plain(draw(diagram, width))


def check_table(owner: str, postmortem: Postmortem, table: Table) -> None:
    """Assert that a table is rectangular, of plain cells, and about things that exist."""
    where = f"The table {table.name!r} of {owner}"
    if not _NAME.fullmatch(table.name) or not table.title.strip() or not table.columns:
        fail(f"{where} needs a name of a to z, 0 to 9, - and _, a title, and columns.")
    unique([column.name for column in table.columns], f"{where}: a column")
    for row in table.rows:
        if len(row) != len(table.columns):
            fail(f"{where} has {len(table.columns)} columns and a row of {len(row)} cells.")
        for cell in row:
            _check_cell(where, cell)
    for told, what in ((table.about, "is about"), (table.marks, "marks")):
        if told and len(told) != len(table.rows):
            fail(f"{where} has {len(table.rows)} rows and {what} {len(told)}.")
    for line, column in product(range(len(table.rows)), range(len(table.columns))):
        if not isinstance(table.meaning(line, column), Meaning | None):
            fail(f"{where} cannot say what its cell {line}, {column} means.")
    check_about(postmortem, tuple(name for name in table.about if name), where)


def _check_cell(where: str, cell: object) -> None:
    if isinstance(cell, tuple):
        for one in cell:
            if type(one) is not str:
                fail(f"{where} has a cell with a {type(one).__name__} in it.")
    elif type(cell) not in _CELLS:
        fail(f"{where} has a cell of {type(cell).__name__}.")
    if isinstance(cell, float) and math.isnan(cell):
        fail(f"{where} has a cell that is no number; None says that it is unknown.")


def _check_defaults(method: Method) -> None:
    """A method starts without a file, so its notes need defaults."""
    if method.Notes is None:
        return
    if not attrs.has(method.Notes):
        fail(f"The Notes of {method.id} are no attrs class.")
    try:
        method.Notes()
    except TypeError as error:
        fail(f"Every field of the Notes of {method.id} needs a default: {error}.")


def _check_notes(method: Method, postmortem: Postmortem) -> None:
    """Notes are the same after being written as TOML and read."""
    if method.Notes is None:
        return
    notes = method.read_notes(postmortem)
    if convert.structure(convert.plain(notes), method.Notes) != notes:
        fail(f"The Notes of {method.id} are not the same after being written and read.")
    text = canonical(to_documents(postmortem).get(notes_file(method.id), {}), None)
    document = to_documents(postmortem) | {notes_file(method.id): tomli.loads(text)}
    if method.read_notes(from_documents(document)) != notes:
        fail(f"The notes of {method.id} are not the same after being saved.")
