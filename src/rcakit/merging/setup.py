"""Telling git about the merge driver: its configuration, and which files it is for."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rcakit.errors import RcakitError
from rcakit.saving.durable import write_whole

DRIVER = "rcakit"
PATTERNS = (
    "postmortem.toml",
    "evidence.toml",
    "timeline.toml",
    "causes.toml",
    "actions.toml",
    "**/methods/*.toml",
)
"""The files of a postmortem, wherever in a repository it lies, and no other TOML."""
_BEGIN = "# rcakit: merge postmortems by id and by field (`rcakit merge-driver --install`)"
_END = "# rcakit: end"
_NAME = "postmortems, by id and by field"
_ARGUMENTS = "--marker-size %L --label-base %S --label-ours %X --label-theirs %Y -- %O %A %B %P"


def installed(folder: Path, *, everywhere: bool = False) -> Iterator[str]:
    """Have git call rcakit for the files of postmortems; yields a sentence about each thing done.

    Args:
        folder: A folder of the repository.
        everywhere: For every repository of this user, in which nothing is written then.

    Raises:
        RcakitError: There is no repository, no git, or git refuses.
    """
    scope = "--global" if everywhere else "--local"
    attributes = _attributes(folder, everywhere=everywhere)
    for key, value in (("name", _NAME), ("driver", f"{_executable()} merge-driver {_ARGUMENTS}")):
        _git(folder, "config", scope, f"merge.{DRIVER}.{key}", value)
    where = "for all your repositories" if everywhere else "in the configuration of this repository"
    yield f"git knows the merge driver {DRIVER} {where}."
    text = attributes.read_text("utf-8") if attributes.is_file() else ""
    wanted = _with_patterns(text)
    if wanted == text:
        yield f"{attributes} names the files of postmortems already."
    else:
        attributes.parent.mkdir(parents=True, exist_ok=True)
        write_whole(attributes, wanted.encode())
        yield f"{attributes} now names the files of postmortems."
    if not everywhere:
        yield (
            "Commit .gitattributes, so that the others have it too; each of them runs "
            "`rcakit merge-driver --install` once in a clone of their own."
        )


def uninstalled(folder: Path, *, everywhere: bool = False) -> Iterator[str]:
    """Take back what `installed` did; yields a sentence about each thing done."""
    scope = "--global" if everywhere else "--local"
    attributes = _attributes(folder, everywhere=everywhere)
    if _git(folder, "config", scope, "--get-regexp", rf"^merge\.{DRIVER}\.", quiet=True):
        _git(folder, "config", scope, "--remove-section", f"merge.{DRIVER}")
        yield f"git no longer knows the merge driver {DRIVER}."
    else:
        yield f"git did not know the merge driver {DRIVER}."
    text = attributes.read_text("utf-8") if attributes.is_file() else ""
    wanted = _without_patterns(text)
    if wanted == text:
        return
    if wanted:
        write_whole(attributes, wanted.encode())
    else:
        attributes.unlink()
    yield f"{attributes} no longer names the files of postmortems."


def _attributes(folder: Path, *, everywhere: bool) -> Path:
    """The file that says which driver is for which files."""
    if not everywhere:
        return Path(_git(folder, "rev-parse", "--show-toplevel")) / ".gitattributes"
    set_to = _git(folder, "config", "--global", "--type=path", "core.attributesFile", quiet=True)
    if set_to:
        return Path(set_to)
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "git" / "attributes"


def _with_patterns(text: str) -> str:
    kept = _without_patterns(text)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    lines = [_BEGIN, *(f"{pattern} merge={DRIVER}" for pattern in PATTERNS), _END]
    return kept + "\n".join(lines) + "\n"


def _without_patterns(text: str) -> str:
    start = text.find(_BEGIN)
    end = text.find(_END, start)
    if start < 0 or end < 0:
        return text
    return text[:start] + text[end + len(_END) :].removeprefix("\n")


def _executable() -> str:
    """The command that git is to run, quoted for the shell git runs it with.

    `%` is git's own sign there and stands twice.
    """
    beside = Path(sys.executable).with_name("rcakit")
    found = str(beside) if beside.is_file() else shutil.which("rcakit")
    command = shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m rcakit.cli"
    return command.replace("%", "%%")


def _git(folder: Path, *arguments: str, quiet: bool = False) -> str:
    """What a git command prints; "" where it says no and `quiet` is set."""
    if not folder.is_dir():
        raise RcakitError(f"{folder} is no folder.")
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            text=True,
        )
    except OSError:
        raise RcakitError("git is not installed, or cannot be run.") from None
    if done.returncode == 0:
        return done.stdout.rstrip("\n")
    if quiet:
        return ""
    said = done.stderr.strip().splitlines()
    raise RcakitError(f"git refuses: {said[0] if said else arguments[0]}")
