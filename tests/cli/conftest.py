"""Commands run in this process, with plugins that exist only here."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from stand_ins import Ran, Run, entry_point, module

from rcakit.cli import main


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The plugins of these tests in place of what is installed, and a state folder of their own."""
    points = [
        entry_point("stand-in", module(), "rcakit"),
        entry_point("gone", None, "rcakit-gone"),
    ]
    monkeypatch.setattr("rcakit.plugins.loading.entry_points", lambda **_: points)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `rcakit` in a folder of its own; `stdin` is what is typed."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run_it(*arguments: object, stdin: str | bytes = "") -> Ran:
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_it


FILES = {
    "postmortem.toml": """\
#:schema ./.rcakit/schema.json
format = 1
title = "Checkout answered 5xx"
timezone = "Europe/Berlin"
problem = "slow"

[milestone]
impact-started = "20260301-1000-aaaa"
detected = "20260301-1005-bbbb"
""",
    "timeline.toml": """\
#:schema ./.rcakit/schema.json
[event.20260301-1000-aaaa]
text = "Errors began"
at = 2026-03-01T10:00:00Z

[event.20260301-1005-bbbb]
text = "Alert"
at = 2026-03-01T10:05:00Z
""",
    "causes.toml": """\
#:schema ./.rcakit/schema.json
[cause.pool]
text = "The pool was empty"

[cause.slow]
text = "Checkout was slow"
because = [
    "pool",
]
""",
}


@pytest.fixture
def folder(run: Run) -> Path:
    """A small sound postmortem below the folder the commands run in."""
    del run
    path = Path.cwd() / "2026-03-01-checkout"
    path.mkdir()
    for name, text in FILES.items():
        (path / name).write_text(text)
    return path
