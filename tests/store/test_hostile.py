"""No file of a folder makes a command do more than say one sentence, in little time and memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from bounded import Bounded
from hostile_files import MB, TOO_LARGE, Make
from hostile_folders import HEADS, put
from hostile_runs import Tried, complaints, contents
from hostile_toml import toml_files, toml_fine

SCALE = 0.005
"""How large what may be of any size is, beside what `benchmarks/hostile.py` tries."""
SECONDS = 4
QUICK = 2.0


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """A postmortem whose files are spoiled one by one."""
    with Bounded(tmp_path_factory.mktemp("said")) as bounded:
        yield Tried(bounded, tmp_path_factory.mktemp("place"))


def _share(file: str, corpus: dict[str, Make]) -> dict[str, Make]:
    """Every file for one of them, and for each other one its share: they have one loader.

    `benchmarks/hostile.py` tries every file in every place.
    """
    if file == "causes.toml":
        return corpus
    place = [*HEADS].index(file)
    return dict([*corpus.items()][place :: len(HEADS)])


def _commands(folder: Path) -> Iterator[tuple[object, ...]]:
    yield ("check", folder)
    yield ("log", "It is over", "--to", folder)


@pytest.mark.parametrize("file", HEADS)
def test_what_may_not_be_taken_is_refused(tried: Tried, file: str) -> None:
    """The file, and the line where there is one, are named; not a byte is altered."""
    wrong = []
    for name, make in _share(file, toml_files(HEADS[file], SCALE)).items():
        folder = tried.fresh()
        put(folder, file, make())
        before = contents(folder)
        for command in _commands(folder):
            outcome = tried.bounded.run(*command, seconds=SECONDS)
            said = outcome.err + outcome.out.decode()
            if outcome.code != 4 or f"{file}:" not in said or outcome.seconds > QUICK:
                wrong.append((name, command[0], outcome.code, outcome.seconds, said[:300]))
            if command[0] == "log":
                wrong += [(name, one) for one in complaints(outcome, file)]
        if contents(folder) != before:
            wrong.append((name, "altered the folder"))
    assert wrong == []


@pytest.mark.parametrize("file", HEADS)
def test_what_is_large_or_odd_is_kept(tried: Tried, file: str) -> None:
    """It is read and written in little time, and opens again."""
    wrong = []
    for name, make in _share(file, toml_fine(HEADS[file], SCALE)).items():
        folder = tried.fresh()
        put(folder, file, make())
        for command in (*_commands(folder), ("check", folder)):
            outcome = tried.bounded.run(*command, seconds=SECONDS)
            if outcome.code not in (0, 1) or outcome.seconds > QUICK:
                wrong.append((name, command[0], outcome.code, outcome.seconds, outcome.err[:300]))
    assert wrong == []


def test_a_policy_that_may_not_be_taken(tried: Tried) -> None:
    """The team's policy is refused in the same way, and an event is logged all the same."""
    wrong = []
    folder = tried.fresh()
    policy = folder.parent / "rcakit.toml"
    try:
        for name, make in toml_files("", SCALE).items():
            policy.write_bytes(make())
            for command, code in zip(_commands(folder), (4, 0), strict=True):
                outcome = tried.bounded.run(*command, seconds=SECONDS)
                said = outcome.err + outcome.out.decode()
                if outcome.code != code or "rcakit.toml" not in said or "Traceback" in said:
                    wrong.append((name, command[0], outcome.code, said[:300]))
    finally:
        policy.unlink()
    assert wrong == []


def test_large_files_are_not_read_to_their_end(tried: Tried) -> None:
    """Whether 50 MB or 50 GB of holes: the size is in the sentence, and memory stays small."""
    for size in (TOO_LARGE, 1000 * TOO_LARGE):
        folder = tried.fresh()
        with (folder / "causes.toml").open("wb") as file:
            file.truncate(size)
        for command in _commands(folder):
            outcome = tried.bounded.run(*command, seconds=2, memory=400 * MB)
            assert outcome.code == 4, outcome
            assert f"{size:,} bytes" in outcome.err + outcome.out.decode()


def test_what_is_no_file(tried: Tried, tmp_path: Path) -> None:
    """A pipe, a device, a folder and links that lead out or round in a place of a file."""
    away = tmp_path / "away.toml"
    away.write_text('[cause.stolen]\ntext = "a"\n')

    def linked(path: Path, target: object) -> None:
        path.symlink_to(str(target))

    for make in (
        os.mkfifo,
        Path.mkdir,
        lambda path: linked(path, "/dev/zero"),
        lambda path: linked(path, "causes.toml"),
        lambda path: linked(path, "nowhere.toml"),
        lambda path: linked(path, away),
        lambda path: linked(path, "../../away.toml"),
    ):
        folder = tried.fresh()
        (folder / "causes.toml").unlink(missing_ok=True)
        make(folder / "causes.toml")
        for command in _commands(folder):
            outcome = tried.bounded.run(*command, seconds=2)
            said = outcome.err + outcome.out.decode()
            assert outcome.code == 4, said
            assert "causes.toml" in said
            assert "stolen" not in said


def test_a_journal_that_leads_out(tried: Tried) -> None:
    """The journal of a save that a stranger put into the folder writes nothing outside of it."""
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for name in ("../out.toml", "/tmp/out.toml", "a/../../out.toml", "\\u0000", "~/out.toml"):
        folder = tried.fresh()
        journal = folder / ".rcakit" / "txn"
        journal.mkdir(parents=True)
        (journal / "0000").touch()
        (journal / "manifest.toml").write_text(
            f'format = 1\n[file.0000]\nname = "{name}"\nnew = "{digest}"\n'
        )
        outcome = tried.bounded.run("check", folder, seconds=2)
        assert "Traceback" not in outcome.err
        assert not (tried.place / "out.toml").exists()
        assert not (folder.parent.parent / "out.toml").exists()
        assert not Path("/tmp/out.toml").exists()


def test_a_hostile_journal(tried: Tried) -> None:
    """A manifest made to hurt is named as damaged, and left for a person to look at."""
    wrong = []
    for name, make in toml_files("", SCALE).items():
        folder = tried.fresh()
        journal = folder / ".rcakit" / "txn"
        journal.mkdir(parents=True)
        (journal / "manifest.toml").write_bytes(make())
        outcome = tried.bounded.run("metrics", folder, seconds=SECONDS)
        if outcome.code != 4 or ".rcakit/txn" not in outcome.err or outcome.seconds > QUICK:
            wrong.append((name, outcome))
        assert (journal / "manifest.toml").exists()
    assert wrong == []
