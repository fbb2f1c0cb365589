"""The layers of ARCHITECTURE.md, and what plugins may import, hold in the code."""

from __future__ import annotations

import subprocess
from pathlib import Path

from programs import program

ROOT = Path(__file__).parent.parent


def test_the_contracts_of_imports_are_kept() -> None:
    """import-linter finds no import that goes up, or into what is private."""
    linter = program("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
