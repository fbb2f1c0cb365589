"""No file makes an importer do more than say one sentence, in little time and memory."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from bounded import Bounded
from hostile_files import FORMATS, TOO_LARGE, files_for
from hostile_runs import Tried, complaints, contents
from importer_samples import SAMPLES

from rcakit.plugins import gather

SCALE = 0.004
"""How large what may be of any size is, beside what `benchmarks/hostile.py` tries."""
SECONDS = 4
QUICK = 2.0


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """A postmortem to take files into."""
    with Bounded(tmp_path_factory.mktemp("said")) as bounded:
        yield Tried(bounded, tmp_path_factory.mktemp("place"))


def test_every_importer_has_hostile_files() -> None:
    """An importer that is new has to say which files may hurt it."""
    assert set(gather(third_party=False).importers) == set(FORMATS)


@pytest.mark.parametrize("importer", FORMATS)
def test_one_sentence_in_bounded_time(tried: Tried, importer: str) -> None:
    """Whatever the file: it is taken and can be opened, or refused in a sentence."""
    wrong = []
    for name, make in files_for(importer, SCALE).items():
        outcome, found = tried.imported(importer, make, seconds=SECONDS)
        if outcome.seconds > QUICK:
            found.append(f"took {outcome.seconds:.1f} s")
        wrong += [f"{name}: {one}" for one in found]
    assert wrong == []


@pytest.mark.parametrize("importer", FORMATS)
def test_a_file_is_not_read_to_its_end_to_be_refused(tried: Tried, importer: str) -> None:
    """50 MB of holes are refused at the twentieth."""
    file = tried.place / "sparse"
    with file.open("wb") as stream:
        stream.write(SAMPLES[importer][0].data)
        stream.truncate(TOO_LARGE)
    into = tried.fresh()
    outcome = tried.bounded.run("import", file, "--from", importer, "--into", into, seconds=SECONDS)
    assert outcome.code == 4
    assert list(complaints(outcome, file.name)) == []
    assert "more than the 20 MB" in outcome.err
    assert contents(into) == tried.before


def _special(place: Path) -> dict[str, Path]:
    """What is no file, by what it is."""
    pipe, link, listening = place / "pipe", place / "circle", place / "s"
    os.mkfifo(pipe)
    link.symlink_to(link)
    (place / "dangling").symlink_to(place / "nowhere")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(listening))
    locked = place / ("n" * 255)
    locked.touch()
    return {
        "a pipe": pipe,
        "a circle of links": link,
        "a link to nothing": place / "dangling",
        "a socket": listening,
        "a folder": place,
        "a device without end": Path("/dev/zero"),
        "a device that gives nothing": Path("/dev/null"),
        "a name too long": place / ("n" * 300),
        "a file as if it were a folder": locked / "x",
    }


def test_what_is_no_file(tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe nobody writes to does not hang, and a device does not fill the memory."""
    monkeypatch.chdir(tmp_path)
    for path in _special(tmp_path).values():
        for command in (("import", path, "--into", tried.fresh()), ("analyze", "fault-tree", path)):
            outcome = tried.bounded.run(*command, seconds=2)
            assert outcome.code in (2, 4), (command, outcome)
            assert len(outcome.err.splitlines()) == 1, outcome.err
            assert "Traceback" not in outcome.err
    assert contents(tried.folder) == tried.before


def test_a_pipe_somebody_writes_to(tried: Tried) -> None:
    """What a shell puts together of a command is read as a file is."""
    reading, writing = os.pipe()
    os.write(writing, SAMPLES["csv"][0].data)
    os.close(writing)
    name = f"/proc/{os.getpid()}/fd/{reading}"
    try:
        outcome = tried.bounded.run("import", name, "--into", tried.fresh())
    finally:
        os.close(reading)
    assert outcome.code == 0, outcome.err
    assert b"2 events" in outcome.out


def test_standard_input_without_end(tried: Tried) -> None:
    """Neither an import nor an interview reads on and on."""
    for command in (("import", "-", "--into", tried.fresh()), ("analyze", "fault-tree", "-")):
        outcome = tried.bounded.run(*command, stdin=Path("/dev/zero"), seconds=3)
        assert outcome.code == 4, outcome
        assert "more than the 20 MB" in outcome.err
