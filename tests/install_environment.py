"""A virtual environment to install wheels into, and pip to do it with."""

import os
import subprocess
import sys
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]


@attrs.frozen
class Environment:
    """A virtual environment that shares nothing with this one but the dependencies.

    Attributes:
        folder: Where it is.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def install(self, wheel: Path) -> None:
        """Put a wheel into it, without looking for dependencies."""
        pip("--python", self.python, "install", "--no-deps", "--no-index", wheel)

    def run(self, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run its `rcakit` with `typed` on standard input."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        return subprocess.run(
            [self.folder / "bin" / "rcakit", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            cwd=self.folder,
            env=clean,
        )


def pip(*arguments: object) -> None:
    """Run pip and show what it said if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
