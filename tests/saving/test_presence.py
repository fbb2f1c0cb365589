"""Who has a folder open can be seen, and the dead are forgotten."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from saving_disks import tree

from rcakit.saving import recover
from rcakit.saving.files import OsFileSystem
from rcakit.saving.presence import FRESH, Presence


def _open(folder: Path) -> Presence:
    one = Presence(folder)
    one.here()
    return one


def test_two_see_one_another_and_leave_nothing(tmp_path: Path) -> None:
    """Each sees the other and not itself; after both have left, the folder is as it was."""
    before = tree(tmp_path)
    first, second = _open(tmp_path), _open(tmp_path)
    (seen,) = first.others()
    assert seen.host
    assert len(second.others()) == 1
    assert (tmp_path / ".rcakit" / "open" / ".gitignore").read_text() == "*\n"
    first.gone()
    assert second.others() == ()
    second.gone()
    assert tree(tmp_path) == before


def test_one_that_was_killed_is_forgotten(tmp_path: Path) -> None:
    """Its file is taken away by the next that looks."""
    code = (
        "import os, sys; from pathlib import Path; from rcakit.saving.presence import Presence\n"
        "Presence(Path(sys.argv[1])).here(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    files = list((tmp_path / ".rcakit" / "open").glob("*.toml"))
    assert len(files) == 1
    assert Presence(tmp_path).others() == ()
    assert not files[0].exists()


def test_what_a_killed_one_had_begun_is_swept_up(tmp_path: Path) -> None:
    """As all that a save leaves half written."""
    place = tmp_path / ".rcakit" / "open"
    place.mkdir(parents=True)
    begun = place / ".7-0123abcd.toml.7-0123abcd.tmp"
    begun.write_text("who")
    recover(tmp_path)
    assert not begun.exists()


def test_one_of_another_machine_is_believed_for_a_while(tmp_path: Path) -> None:
    """Whether its process lives cannot be asked; without a sign it is taken for gone."""
    _open(tmp_path)
    (file,) = (tmp_path / ".rcakit" / "open").glob("*.toml")
    text = file.read_text().splitlines()
    text = ['host = "elsewhere"' if line.startswith("host") else line for line in text]
    file.write_text("\n".join(text) + "\n")
    (seen,) = Presence(tmp_path).others()
    assert seen.host == "elsewhere"
    old = file.stat().st_mtime - FRESH - 10
    os.utime(file, (old, old))
    assert Presence(tmp_path).others() == ()


@pytest.mark.parametrize("text", ["", "[", "pid = 'x'\n", "pid = 1\n", "\x00" * 9000])
def test_a_file_that_says_nothing_is_passed_over(tmp_path: Path, text: str) -> None:
    """It may be half written, or somebody's own."""
    place = tmp_path / ".rcakit" / "open"
    place.mkdir(parents=True)
    (place / "1-x.toml").write_text(text)
    assert Presence(tmp_path).others() == ()


@pytest.mark.parametrize("name", ["1-x.toml", ".gitignore"])
def test_a_pipe_among_them_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A folder that somebody sent may hold one; who waits for it never saves again."""
    place = tmp_path / ".rcakit" / "open"
    place.mkdir(parents=True)
    os.mkfifo(place / name)
    presence, found = Presence(tmp_path), []

    def meet() -> None:
        presence.here()
        found.append(presence.others())
        presence.gone()

    meeting = Thread(target=meet, daemon=True)
    meeting.start()
    meeting.join(20)
    assert found == [()]


def test_nothing_is_written_where_nothing_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder is only looked at."""
    monkeypatch.setattr(OsFileSystem, "writable", lambda *_: False)
    one = _open(tmp_path)
    assert one.others() == ()
    one.gone()
    assert list(tmp_path.iterdir()) == []
