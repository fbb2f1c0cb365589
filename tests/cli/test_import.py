"""Taking in files of other tools."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import Lines, Run

from rcakit import Found, Imported
from rcakit.model import Impact
from rcakit.store import load

LINES = "# header\n2026-03-01 11:20 it grew\n2026-03-01 11:30 it ended\n"


@pytest.fixture
def file(folder: Path) -> Path:
    """A file of two events and a comment."""
    path = folder.parent / "chat.lines"
    path.write_text(LINES)
    return path


def test_what_was_taken_is_said(run: Run, folder: Path, file: Path) -> None:
    """The result on stdout with the span of the events, remarks with their lines on stderr."""
    ran = run("import", file, "--into", folder)
    assert ran.code == 0
    assert ran.out == (f"{file}: lines: 2 events (2026-03-01 11:20 CET to 2026-03-01 11:30 CET)\n")
    assert f"{file}:1: skipped: a comment" in ran.err
    assert len(load(folder).postmortem.events) == 4


def test_twice_adds_nothing(run: Run, folder: Path, file: Path) -> None:
    """A second import changes no byte and says that all was there."""
    run("import", file, "--into", folder)
    before = (folder / "timeline.toml").read_bytes()
    ran = run("import", file, "--into", folder)
    assert (ran.code, (folder / "timeline.toml").read_bytes()) == (0, before)
    assert "nothing new; 2 were there already" in ran.out


def test_a_file_that_gives_nothing_says_why(run: Run, folder: Path, file: Path) -> None:
    """What is left out of a file is told also where nothing else is in it."""
    file.write_text("# header\n")
    ran = run("import", file, "--into", folder)
    assert (ran.code, ran.out) == (0, f"{file}: lines: nothing new\n")
    assert f"{file}:1: skipped: a comment" in ran.err


def test_a_file_of_no_known_kind_is_named_as_it_was_typed(run: Run, folder: Path) -> None:
    """The whole path, what kinds there are, code 4."""
    odd = folder.parent / "odd.bin"
    odd.write_text("odd")
    ran = run("import", odd, "--into", folder)
    assert ran.code == 4
    assert f"{odd}: it is of no kind" in ran.err
    assert "lines" in ran.err


ORDERS = "Failed checkout orders during the morning peak of the sale"


def test_things_that_begin_alike_are_two(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has no source is known by all of its words; none replaces another or passes for it."""

    def gives(*metrics: str) -> None:
        found = (Found("impact", str(number), Impact(metric=metric))
                 for number, metric in enumerate(metrics))  # fmt: skip
        monkeypatch.setattr(Lines, "read", lambda *_: Imported(found=tuple(found)))

    def metrics() -> list[str]:
        return sorted(one.metric for one in load(folder).postmortem.impacts.values())

    first, second = f"{ORDERS} in Germany", f"{ORDERS} in France"
    gives(first, second, first)
    ran = run("import", "-", "--into", folder)
    assert ran.out == "-: lines: 3 impacts\n"
    assert metrics() == [second, first, first]
    gives(first, second, first)
    assert "nothing new; 3 were there already" in run("import", "-", "--into", folder).out
    gives(first, f"{ORDERS} in Spain")
    ran = run("import", "-", "--into", folder)
    assert ran.out == "-: lines: 1 impact; 1 was there already\n"
    assert len(metrics()) == 4


def test_an_edit_is_not_lost(run: Run, folder: Path, file: Path) -> None:
    """What a person changed in an imported event is left as it is."""
    run("import", file, "--into", folder)
    timeline = folder / "timeline.toml"
    timeline.write_text(timeline.read_text().replace("it grew", "It grew to 50 %"))
    run("import", file, "--into", folder)
    assert "It grew to 50 %" in timeline.read_text()


def test_standard_input_zone_and_map(run: Run, folder: Path) -> None:
    """- is stdin; the zone and the mapping reach the importer."""
    ran = run(
        "import", "-", "--into", folder, "--zone", "UTC", "--map", "time=When",
        "--map", "text=What", "--json", stdin="2026-03-01 11:20 it grew\n",
    )  # fmt: skip
    (report,) = ran.json
    assert report == {
        "file": "-",
        "importer": "lines",
        "added": {"event": 1},
        "known": 0,
        "warnings": [{"line": None, "text": "options {'time': 'When', 'text': 'What'}"}],
        "skipped": [],
    }
    assert any(name.startswith("20260301-1120") for name in load(folder).postmortem.events)


def test_one_bad_file_does_not_stop_the_others(run: Run, folder: Path, file: Path) -> None:
    """Files that can be read are taken; the bad one is named with its line, code 4."""
    bad = folder.parent / "bad.lines"
    bad.write_text("2026-03-01 11:20 fine\n!\n")
    ran = run("import", bad, folder.parent / "none.lines", file, "--into", folder)
    assert ran.code == 4
    assert f"{bad}:2: an exclamation mark." in ran.err
    assert "none.lines: it cannot be read" in ran.err
    assert len(load(folder).postmortem.events) == 4


def test_a_plugin_that_fails(run: Run, folder: Path) -> None:
    """A fault of the importer is named with its plugin, and nothing is stored."""
    before = (folder / "timeline.toml").read_bytes()
    ran = run("import", "-", "--into", folder, stdin="raise\n")
    assert ran.code == 70
    assert "stand-in (rcakit 1.0)" in ran.err
    assert (folder / "timeline.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "nope"), "There are: lines."),
        (("--zone", "Mars/Olympus"), "no time zone"),
        (("--map", "time"), "KEY=NAME"),
    ],
)
def test_wrong_options(
    run: Run, folder: Path, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Wrong options are usage, said before anything is read."""
    ran = run("import", file, "--into", folder, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_a_file_of_no_known_kind(run: Run, folder: Path) -> None:
    """What no importer recognises is said, with the kinds there are."""
    path = folder.parent / "x.unknown"
    path.write_text("?")
    ran = run("import", path, "--into", folder)
    assert ran.code == 4
    assert "Name the kind with --from; there are: lines." in ran.err


def test_a_file_that_is_too_large(
    run: Run, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More bytes than are read are refused, of a file and of stdin."""
    monkeypatch.setattr("rcakit.importing.files.LIMIT", 10)
    ran = run("import", file, "-", "--into", folder, stdin="x" * 100)
    assert ran.code == 4
    assert ran.err.count("that are read; split it") == 2
