"""Each decision is on disk at once, and none loses anything."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest
import tomli
from merging_pairs import Pair, pair

from rcakit.errors import BadAnswer, Exit, RcakitError, UnsettledError
from rcakit.merging.hunks import marked
from rcakit.merging.texts import woven
from rcakit.resolving import Resolving, Take, can_be_both
from rcakit.store import BrokenFolder, can_be_settled, load

CAUSES = """\
[cause.pool]
text = "The pool was exhausted"  # seen by all
because = [
    "retries",
]

[cause.quota]
text = "A quota"

[cause.retries]
text = "Clients retried"
"""
MINE = (
    CAUSES.replace("was exhausted", "was empty")
    .replace("Clients", "We")
    .replace('text = "A quota"', 'text = "A quota"\nstatus = "confirmed"')
    .replace("# seen by all", "# seen by all")
)
THEIRS = (
    CAUSES.replace("was exhausted", "ran dry")
    .replace("Clients", "They")
    .replace('[cause.quota]\ntext = "A quota"\n\n', "")
)


def left(base: str, ours: str, theirs: str) -> bytes:
    """What the driver leaves of a merge."""
    result = woven(base.encode(), ours.encode(), theirs.encode())
    assert result is not None
    return marked(result.parts).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A postmortem with three places to decide in two files."""
    (tmp_path / "postmortem.toml").write_bytes(
        left('title = "One"\n', 'title = "Mine"\n', 'title = "Theirs"\n')
    )
    (tmp_path / "causes.toml").write_bytes(left(CAUSES, MINE, THEIRS))
    return tmp_path


def text(folder: Path, name: str = "causes.toml") -> str:
    """What is in a file."""
    return (folder / name).read_text("utf-8")


def titles(resolving: Resolving) -> list[str]:
    """What is open."""
    return [place.dispute.title for place in resolving.waiting()]


def test_loading_names_every_place(folder: Path) -> None:
    """One sentence each, with file, line and what to do; the exit code of an unreadable file."""
    with pytest.raises(BrokenFolder) as raised:
        load(folder)
    assert raised.value.exit_code is Exit.UNREADABLE
    assert can_be_settled(raised.value)
    assert all(isinstance(error, UnsettledError) for error in raised.value.errors)
    said = str(raised.value).split("\n")
    assert len(said) == 4
    assert f"{folder}/postmortem.toml:2: both sides changed the title" in said[0]
    assert "theirs took out the cause “A quota”" in said[2]
    assert all("`rcakit resolve`" in sentence for sentence in said)


def test_each_decision_is_on_disk(folder: Path) -> None:
    """Who stops half-way finds the others open and the decided ones done, and goes on."""
    for count in (4, 3, 2, 1):
        resolving = Resolving.open(folder)
        assert len(resolving.waiting()) == count
        resolving.take(resolving.waiting()[0], Take.OURS if count % 2 else Take.THEIRS)
    assert load(folder).postmortem.causes.keys() == {"pool", "retries"}
    assert "<<<" not in text(folder)
    assert "# seen by all" in text(folder)


def test_all_of_ours_is_the_file_of_ours(folder: Path) -> None:
    """As it was written, comments and order, since the other side changed nothing else."""
    resolving = Resolving.open(folder)
    while resolving.waiting():
        resolving.take(resolving.waiting()[0], Take.OURS)
    assert text(folder) == MINE
    assert resolving.next_step() == "git add postmortem.toml causes.toml"


def test_all_of_theirs_is_the_file_of_theirs(folder: Path) -> None:
    """What they took out is gone, with the blank line above it."""
    resolving = Resolving.open(folder)
    while resolving.waiting():
        resolving.take(resolving.waiting()[0], Take.THEIRS)
    assert text(folder) == THEIRS


def test_taking_back(folder: Path) -> None:
    """Each decision can be taken back, in the end the files are as git left them."""
    before = {name: text(folder, name) for name in ("causes.toml", "postmortem.toml")}
    resolving = Resolving.open(folder)
    places = titles(resolving)
    while resolving.waiting():
        resolving.take(resolving.waiting()[-1], Take.OURS)
    for _ in places:
        assert resolving.undo()
    assert resolving.undo() is None
    assert {name: text(folder, name) for name in before} == before
    assert titles(resolving) == places
    assert resolving.next_step() == ""


def test_the_file_as_git_left_it_is_kept(folder: Path) -> None:
    """Once for each file, in the backup."""
    before = (folder / "causes.toml").read_bytes()
    resolving = Resolving.open(folder, only="causes.toml")
    while resolving.waiting():
        resolving.take(resolving.waiting()[0], Take.OURS)
    [copy] = (folder / ".rcakit" / "backup").iterdir()
    assert copy.read_bytes() == before


