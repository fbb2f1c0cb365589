"""What `rcakit check` says of what is there twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from stand_ins import Run


def _found(run: Run, rule: str, *paths: Path) -> list[dict[str, Any]]:
    ran = run("check", "--format", "json", *paths)
    return [one for one in json.loads(ran.out) if one["rule"] == rule]


def test_a_conflicted_copy_is_a_finding(run: Run, folder: Path) -> None:
    """With the file, and what to do; a policy may switch it off."""
    name = "causes (Anna's conflicted copy 2026-03-01).toml"
    (folder / name).write_text("")
    (found,) = _found(run, "conflicted-copy", folder)
    assert found["file"].endswith(name)
    assert found["severity"] == "warning"
    assert "take that over, then delete it" in found["text"]
    (folder.parent / "rcakit.toml").write_text('[check.conflicted-copy]\nseverity = "off"\n')
    assert not _found(run, "conflicted-copy", folder)


def test_a_copy_is_named_where_a_file_is_broken_too(run: Run, folder: Path) -> None:
    """It may hold what is wanting."""
    (folder / "causes.toml.orig").write_text("")
    (folder / "causes.toml").write_text("[cause.")
    assert _found(run, "conflicted-copy", folder)
    assert _found(run, "unreadable", folder)


def test_one_id_for_two_things(run: Run, folder: Path) -> None:
    """Both places are named."""
    (folder / "actions.toml").write_text('[action.pool]\ntitle = "Make it larger"\n')
    (found,) = _found(run, "duplicate-id", folder)
    assert found["file"].endswith("actions.toml")
    assert found["line"] == 1
    assert found["about"] == ["pool"]
    assert "causes.toml, line 2" in found["text"]


def test_the_same_table_twice_names_both_lines(run: Run, folder: Path) -> None:
    """A merge by hand that kept both."""
    with (folder / "causes.toml").open("a") as file:
        file.write('\n[cause.pool]\ntext = "Again"\n')
    (found,) = _found(run, "unreadable", folder)
    assert found["line"] == 11
    assert "cause.pool stands here for the second time" in found["text"]
    assert "line 2" in found["text"]


def test_a_copied_folder_in_a_library(run: Run, folder: Path) -> None:
    """The second one by name is told of; another postmortem of the same day is not."""
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.copytree(folder, copy)
    other = folder.with_name("2026-03-01-other")
    shutil.copytree(folder, other)
    (other / "postmortem.toml").write_text('format = 1\ntitle = "Something else"\n')
    (found,) = _found(run, "copied-folder", folder.parent)
    assert found["file"] == str(copy / "postmortem.toml")
    assert f"a copy of {folder.name}" in found["text"]
