"""Saving compares, replaces, and touches nothing else."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from saving_disks import FailingDisk, Killed, tree

from rcakit.errors import ConflictError, SaveError
from rcakit.saving.backup import backup
from rcakit.saving.files import OsFileSystem
from rcakit.saving.lock import locked
from rcakit.saving.recovery import recover
from rcakit.saving.save import Write, digest, save


def test_one_new_file(tmp_path: Path) -> None:
    """It is there, readable as the umask says, and the hidden folder ignores itself in git."""
    save(tmp_path, {"causes.toml": Write(b"a = 1\n", None)})
    assert (tmp_path / "causes.toml").read_bytes() == b"a = 1\n"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "causes.toml").stat().st_mode) == 0o666 & ~mask
    assert (tmp_path / ".rcakit/.gitignore").read_text() == "lock\ntxn*\nbackup/\n"


@pytest.mark.parametrize("count", [1, 3])
def test_permissions_stay(tmp_path: Path, count: int) -> None:
    """A private file stays private, one file or several."""
    names = [f"{n}.toml" for n in range(count)]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / name).chmod(0o640)
    save(tmp_path, {name: Write(b"new", digest(b"old")) for name in names})
    for name in names:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o640
        assert (tmp_path / name).read_bytes() == b"new"


@pytest.mark.parametrize("there", [None, b"theirs"])
def test_conflicts_name_every_file_and_write_none(tmp_path: Path, there: bytes | None) -> None:
    """Changed, removed or made meanwhile: nothing of the save happens."""
    (tmp_path / "a.toml").write_bytes(b"old")
    for name in ("b.toml", "c.toml"):
        if there is not None:
            (tmp_path / name).write_bytes(there)
    before = files(tmp_path)
    expected = digest(b"mine")
    with pytest.raises(ConflictError) as caught:
        save(
            tmp_path,
            {
                "a.toml": Write(b"new", digest(b"old")),
                "b.toml": Write(b"new", expected),
                "c.toml": Write(b"new", expected),
            },
        )
    assert caught.value.paths == (tmp_path / "b.toml", tmp_path / "c.toml")
    assert files(tmp_path) == before


def test_a_file_made_by_another_is_a_conflict(tmp_path: Path) -> None:
    """Expecting none is an expectation too."""
    (tmp_path / "a.toml").write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        save(tmp_path, {"a.toml": Write(b"new", None)})


def test_the_same_change_by_another_is_a_conflict(tmp_path: Path) -> None:
    """Two who both count one up have counted two."""
    (tmp_path / "a.toml").write_bytes(b"2")
    with pytest.raises(ConflictError):
        save(tmp_path, {"a.toml": Write(b"2", digest(b"1"))})


def test_a_removed_file(tmp_path: Path) -> None:
    """Gone, unless someone changed or removed it before."""
    (tmp_path / "a.toml").write_bytes(b"1")
    with pytest.raises(ConflictError):
        save(tmp_path, {"a.toml": Write(None, digest(b"2"))})
    save(tmp_path, {"a.toml": Write(None, digest(b"1"))})
    assert files(tmp_path) == {}
    with pytest.raises(ConflictError):
        save(tmp_path, {"a.toml": Write(None, digest(b"1"))})


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    """The same bytes are not written again."""
    (tmp_path / "a.toml").write_bytes(b"1")
    before = (tmp_path / "a.toml").stat()
    save(tmp_path, {"a.toml": Write(b"1", digest(b"1"))})
    assert (tmp_path / "a.toml").stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "a/../../x", "", ".", "a/..", "a//b", "a\\b", "a\nb", "./a", ".rcakit/lock",
     ".RCAKIT/x", "out/x", "out.toml", "loop"],
)  # fmt: skip
@pytest.mark.parametrize("more", [{}, {"ok.toml": Write(b"x", None)}], ids=["one", "several"])
def test_names_stay_inside(tmp_path: Path, name: str, more: dict[str, Write]) -> None:
    """Neither a name nor a link leads out of the folder, or into the hidden one."""
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "out").symlink_to(outside)
    (folder / "out.toml").symlink_to(outside / "out.toml")
    (folder / "loop").symlink_to("loop")
    with pytest.raises(SaveError):
        save(folder, {name: Write(b"x", None), **more})
    assert list(outside.iterdir()) == []
    assert not (folder / "ok.toml").exists()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file it leads to is written."""
    (tmp_path / "real.toml").write_bytes(b"old")
    (tmp_path / "a.toml").symlink_to("real.toml")
    save(tmp_path, {"a.toml": Write(b"new", digest(b"old"))})
    assert (tmp_path / "a.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == b"new"


def test_a_hidden_folder_elsewhere_is_refused(tmp_path: Path) -> None:
    """A link in its place would have us write outside."""
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / ".rcakit").symlink_to(outside)
    with pytest.raises(SaveError):
        save(folder, {"a.toml": Write(b"x", None)})
    assert list(outside.iterdir()) == []


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    """On many disks they are one file."""
    with pytest.raises(SaveError, match="capital"):
        save(tmp_path, {"a.toml": Write(b"x", None), "A.toml": Write(b"y", None)})


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """Said in words."""
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(SaveError, match="a folder of that name"):
        save(tmp_path, {"a.toml": Write(b"x", None)})


