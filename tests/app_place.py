"""Where the app is tried: on a copy of the sample in a folder of the test's own, on a fixed day."""

from __future__ import annotations

import asyncio
import inspect
import shutil
from datetime import date
from pathlib import Path

import pytest
from app_driver import SAMPLE

from rcakit.creating import create
from rcakit.library import Policy

TODAY = date(2026, 4, 2)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine function in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and state of nobody, a fixed day, and no look at the disk unless it is asked for."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("rcakit_process.today.today", lambda: TODAY)
    monkeypatch.setattr("rcakit.tui.screens.library.today", lambda: TODAY)
    monkeypatch.setattr("rcakit.tui.screens.workbench.WATCH", 3600.0)
    incidents = tmp_path / "incidents"
    incidents.mkdir()
    monkeypatch.chdir(incidents)


@pytest.fixture
def folder() -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(SAMPLE, Path("2026-03-10-payments")))


def empty(title: str = "Nothing is known yet") -> Path:
    """A new postmortem with a title and nothing else."""
    return create(Path(), title, day=TODAY, policy=Policy())
