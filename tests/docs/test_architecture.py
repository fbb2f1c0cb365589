"""ARCHITECTURE.md and CONTRIBUTING.md name what is there."""

import re
import tomllib

import pytest
from pages import ROOT, blocks

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_layers_are_those_that_are_kept() -> None:
    """The layers on the page are the ones import-linter is told of."""
    (contract,) = (c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    (shown,) = blocks(ARCHITECTURE, "text")
    assert shown.splitlines() == contract["layers"]


def test_the_modules_are_there() -> None:
    """Every module named in the tables exists."""
    rows = re.findall(r"^\| (`.*?) \|", ARCHITECTURE, re.MULTILINE)
    named = re.findall(r"`(\w+)`", " ".join(rows))
    assert len(named) > 20
    for name in named:
        folder = ROOT / "src" / "rcakit"
        assert (folder / name).is_dir() or (folder / f"{name}.py").is_file(), name


@pytest.mark.parametrize("path", re.findall(r"`((?:[\w.]+/)+[\w.]+)`", ARCHITECTURE + CONTRIBUTING))
def test_the_files_are_there(path: str) -> None:
    """Every file named on the pages exists, in the project or in the package."""
    assert (ROOT / path).exists() or (ROOT / "src" / "rcakit" / path).exists()


def test_the_limit_of_a_module_is_kept() -> None:
    """No module is longer than CONTRIBUTING.md allows."""
    (limit,) = map(int, re.findall(r"never more than (\d+)", CONTRIBUTING))
    for folder in ("src", "methods", "plugins"):
        for path in (ROOT / folder).rglob("*.py"):
            assert len(path.read_text("utf-8").splitlines()) <= limit, path