def test_no_folder(tmp_path: Path) -> None:
    """Said in words."""
    with pytest.raises(SaveError, match="not there any more"):
        save(tmp_path / "none", {"a.toml": Write(b"x", None)})


def test_a_held_lock_is_named_with_its_holder(tmp_path: Path) -> None:
    """After the time to wait, not before, and nothing is written."""
    with locked(tmp_path):
        holder = (tmp_path / ".rcakit/lock").read_text()
        failed: list[SaveError] = []

        def attempt() -> None:
            try:
                save(tmp_path, {"a.toml": Write(b"x", None)}, timeout=0.2)
            except SaveError as error:
                failed.append(error)

        started = time.monotonic()
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
        assert time.monotonic() - started >= 0.2
    assert f"pid {os.getpid()}" in holder
    assert ".rcakit/lock" in str(failed[0])
    assert f"pid {os.getpid()}" in str(failed[0])
    assert not (tmp_path / "a.toml").exists()


def test_threads_lose_nothing(tmp_path: Path) -> None:
    """Each reads, adds one and saves, and tries again on a conflict."""

    def count() -> None:
        done = 0
        while done < 8:
            data = (tmp_path / "n").read_bytes()
            try:
                save(tmp_path, {"n": Write(str(int(data) + 1).encode(), digest(data))}, timeout=30)
            except ConflictError:
                continue
            done += 1

    (tmp_path / "n").write_bytes(b"0")
    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "n").read_bytes() == b"24"


def test_processes_lose_nothing(tmp_path: Path) -> None:
    """The same across processes, with two files that must stay equal."""
    program = """
import sys
from pathlib import Path
from rcakit.errors import ConflictError
from rcakit.saving.save import Write, digest, save
folder, done = Path(sys.argv[1]), 0
while done < 5:
    a, b = (folder / "a").read_bytes(), (folder / "b").read_bytes()
    new = str(int(a) + 1).encode()
    try:
        save(folder, {"a": Write(new, digest(a)), "b": Write(new, digest(b))}, timeout=30)
    except ConflictError:
        continue
    done += 1
"""
    for name in "ab":
        (tmp_path / name).write_bytes(b"0")
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert files(tmp_path) == {"a": b"15", "b": b"15"}


def test_recovery_is_cheap_and_writes_nothing_where_nothing_is_to_do(tmp_path: Path) -> None:
    """Not even the hidden folder."""
    (tmp_path / "a.toml").write_bytes(b"1")
    disk = FailingDisk(-1, OSError())
    assert recover(tmp_path, disk) == ()
    assert disk.count < 8
    assert tree(tmp_path) == {"a.toml": b"1"}
    assert recover(tmp_path / "none") == ()


def test_recovery_sweeps_its_own_litter_only(tmp_path: Path) -> None:
    """Here and one folder down, but not in another postmortem."""
    own = [".a.toml.12-0123abcd.tmp", "methods/.x.toml.12-0123abcd.tmp"]
    others = ["x.tmp", ".a.tmp", "pm/.rcakit/x", "pm/.a.toml.12-0123abcd.tmp"]
    for name in own + others:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(b"")
    recover(tmp_path)
    assert set(files(tmp_path)) == set(others)


