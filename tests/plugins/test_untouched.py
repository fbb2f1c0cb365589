"""A rule for the code: what a plugin brought is touched only where the plugin is called guarded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "rcakit"
READ = {"id", "title"}
"""Looked at when a thing is registered: plain text, which reading cannot fail at."""
INERT = {"type", "has_own"}
"""What looks at a thing without running anything of it."""
ASKING = {Path("reading.py"), Path("importing/asking.py"), Path("importing/noting.py")}
"""Modules that ask plugins, and so may hand on a thing."""


def touched(tree: ast.AST, *, asking: bool) -> Iterator[int]:
    """Lines where the `thing` of an `Owned` is touched by whoever runs the line.

    In a module that asks, a function within a function and a lambda are what is called guarded.
    """
    inert: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READ:
            inert.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            inert.update(node.args if node.func.id in INERT else ())

    def within(node: ast.AST, depth: int) -> Iterator[int]:
        guarded = asking and depth > 1
        if isinstance(node, ast.Attribute) and not guarded and node not in inert:
            # The thing of a fault is its id.
            of_fault = isinstance(node.value, ast.Name) and node.value.id == "fault"
            owned = node.attr == "thing" and not asking and not of_fault
            of_thing = asking and _is_thing(node.value) and node.attr not in READ
            if owned or of_thing:
                yield node.lineno
        deeper = isinstance(node, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.iter_child_nodes(node):
            yield from within(child, depth + deeper)

    yield from within(tree, 0)


def _is_thing(node: ast.AST) -> bool:
    name = getattr(node, "attr", getattr(node, "id", ""))
    return name == "thing" and isinstance(node, ast.Attribute | ast.Name)


def test_nothing_of_a_stranger_is_touched_unguarded() -> None:
    """Of `owned.thing` only the id and the title are read outside `rcakit.plugins`."""
    offences = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "plugins" not in path.relative_to(SOURCE).parts
        for line in touched(
            ast.parse(path.read_text("utf-8")), asking=path.relative_to(SOURCE) in ASKING
        )
    ]
    assert not offences, "ask by Plugins.ask, or a function of rcakit.plugins: " + str(offences)


@pytest.mark.parametrize(
    ("code", "asking"),
    [
        ("def f(one): return one.thing.questions()", False),
        ("def f(one): return one.thing.summary", False),
        ("def f(one):\n    thing = one.thing\n    return thing", False),
        ("def f(one): return g(one.thing)", False),
        ("def f(one): return ask(one, one.thing.tables)", True),
        ("def f(one):\n    thing = one.thing\n    return ask(one, thing.tables)", True),
    ],
)
def test_the_rule_sees_it(code: str, *, asking: bool) -> None:
    """Each way to touch a thing is an offence."""
    assert [*touched(ast.parse(code), asking=asking)]


@pytest.mark.parametrize(
    ("code", "asking"),
    [
        ("def f(one): return one.thing.id, one.thing.title", False),
        ('def f(one): return has_own(one.thing, "tables")', False),
        ("def f(one): return ask(one, lambda: one.thing.tables())", True),
        ("def f(one):\n    def g(): return one.thing.tables()\n    return ask(one, g)", True),
    ],
)
def test_the_rule_lets_it_be(code: str, *, asking: bool) -> None:
    """Its id, its title, and what is called guarded, are none."""
    assert not [*touched(ast.parse(code), asking=asking)]
