"""One file of a merge, as git hands it over: three files in, the result over the second."""

from __future__ import annotations

import subprocess
from pathlib import Path

import attrs

from rcakit.merging.hunks import SIZE, Hunk, Labels, hunks, marked
from rcakit.merging.texts import woven

_MOST = 127
"""The greatest number of conflicts git's own merge tells by its exit code."""


@attrs.frozen
class Outcome:
    """What became of a file.

    Attributes:
        data: Its bytes, with marks where somebody has to decide.
        conflicts: How many places that is.
        by_lines: Whether it was merged line by line, as git does, since it is not sound TOML.
    """

    data: bytes
    conflicts: int
    by_lines: bool = False


def merge_files(
    base: Path, ours: Path, theirs: Path, *, labels: Labels | None = None, size: int = SIZE
) -> Outcome:
    """Merge three files; nothing is written.

    Args:
        base: As the file was; empty or missing where both sides made it.
        ours: One side.
        theirs: The other.
        labels: What stands behind the marks.
        size: How many signs a mark has.

    Raises:
        OSError: A file cannot be read.
    """
    was = base.read_bytes() if base.exists() else b""
    one, other = ours.read_bytes(), theirs.read_bytes()
    if other in (one, was):
        return Outcome(one, 0)
    if one == was:
        return Outcome(other, 0)
    result = woven(was, one, other)
    if result is None:
        return _by_lines(base, ours, theirs, labels or Labels(), size)
    text = marked(result.parts, labels, size)
    data = text.encode() if result.newline == "\n" else text.replace("\n", "\r\n").encode()
    return Outcome(data, len(hunks(result.parts)))


def _by_lines(base: Path, ours: Path, theirs: Path, labels: Labels, size: int) -> Outcome:
    """What git makes of the files without us."""
    named = [part for label in attrs.astuple(labels) for part in ("-L", label)]
    # `merge-file` takes the labels in the order of the files: ours, base, theirs.
    command = ["git", "merge-file", "-p", "--diff3", f"--marker-size={size}", *named, "--"]
    files = [str(path) for path in (ours, base, theirs)]
    try:
        done = subprocess.run([*command, *files], capture_output=True, check=False)  # noqa: S603
    except OSError:
        done = None
    if done is not None and 0 <= done.returncode <= _MOST:
        return Outcome(done.stdout, done.returncode, by_lines=True)
    # A file that is no text: both stay, one below the other, and nobody takes it for merged.
    one, other = (path.read_bytes().decode("utf-8", "surrogateescape") for path in (ours, theirs))
    text = marked((Hunk(one, None, other),), labels, size)
    return Outcome(text.encode("utf-8", "surrogateescape"), 1, by_lines=True)
