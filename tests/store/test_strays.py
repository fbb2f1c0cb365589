"""Copies that sync tools, merges and editors leave are named, and never read."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from rcakit.store import load
from rcakit.store.strays import strays

SAMPLE = Path(str(files("rcakit").joinpath("sample")))
COPIES = [
    ("causes (Anna's conflicted copy 2026-03-01).toml", "causes.toml", "Dropbox"),
    ("causes (conflicted copy 2026-03-01 101112).toml", "causes.toml", "Nextcloud"),
    ("actions (Noor's conflicted copy 2026-03-01) (1).toml", "actions.toml", "Dropbox"),
    ("causes.sync-conflict-20260301-101112-ABCDEFG.toml", "causes.toml", "Syncthing"),
    ("timeline_conflict-20260301-101112.toml", "timeline.toml", "sync tool"),
    ("causes-LAPTOP-7.toml", "causes.toml", "OneDrive"),
    ("causes.mine.toml", "causes.toml", "kept beside it by rcakit"),
    ("causes.toml~", "causes.toml", "editor"),
    ("#causes.toml#", "causes.toml", "editor"),
    ("causes.toml.orig", "causes.toml", "before a merge"),
    ("causes.toml.rej", "causes.toml", "patch"),
    ("causes (1).toml", "causes.toml", "copy"),
    ("Causes.toml", "causes.toml", "capital letters"),
    (
        "methods/fishbone.sync-conflict-20260301-101112-ABCDEFG.toml",
        "methods/fishbone.toml",
        "Syncthing",
    ),
    ("methods/fishbone (conflicted copy).toml", "methods/fishbone.toml", "Dropbox"),
]
OTHERS = [
    "notes.toml",
    "report.md",
    "team.toml",
    "methods/other-method.toml",
    "attachments/a.toml~",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "2026-03-10-payments"))


@pytest.mark.parametrize(("name", "of", "word"), COPIES)
def test_a_copy_is_named(folder: Path, name: str, of: str, word: str) -> None:
    """With the file it is a copy of and where it may come from; what is read is as before."""
    before = load(folder)
    (folder / name).write_text("[cause.pool]\ntext = 'another'\n")
    (found,) = strays(folder)
    assert (found.name, found.of) == (name, of)
    assert word in found.sentence()
    assert of in found.sentence()
    after = load(folder)
    assert after.postmortem == before.postmortem
    assert set(after.files) == set(before.files)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_copy_is_not(folder: Path, name: str) -> None:
    """A person's own files and another method's notes are left in peace."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a = 1\n")
    assert not list(strays(folder))
