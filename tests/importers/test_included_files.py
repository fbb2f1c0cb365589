"""Files that a file to import includes: read from its folder, and from nowhere else."""

from __future__ import annotations

import pytest

from rcakit import ImportFile, UnreadableError
from rcakit.importing import beside, files


def test_a_file_of_the_folder_is_read(tmp_path):
    """Also one in a folder inside, and by a path that goes up and comes back."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.xml").write_bytes(b"one")
    read = beside(tmp_path / "whole.xml")
    assert read("parts/one.xml") == read("parts/../parts/one.xml") == b"one"


@pytest.mark.parametrize(
    "name",
    ["../out.xml", "/etc/hostname", "file:///etc/hostname", "out", "", " ", "a\0b", "x" * 5000],
)
def test_nothing_outside_of_the_folder_is_read(tmp_path, name):
    """Not by going up, by an absolute path, an address, or a link; one sentence says so."""
    folder = tmp_path / "inside"
    folder.mkdir()
    (tmp_path / "out.xml").write_bytes(b"secret")
    (folder / "out").symlink_to(tmp_path / "out.xml")
    with pytest.raises(UnreadableError, match="does not lie in the folder"):
        beside(folder / "whole.xml")(name)


@pytest.mark.parametrize("name", ["gone.xml", "parts", "."])
def test_what_is_no_file_is_named(tmp_path, name):
    """A folder is none."""
    (tmp_path / "parts").mkdir()
    with pytest.raises(UnreadableError, match="no such file"):
        beside(tmp_path / "whole.xml")(name)


def test_how_many_and_how_much_is_bounded(tmp_path, monkeypatch):
    """All that is included counts together."""
    (tmp_path / "part.xml").write_bytes(b"x" * 60)
    monkeypatch.setattr(files, "LIMIT", 100)
    read = beside(tmp_path / "whole.xml")
    read("part.xml")
    with pytest.raises(UnreadableError, match="MB together"):
        read("part.xml")
    monkeypatch.setattr(files, "LIMIT", 10_000)
    monkeypatch.setattr(files, "MOST_INCLUDED", 2)
    read = beside(tmp_path / "whole.xml")
    read("part.xml")
    read("part.xml")
    with pytest.raises(UnreadableError, match="more than 2 files"):
        read("part.xml")


def test_a_file_from_nowhere_includes_nothing():
    """Standard input lies in no folder."""
    with pytest.raises(UnreadableError, match="cannot be read here"):
        ImportFile("-", b"").beside("part.xml")