def _committed(folder: Path, *names: str) -> None:
    """A save of two files or more, killed when the first is about to be replaced."""

    class Disk(OsFileSystem):
        def replace(self, source: Path, target: Path) -> None:  # noqa: ARG002
            raise Killed

    for name in "ab":
        (folder / name).write_bytes(b"old")
    writes = {n: Write(b"new", digest(b"old")) for n in "ab"}
    writes |= {n: Write(b"new", None) for n in names}
    with pytest.raises(Killed):
        save(folder, writes, Disk())


def test_a_save_after_a_crash_completes_the_one_before(tmp_path: Path) -> None:
    """It would otherwise undo it later; what it then finds is a conflict."""
    _committed(tmp_path)
    with pytest.raises(ConflictError):
        save(tmp_path, {"a": Write(b"newer", digest(b"old"))})
    assert files(tmp_path) == {"a": b"new", "b": b"new"}


def test_a_folder_that_is_gone_is_made_again(tmp_path: Path) -> None:
    """What was decided happens."""
    _committed(tmp_path, "x/y/c")
    shutil.rmtree(tmp_path / "x")
    assert recover(tmp_path) == ("a", "b", "x/y/c")
    assert (tmp_path / "x/y/c").read_bytes() == b"new"


def test_what_came_between_is_kept(tmp_path: Path) -> None:
    """A person's edit between crash and recovery is copied before the save is completed."""
    _committed(tmp_path)
    (tmp_path / "a").write_bytes(b"by hand")
    assert recover(tmp_path) == ("a", "b")
    assert files(tmp_path) == {"a": b"new", "b": b"new"}
    (copy,) = (tmp_path / ".rcakit/backup").iterdir()
    assert copy.read_bytes() == b"by hand"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manifest.toml", b"nonsense"),
        ("manifest.toml", b'format = 1\n[file.0000]\nname = "../x"\nnew = "00"\n'),
        ("manifest.toml", b"format = 2\n[file]\n"),
        ("manifest.toml", b"format = 1\nfile = { 0000 = 3 }\n"),
        ("0000", b"not what was written"),
    ],
)
def test_a_damaged_journal_is_not_believed(tmp_path: Path, name: str, data: bytes) -> None:
    """It is named, and no file is touched."""
    _committed(tmp_path)
    (tmp_path / ".rcakit/txn" / name).write_bytes(data)
    with pytest.raises(SaveError, match=r"\.rcakit/txn"):
        recover(tmp_path)
    assert files(tmp_path) == {"a": b"old", "b": b"old"}
    assert not (tmp_path.parent / "x").exists()


def test_backup(tmp_path: Path) -> None:
    """Every copy has a name of its own, with the file's."""
    copies = [backup(tmp_path, "methods/x.toml", b"%d" % n) for n in range(3)]
    assert [copy.read_bytes() for copy in copies] == [b"0", b"1", b"2"]
    assert all(copy.name.endswith("-methods-x.toml") for copy in copies)
    assert copies[0].parent == tmp_path / ".rcakit/backup"


def test_a_read_only_folder() -> None:
    """Saving says so and leaves nothing; recovering where nothing is to do is allowed."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        (folder / ".b.toml.1-0123abcd.tmp").write_bytes(b"")
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:  # to whom nothing is read-only
            os.seteuid(65534)
        try:
            assert os.access(folder, os.W_OK, effective_ids=True) is False
            with pytest.raises(SaveError, match="read-only"):
                save(folder, {"a.toml": Write(b"x", None)})
        finally:
            os.seteuid(user)
        disk = FailingDisk(-1, OSError())
        disk.writable = lambda _: False
        assert recover(folder, disk) == ()
        assert [path.name for path in folder.iterdir()] == [".b.toml.1-0123abcd.tmp"]
        folder.chmod(0o755)


def files(folder: Path) -> dict[str, bytes]:
    """All files but those of the program, though other postmortems' too."""
    return {
        name: data
        for name, data in tree(folder).items()
        if data is not None and not name.startswith(".rcakit/")
    }
