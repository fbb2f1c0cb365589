"""Files that an import cannot take, and what it says is to be done."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hostile_runs import contents

from rcakit.cli import main

Run = Callable[..., "Ran"]


@attrs.frozen
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the importers that ship."""

    def call(*words: object) -> Ran:
        code = main([str(one) for one in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """A postmortem."""
    made = run("new", "Checkout answered 5xx", "--date", "2026-03-01", "--in", tmp_path)
    return Path(made.out.strip())


ROWS = b"time,text\n2026-03-01T10:00:00Z,It began\n"


def zipped(data: bytes) -> bytes:
    """An archive as a chat or a status page gives it out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/channel.csv", data)
    return buffer.getvalue()


PACKED = {
    "export.zip": (zipped(ROWS), "unpack it and import the files in it."),
    "rows.csv.gz": (gzip.compress(ROWS), "unpack it with gunzip and import what is in it."),
    "rows.csv.bz2": (bz2.compress(ROWS), "unpack it with bunzip2 and import what is in it."),
    "rows.csv.xz": (lzma.compress(ROWS), "unpack it with unxz and import what is in it."),
}


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("kind", [(), ("--from", "csv"), ("--from", "markdown")])
def test_what_is_packed_has_to_be_unpacked(
    run: Run, folder: Path, name: str, kind: tuple[str, ...]
) -> None:
    """One sentence with the file's name says what to do, whether a kind was named or not."""
    data, what = PACKED[name]
    file = folder.parent / name
    file.write_bytes(data)
    before = contents(folder)
    ran = run("import", file, *kind, "--into", folder)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"rcakit: {file}: It is ")
    assert ran.err.endswith(f"{what}\n")
    assert len(ran.err.splitlines()) == 1
    assert contents(folder) == before


def test_an_import_that_is_too_large_names_the_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read again is not written: exit 4, with both files and what to do."""
    monkeypatch.setattr("rcakit.store.writing.SIZE", 100_000)
    file = folder.parent / "rows.csv"
    file.write_bytes(b"time,text\n" + b"2026-03-01T10:00:00Z,It went on\n" * 3_000)
    before = contents(folder)
    ran = run("import", file, "--into", folder)
    assert (ran.code, ran.out) == (4, "")
    assert f"rcakit: {file}: It was not taken: timeline.toml would have " in ran.err
    assert "nothing was saved. Take in less at once" in ran.err
    assert contents(folder) == before
