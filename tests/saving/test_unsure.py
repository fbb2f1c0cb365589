"""What the disk did not confirm is told, and is no failure."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from saving_disks import tree

from rcakit.errors import BegunError, SaveError
from rcakit.saving import write_whole
from rcakit.saving.files import OsFileSystem
from rcakit.saving.recovery import recover
from rcakit.saving.save import SURE, Write, digest, save


class Forgetful(OsFileSystem):
    """Puts files into place, and then cannot say that the folder will keep them."""

    placed = False

    def replace(self, source: Path, target: Path) -> None:
        """As the real one."""
        super().replace(source, target)
        self.placed = True

    def unlink(self, path: Path) -> None:
        """As the real one."""
        super().unlink(path)
        self.placed = True

    def fsync_dir(self, folder: Path) -> None:
        """Fails once a file is in place."""
        if self.placed:
            raise OSError(errno.EIO, "injected")
        super().fsync_dir(folder)


@pytest.mark.parametrize("new", [b"new", None], ids=["written", "removed"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_folder_that_is_not_synced(tmp_path: Path, count: int, new: bytes | None) -> None:
    """All files are in place, a sentence says what is not sure, and the next save goes on."""
    names = [f"{n}.toml" for n in range(count)]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    unsure = save(tmp_path, {name: Write(new, digest(b"old")) for name in names}, Forgetful())
    assert "did not confirm that it will last" in unsure
    assert unsure.endswith(".")
    assert [(tmp_path / name).exists() for name in names] == [new is not None] * count
    expected = digest(new) if new is not None else None
    assert save(tmp_path, {name: Write(b"newer", expected) for name in names}) == SURE
    assert [(tmp_path / name).read_bytes() for name in names] == [b"newer"] * count


def test_a_save_that_is_in_place_in_part(tmp_path: Path) -> None:
    """Neither of the two can be said of it, and recovering completes it."""

    class Disk(OsFileSystem):
        def replace(self, source: Path, target: Path) -> None:
            if target.name == "b":
                raise OSError(errno.EIO, "injected")
            super().replace(source, target)

    with pytest.raises(BegunError, match="saved in part: the change is begun"):
        save(tmp_path, {"a": Write(b"1", None), "b": Write(b"1", None)}, Disk())
    assert not (tmp_path / "b").exists()
    assert recover(tmp_path) == ("a", "b")
    assert (tmp_path / "b").read_bytes() == b"1"


def test_copies_are_kept_before_a_file_loses_something(tmp_path: Path) -> None:
    """And not where nothing is written after all; where they cannot be kept, it is not."""

    class NoBackup(OsFileSystem):
        def mkdir(self, folder: Path) -> None:
            if folder.name == "backup":
                raise OSError(errno.ENOSPC, "injected")
            super().mkdir(folder)

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(SaveError, match="disk is full"):
        save(tmp_path, {"a": Write(b"new", digest(b"old"), (b"old",))}, NoBackup())
    assert (tmp_path / "a").read_bytes() == b"old"
    save(tmp_path, {"a": Write(b"old", digest(b"old"), (b"old",))})
    assert not (tmp_path / ".rcakit/backup").exists()
    save(tmp_path, {"a": Write(b"new", digest(b"old"), (b"old", b"older"))})
    copies = [path.read_bytes() for path in (tmp_path / ".rcakit/backup").iterdir()]
    assert sorted(copies) == [b"old", b"older"]


def test_recovery_sweeps_the_hidden_folder(tmp_path: Path) -> None:
    """A schema that was about to be written when the program was killed."""
    inner = tmp_path / ".rcakit"
    inner.mkdir()
    (inner / ".schema.json.12-0123abcd.tmp").write_bytes(b"{")
    (inner / "schema.json").write_bytes(b"{}")
    recover(tmp_path)
    assert {name for name in tree(tmp_path) if "schema" in name} == {".rcakit/schema.json"}


def test_any_file_whole(tmp_path: Path) -> None:
    """A link stays a link and a mode a mode; a failure leaves the file as it was."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640

    class Full(OsFileSystem):
        def fsync(self, descriptor: int) -> None:  # noqa: ARG002
            raise OSError(errno.ENOSPC, "injected")

    with pytest.raises(OSError, match="injected"):
        write_whole(tmp_path / "link", b"newer", Full())
    assert tree(tmp_path) == {"link": b"new", "real": b"new"}


def test_a_file_that_is_swept_while_it_is_written(tmp_path: Path) -> None:
    """An export into a folder that somebody opens at the same moment is made all the same."""

    class Swept(OsFileSystem):
        swept = 0

        def replace(self, source: Path, target: Path) -> None:
            if not self.swept:
                self.swept += 1
                recover(tmp_path)
            super().replace(source, target)

    disk = Swept()
    write_whole(tmp_path / "report.md", b"new", disk)
    assert disk.swept == 1
    assert tree(tmp_path)["report.md"] == b"new"
