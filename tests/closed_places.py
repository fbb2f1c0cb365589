"""Disks that are really full, really mounted read-only, and folders of another user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

NOBODY = 65534
HERE = Path(__file__).parent


def _namespace() -> list[str]:
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]


@cache
def mounts_are_ours() -> bool:
    """Whether a process of ours may mount something that only it sees."""
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run(
        [*_namespace(), "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return done.returncode == 0


def on_read_only(folder: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that sees `folder` as mounted read-only."""
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    return _run([*_namespace(), "sh", "-c", script, str(folder), *command])


def on_small_disk(place: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that sees a disk of 256 kB at `place`."""
    script = 'mount -t tmpfs -o size=256k none "$0" && exec "$@"'
    return _run([*_namespace(), "sh", "-c", script, str(place), *command])


def as_nobody(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command as a user who owns nothing; only root can."""
    user = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
    return _run([*user, *command])


def python(code: str, *arguments: str) -> list[str]:
    """A command that runs `code` with the helper modules of the tests at hand."""
    return [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n{code}",
        *arguments,
    ]


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
