"""Programs that are killed with SIGKILL, or write side by side, and what is found afterwards.

They are run as benchmarks are, at a small size; for how to run them for hours see there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from system_calls import why_not

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a benchmark; a process of its own, for it forks."""
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / arguments[0]), *arguments[1:]],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_app_while_keys_are_sent_to_it() -> None:
    """It can be opened, holds what was acknowledged, whole, and nothing is left over."""
    ran = run("kill.py", "--cycles", "6", "--seed", "11")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "6 kills" in ran.stdout
    assert " 0 acknowledged" not in ran.stdout


def test_a_program_that_only_saves() -> None:
    """The same, with several files at a time."""
    ran = run("kill.py", "--saver", "--cycles", "40", "--seed", "12")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 kills amid" not in ran.stdout


def test_a_naive_program_is_found_out() -> None:
    """Files that are written as they are break, and that is seen."""
    ran = run("kill.py", "--naive", "--cycles", "20", "--seed", "13")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert " 0 broken" not in ran.stdout


def test_every_system_call() -> None:
    """Every kind of save is killed before each call that alters something; some calls fail."""
    if reason := why_not():
        pytest.skip(reason)
    ran = run("crash_points.py", "--cycles", "8", "--seed", "14")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "kills" in ran.stdout


def test_three_programs_lose_nothing() -> None:
    """The app, a command and `rcakit log`, all at the same time."""
    ran = run("writers.py", "--changes", "15", "--lines", "5")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "35 are there" in ran.stdout
