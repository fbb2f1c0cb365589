"""docs/promises.md names tests and programs that are there, and leaves no program out."""

import ast
import re
from pathlib import Path

import pytest
from pages import DOCS, page

ROOT = DOCS.parent
_PATH = re.compile(r"`((?:tests|benchmarks)/[\w./]+)((?:::\w+)?)(?: [^`]*)?`")
_COMPUTED = {"fault_trees.py", "networks.py", "startup.py"}
"""Programs that measure speed, which docs/benchmarks.md is about."""


def named() -> list[tuple[str, str]]:
    """Each path of the page, with the test behind it or ""."""
    return [(path, test.removeprefix("::")) for path, test in _PATH.findall(page("promises.md"))]


@pytest.mark.parametrize(("path", "test"), sorted(set(named())))
def test_what_is_named_is_there(path: str, test: str) -> None:
    """Each file, folder and test of the page exists under its name."""
    there = ROOT / path
    assert there.exists()
    if test:
        functions = [
            node.name
            for node in ast.walk(ast.parse(there.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        assert test in functions


def test_every_program_is_named() -> None:
    """What can be run for hours is on the page, with the way to run it."""
    programs = {path.name for path in (ROOT / "benchmarks").glob("*.py")} - _COMPUTED
    assert programs == {Path(path).name for path, _ in named() if path.startswith("benchmarks/")}


def test_every_promise_of_the_readme_leads_to_its_test() -> None:
    """Each line of what one can rely on ends with a link to what tries to break it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## What you can rely on\n")[2].partition("\n## ")[0]
    promises = re.findall(r"^\* .*?(?=^\* |^$)", section, re.DOTALL | re.MULTILINE)
    assert len(promises) >= 10
    for promise in promises:
        linked = re.findall(r"\]\((tests/[^)#]+)\)", promise)
        assert linked, promise
        assert all((ROOT / path).exists() for path in linked), promise
