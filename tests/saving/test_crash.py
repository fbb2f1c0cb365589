"""A save is whole or not there at all, wherever it is cut off."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path
from random import Random

import pytest
from saving_disks import FailingDisk, Killed, RecordingDisk, Tree, plant, tree

from rcakit.errors import SaveError
from rcakit.saving.recovery import recover
from rcakit.saving.save import Write, digest, save

OLD = {
    "causes.toml": b"old causes\n",
    "gone.toml": b"to go\n",
    "methods/five-whys.toml": b"old whys\n",
}
ONE = {"causes.toml": b"new causes, longer than the old\n"}
FIRST = {"methods/deep/new.toml": b"new\n"}
GONE = {"gone.toml": None}
ALL = {
    **ONE,
    "methods/five-whys.toml": b"new whys\n",
    "deep/er/new.toml": b"new\n",
    "gone.toml": None,
}
TWO = {**ONE, "methods/five-whys.toml": b"new whys\n"}
CASES = pytest.mark.parametrize(
    "new", [ONE, FIRST, GONE, TWO, ALL], ids=["one", "first", "gone", "two", "all"]
)


def writes(new: dict[str, bytes | None]) -> dict[str, Write]:
    """What to ask of `save`, expecting what is there at first."""
    return {
        name: Write(data, digest(OLD[name]) if name in OLD else None) for name, data in new.items()
    }


def after(new: dict[str, bytes | None]) -> dict[str, bytes]:
    """The files when `new` is saved."""
    return {name: data for name, data in {**OLD, **new}.items() if data is not None}


def files(state: Tree) -> dict[str, bytes]:
    """The files a person sees."""
    return {n: d for n, d in state.items() if d is not None and not n.startswith(".rcakit/")}


def seen(state: Tree) -> set[str]:
    """All names but those of the program."""
    return {name for name in state if not name.startswith(".rcakit")}


def clean(state: Tree) -> bool:
    """Whether nothing but the files and a bare hidden folder is there."""
    hidden = {name for name in state if name.startswith(".rcakit")}
    return hidden <= {".rcakit", ".rcakit/.gitignore"} and not any(".tmp" in name for name in state)


@CASES
def test_every_power_cut(tmp_path: Path, new: dict[str, bytes | None]) -> None:
    """After recovery all files are old or all are new, and new if the save had returned."""
    folder = tmp_path / "real"
    plant(OLD, folder)
    disk = RecordingDisk(folder)
    save(folder, writes(new), disk)
    assert files(tree(folder)) == after(new)
    outcomes = set()
    for number, left in enumerate(disk.cuts(Random(7))):
        returned, state = left.returned, left.state
        cut = tmp_path / f"cut{number}"
        plant(state, cut)
        if len(new) == 1:
            assert {n: d for n, d in files(state).items() if ".tmp" not in n} in (OLD, after(new))
        recover(cut)
        found = tree(cut)
        assert files(found) in ([after(new)] if returned else [OLD, after(new)])
        assert clean(found)
        outcomes.add(files(found) == after(new))
    assert outcomes == {True, False}


def test_every_power_cut_of_a_recovery(tmp_path: Path) -> None:
    """A recovery that is itself cut off can be repeated."""
    folder = tmp_path / "real"
    plant(OLD, folder)
    disk = RecordingDisk(folder)
    save(folder, writes(ALL), disk)
    states = [left.state for left in disk.cuts(Random(7))]
    committed = [state for state in states if ".rcakit/txn/manifest.toml" in state]
    assert committed
    for number, state in enumerate(committed[:: max(1, len(committed) // 6)]):
        again = tmp_path / f"again{number}"
        plant(state, again)
        second = RecordingDisk(again)
        recover(again, second)
        assert files(tree(again)) == after(ALL)
        for cut_number, left in enumerate(second.cuts(Random(3))):
            cut = tmp_path / f"cut{number}-{cut_number}"
            plant(left.state, cut)
            recover(cut)
            assert files(tree(cut)) == after(ALL)
            assert clean(tree(cut))


@CASES
def test_every_kill(tmp_path: Path, new: dict[str, bytes | None]) -> None:
    """Killed before any of its calls, a save is completed or forgotten by the next opening."""
    for at in itertools.count():
        folder = tmp_path / f"{at}"
        plant(OLD, folder)
        disk = FailingDisk(at, Killed())
        try:
            save(folder, writes(new), disk)
        except Killed:
            recover(folder)
            assert files(tree(folder)) in (OLD, after(new))
            assert clean(tree(folder))
        if disk.failed is None:
            assert at > 5
            return


@CASES
@pytest.mark.parametrize("on", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_every_failure(
    tmp_path: Path, new: dict[str, bytes | None], code: int, *, on: bool
) -> None:
    """A failed save says why, leaves the old files byte for byte and can be repeated."""
    for at in itertools.count():
        folder = tmp_path / f"{at}"
        plant(OLD, folder)
        disk = FailingDisk(at, OSError(code, "injected"), on=on)
        error: SaveError | None = None
        try:
            save(folder, writes(new), disk)
        except SaveError as refusal:
            error = refusal
        if error is None:
            assert files(tree(folder)) == after(new)
        else:
            assert "Errno" not in str(error)
            assert error.reason.endswith(".")
            if "in place" not in error.reason and "begun" not in error.reason:
                assert files(tree(folder)) == OLD, disk.failed
                assert on or clean(tree(folder)), disk.failed
                assert on or seen(tree(folder)) == {*OLD, "methods"}, disk.failed
        recover(folder)
        assert files(tree(folder)) in (OLD, after(new))
        assert clean(tree(folder))
        if files(tree(folder)) == OLD:
            save(folder, writes(new))
        assert files(tree(folder)) == after(new)
        if disk.failed is None:
            assert at > 5
            return
