"""What a merge left open is named by every command and settled by one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import Run

from rcakit.merging.hunks import marked
from rcakit.merging.texts import woven

BASE = '[cause.pool]\ntext = "The pool was empty"\n\n[cause.leak]\ntext = "A leak"\n'
MINE = BASE.replace("was empty", "was full").replace("A leak", "My leak")
THEIRS = BASE.replace("was empty", "ran dry").replace("A leak", "Their leak")


@pytest.fixture
def folder(run: Run) -> Path:
    """A postmortem with two places to decide."""
    del run  # it makes the folder that is the current one
    folder = Path("one")
    folder.mkdir()
    (folder / "postmortem.toml").write_text('title = "One"\n', "utf-8")
    result = woven(BASE.encode(), MINE.encode(), THEIRS.encode())
    assert result is not None
    (folder / "causes.toml").write_text(marked(result.parts), "utf-8")
    return folder


def causes(folder: Path) -> str:
    """What is in the file."""
    return (folder / "causes.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("check", "one"),
        ("check", "one", "--format", "json"),
        ("metrics", "one"),
        ("analyze", "whys", "one"),
        ("ask", "basics", "one"),
        ("export", "one", "--to", "words"),
        ("log", "x", "--to", "one"),
    ],
)
def test_every_command_names_it(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    """File, line, what it is about and what to do; code 4, and nothing is written."""
    before = causes(folder)
    ran = run(*command)
    assert ran.code == 4, ran.err
    said = (ran.out + ran.err).replace("\\u201c", "“").replace("\\u201d", "”")
    assert "causes.toml" in said
    assert "both sides changed the text of the cause “The pool was empty”" in said
    assert "rcakit resolve" in said
    assert causes(folder) == before


def test_check_has_a_rule_for_it(run: Run, folder: Path) -> None:
    """Two findings, with the line of what is in dispute."""
    found = run("check", folder, "--format", "json").json
    assert [one["rule"] for one in found] == ["conflict", "conflict"]
    lines = causes(folder).split("\n")
    assert [lines[one["line"] - 1] for one in found] == [
        'text = "The pool was full"',
        'text = "My leak"',
    ]


def test_answers_one_by_one(run: Run, folder: Path) -> None:
    """An empty line leaves one open; what is decided is on disk."""
    ran = run("resolve", folder, stdin="\nt\n")
    assert ran.code == 4
    assert "1 of 2  causes.toml:" in ran.err
    assert "2 of 2  causes.toml:" in ran.err
    assert "One place is still open" in ran.err
    assert causes(folder).endswith('[cause.leak]\ntext = "Their leak"\n')
    ran = run("resolve", folder / "causes.toml", stdin="nonsense\n= Neither nor\n")
    assert ran.code == 0
    assert "Type o, t or b" in ran.err
    assert "git add causes.toml" in ran.err
    assert (
        causes(folder)
        == '[cause.pool]\ntext = "Neither nor"\n\n[cause.leak]\ntext = "Their leak"\n'
    )
    assert run("resolve", folder).code == 0


@pytest.mark.parametrize(
    ("option", "wanted"),
    [
        ("--ours", MINE),
        ("--theirs", THEIRS),
        (
            "--both",
            MINE.replace("full", "full / The pool ran dry").replace(
                "My leak", "My leak / Their leak"
            ),
        ),
    ],
)
def test_one_side_everywhere(run: Run, folder: Path, option: str, wanted: str) -> None:
    """Without a question."""
    assert run("resolve", folder, option).code == 0
    assert causes(folder) == wanted


def test_nothing_to_settle(run: Run, folder: Path) -> None:
    """A sound folder, one of many, and one that is none."""
    (folder / "causes.toml").unlink()
    ran = run("resolve", folder)
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to settle" in ran.err
    ran = run("resolve", ".")
    assert ran.code == 2
    assert "such as one" in ran.err


def test_marks_within_a_text(run: Run, folder: Path) -> None:
    """TOML does not mind them, so it opens; check points them out, and resolve settles them."""
    file = folder / "causes.toml"
    head = '[cause.pool]\ntext = "P"\nstory = """\nfirst\n'
    file.write_text(
        f'{head}<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> branch\nlast\n"""\n', "utf-8"
    )
    assert run("metrics", folder).code == 0
    found = run("check", folder, "--format", "json").json
    [one] = [one for one in found if one["rule"] == "conflict-in-words"]
    assert one["severity"] == "warning"
    assert "rcakit resolve" in one["text"]
    assert run("resolve", folder, "--theirs").code == 0
    assert causes(folder) == head + 'theirs\nlast\n"""\n'
    found = run("check", folder, "--format", "json").json
    assert not [one for one in found if one["rule"] == "conflict-in-words"]
