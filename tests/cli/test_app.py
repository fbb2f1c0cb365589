"""What the command line hands to the app, and the copy of the sample."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from stand_ins import Run

from rcakit.cli.app import copy_of_sample
from rcakit.store import load, unsound


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, dict[str, Any]]]:
    """What the app was opened with, on a terminal that is only said to be one."""
    calls: list[tuple[Path | None, dict[str, Any]]] = []

    def app(path: Path | None, **options: Any) -> int:
        calls.append((path, options))
        return 0

    monkeypatch.setattr("rcakit.tui.run", app)
    monkeypatch.setattr("rcakit.cli.app._need_terminal", lambda: None)
    return calls


@pytest.mark.parametrize("before", [(), ("open",)])
def test_a_path_is_opened(
    run: Run, folder: Path, opened: list[Any], before: tuple[str, ...]
) -> None:
    """`rcakit PATH` is `rcakit open PATH`, and a postmortem.toml means its folder."""
    for path in (folder, folder / "postmortem.toml"):
        assert run(*before, path).code == 0
    assert [path for path, _ in opened] == [folder, folder]


def test_bare_opens_what_is_here(run: Run, opened: list[Any]) -> None:
    """Without a command the app opens here, with what was said of plugins."""
    run("--no-plugins", "--block", "a", "--block", "b")
    assert opened == [(None, {"third_party": False, "blocked": ("a", "b"), "tour": False})]


def test_the_tour_opens_a_copy(
    run: Run, opened: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is named when the app is closed, and is a sound postmortem."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = run("tour")
    ((path, options),) = opened
    assert options["tour"] is True
    assert f"The sample is in {path}" in ran.err
    assert not list(unsound(path, load(path)))


def test_each_copy_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tours never share a folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert copy_of_sample() != copy_of_sample()