def test_both_and_other_words(folder: Path) -> None:
    """Of sentences both can be taken, or other ones written; the comment behind them stays."""
    resolving = Resolving.open(folder, only="causes.toml")
    pool, quota, retries = resolving.waiting()
    assert can_be_both(pool.dispute)
    assert not can_be_both(quota.dispute)
    resolving.reword(retries, 'Both "tried" \\ again')
    resolving.take(pool, Take.BOTH)
    with pytest.raises(BadAnswer):
        resolving.take(resolving.waiting()[0], Take.BOTH)
    resolving.take(resolving.waiting()[0], Take.OURS)
    assert 'text = "The pool was empty / The pool ran dry"  # seen by all' in text(folder)
    assert "tried" in text(folder)


def test_words_that_are_no_toml_are_refused(folder: Path) -> None:
    """For a thing lines of the file are written; wrong ones change nothing."""
    resolving = Resolving.open(folder, only="causes.toml")
    while len(resolving.waiting()) > 1:
        place = next(one for one in resolving.waiting() if not one.dispute.is_thing)
        resolving.take(place, Take.OURS)
    before = text(folder)
    with pytest.raises(BadAnswer, match="would leave causes"):
        resolving.reword(resolving.waiting()[0], "[cause.quota\ntext = ")
    assert text(folder) == before
    resolving.reword(resolving.waiting()[0], '[cause.quota]\ntext = "Another"')
    assert 'text = "Another"' in text(folder)


def test_somebody_else_was_quicker(folder: Path) -> None:
    """A file that is another one by now is not overwritten."""
    resolving = Resolving.open(folder)
    (folder / "causes.toml").write_text("[cause]\n", "utf-8")
    with pytest.raises(RcakitError, match="changed by somebody else"):
        resolving.take(resolving.waiting()[1], Take.OURS)
    assert text(folder) == "[cause]\n"


def test_lines_that_end_with_cr_lf(tmp_path: Path) -> None:
    """They still do."""
    (tmp_path / "postmortem.toml").write_bytes(b'title = "One"\r\n')
    data = left(CAUSES, MINE, THEIRS).replace(b"\n", b"\r\n")
    (tmp_path / "causes.toml").write_bytes(data)
    resolving = Resolving.open(tmp_path)
    while resolving.waiting():
        resolving.take(resolving.waiting()[0], Take.OURS)
    assert (tmp_path / "causes.toml").read_bytes() == MINE.replace("\n", "\r\n").encode()


def test_marks_with_nothing_to_decide(tmp_path: Path) -> None:
    """Git put marks around what can be merged by field: it is named, and written at once."""
    (tmp_path / "postmortem.toml").write_text(
        '<<<<<<< a\ntitle = "Two"\nsummary = "x"\n||||||| b\ntitle = "One"\nsummary = "x"\n'
        '=======\ntitle = "One"\nsummary = "y"\n>>>>>>> c\n',
        "utf-8",
    )
    with pytest.raises(BrokenFolder, match="nothing to decide"):
        load(tmp_path)
    resolving = Resolving.open(tmp_path)
    assert resolving.waiting() == []
    resolving.finish_clear()
    assert text(tmp_path, "postmortem.toml") == 'title = "Two"\nsummary = "y"\n'
    assert resolving.next_step() == "git add postmortem.toml"


def by_git(one: Pair, style: tuple[str, ...], folder: Path) -> bytes:
    """What git's own merge leaves."""
    names = ("ours", "base", "theirs")
    for name, side in zip(names, (one.ours.text, one.base, one.theirs.text), strict=True):
        (folder / name).write_text(side, "utf-8")
    command = ["git", "merge-file", "-p", *style, *names]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout


@pytest.mark.parametrize("style", [None, (), ("--diff3",), ("--zdiff3",)])
def test_any_decisions(tmp_path: Path, style: tuple[str, ...] | None) -> None:
    """Whatever is taken, in any order and with breaks: one place less each time, and TOML at last.

    The marks are those of the driver, and of git alone in each of its ways to write them.
    """
    random, settled = Random(1), 0
    for seed in range(24):
        one = pair(seed, edits=6)
        data = (
            left(one.base, one.ours.text, one.theirs.text)
            if style is None
            else by_git(one, style, tmp_path)
        )
        if b"<<<<<<<" not in data:
            continue
        folder = tmp_path / str(seed)
        folder.mkdir()
        (folder / one.name).write_bytes(data)
        decide(folder, random)
        tomli.loads(text(folder, one.name))
        settled += 1
    assert settled > 5


def decide(folder: Path, random: Random) -> None:
    """Decide everything at random."""
    resolving = Resolving.open(folder)
    resolving.finish_clear()
    while resolving.waiting():
        count = len(resolving.waiting())
        place = random.choice(resolving.waiting())
        takes = list(Take) if can_be_both(place.dispute) else [Take.OURS, Take.THEIRS]
        resolving.take(place, random.choice(takes))
        assert len(resolving.waiting()) == count - 1
        if random.random() < 0.2:
            resolving = Resolving.open(folder)
