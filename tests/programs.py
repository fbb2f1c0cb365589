"""Programs that some tests run and a developer may do without."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of a program; skips the test where it is missing, and fails it in a CI run."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(name, path=beside) or shutil.which(name)
    if found is not None:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and a CI run leaves no test out")
    pytest.skip(f"{name} is not installed")
