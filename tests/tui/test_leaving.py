"""Whatever ends the app, answers are saved, the terminal is as before, and one line says why."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from failing_app import BESIDE, FATAL, SAID, Failing

from rcakit.store import load

SOON = 6.0
"""Seconds in which it ends, on a machine that does much else; Textual's own way took 7 idle."""
DRAWN = b"Follow-up"
EARLY = {"compose", "mount", "start", "early"}
"""Places where it fails before anybody can answer."""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")


@pytest.fixture
def begin(folder: Path, tmp_path: Path) -> Iterator[Callable[[str], Failing]]:
    """Starts the app that fails at a place."""
    begun: list[Failing] = []

    def start(place: str) -> Failing:
        begun.append(Failing(place, folder.absolute(), tmp_path / "state"))
        return begun[-1]

    yield start
    for one in begun:
        one.close()


def answered(folder: Path) -> bool:
    """Whether what was said last is on disk."""
    return load(folder).postmortem.causes["pool-exhausted"].text == SAID


def restored(app: Failing) -> None:
    """The terminal is as it was."""
    assert app.left_on == set()
    assert app.keys_given_back
    assert app.as_before


@pytest.mark.parametrize("place", FATAL)
def test_a_fault_of_ours(
    begin: Callable[[str], Failing], folder: Path, tmp_path: Path, place: str
) -> None:
    """Exit code 70, one line, a report for the owner alone without contents, nothing lost."""
    app = begin(place)
    if place not in EARLY:
        assert app.until(DRAWN)
        app.press(b"\x1a")
    code = app.wait()
    assert code == 70, app.last_words
    if place not in EARLY:
        assert app.seconds < SOON
        assert answered(folder)
        assert place == "early" or "What you answered is saved" in app.last_words
    restored(app)
    assert len(app.last_words.splitlines()) == 1, app.last_words
    assert "fault of rcakit" in app.last_words
    assert b"Traceback" not in app.raw
    (report,) = (tmp_path / "state").rglob("*.txt")
    assert str(report) in app.last_words
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    assert "secret-name" not in report.read_text("utf-8").replace('ValueError("secret-name")', "")
    assert SAID not in report.read_text("utf-8")


@pytest.mark.parametrize("place", BESIDE)
def test_a_fault_beside_the_screen(
    begin: Callable[[str], Failing], tmp_path: Path, place: str
) -> None:
    """A thread or a task that fails is told of, with a report, and the app goes on."""
    app = begin(place)
    assert app.until(DRAWN)
    app.press(b"\x1a")
    assert app.until(b"beside the screen failed")
    assert len([*(tmp_path / "state").rglob("*.txt")]) == 1
    app.press(b"\x11")
    assert app.wait() == 0, app.last_words
    restored(app)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.parametrize("place", ["well", "stuck"])
def test_a_signal(
    begin: Callable[[str], Failing], folder: Path, place: str, number: signal.Signals
) -> None:
    """Saved, the terminal given back, the code that shells expect; also where the app hangs."""
    app = begin(place)
    assert app.until(DRAWN)
    app.say()
    app.send(number)
    assert app.wait() == 128 + number
    assert app.seconds < SOON
    assert answered(folder)
    restored(app)


def test_a_window_that_is_closed(begin: Callable[[str], Failing], folder: Path) -> None:
    """There is no terminal to give back; the answers are saved and nothing is left running."""
    app = begin("well")
    assert app.until(DRAWN)
    app.say()
    app.hang_up()
    assert app.process.wait(SOON) == 128 + signal.SIGHUP
    assert answered(folder)


def test_stopped_and_taken_up_again(begin: Callable[[str], Failing]) -> None:
    """The terminal is given back while the app is stopped, and taken again afterwards."""
    app = begin("well")
    assert app.until(DRAWN)
    app.send(signal.SIGTSTP)
    assert app.stopped(SOON)
    while app._read(0.1):
        pass
    restored(app)
    app.send(signal.SIGCONT)
    app.raw = b""
    assert app.until(b"\x1b[?1049h")
    assert app.until(DRAWN)
    app.press(b"\x11")
    assert app.wait() == 0
    restored(app)
