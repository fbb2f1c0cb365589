"""analyze, metrics, export and list: results for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import Run

from rcakit.store import MAIN


def test_analyze_as_text(run: Run, folder: Path) -> None:
    """Drawing, tables with their columns below each other, and findings."""
    ran = run("analyze", "whys", folder, "--width", "40")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Whys"
    assert any("Checkout was slow" in line for line in lines)
    place = lines.index("Causes")
    assert lines[place + 1 : place + 4] == [
        "  Cause  Chance  Whys (count)",
        "  pool     0.25             0",
        "  slow     0.25             1",
    ]


def test_analyze_as_json(run: Run, folder: Path) -> None:
    """The shape other tools rely on."""
    found = run("analyze", "whys", folder, "--json").json
    assert found["method"] == "whys"
    assert found["tables"] == {
        "causes": {"columns": ["cause", "p", "n"], "rows": [["pool", 0.25, 0], ["slow", 0.25, 1]]}
    }
    assert found["diagram"]["kind"] == "tree"
    assert [node["id"] for node in found["diagram"]["nodes"]] == ["pool", "slow"]
    assert found["findings"] == []


def test_analyze_a_file_of_another_tool(run: Run, folder: Path) -> None:
    """A file that an importer reads is analyzed in memory; nothing is stored."""
    path = folder.parent / "x.lines"
    path.write_text("2026-03-01 11:20 it grew\n")
    before = sorted(folder.parent.rglob("*"))
    assert run("analyze", "whys", path).code == 0
    assert run("analyze", "whys", "-", stdin="2026-03-01 11:20 it grew\n").code == 0
    assert sorted(folder.parent.rglob("*")) == before


def test_analyze_takes_the_main_file_for_its_folder(run: Run, folder: Path) -> None:
    """A completed path to postmortem.toml means the postmortem."""
    assert run("analyze", "whys", folder / MAIN).out == run("analyze", "whys", folder).out


def test_analyze_against_another_where_the_method_compares_none(run: Run, folder: Path) -> None:
    """A sentence says so, and nothing is shown."""
    ran = run("analyze", "whys", folder, "--against", folder)
    assert ran.code == 2
    assert "Whys cannot be compared with an earlier postmortem." in ran.err


def test_analyze_with_a_method_that_fails(run: Run, folder: Path) -> None:
    """A fault in the drawing is named, the rest is shown, and the exit code says so."""
    ran = run("analyze", "raises", folder)
    assert ran.code == 70
    assert "failed at the diagram of raises: RuntimeError" in ran.err


def test_analyze_an_unknown_method(run: Run, folder: Path) -> None:
    """The methods there are are named."""
    assert "There are: whys, raises." in run("analyze", "nope", folder).err


def test_analyze_what_is_not_there(run: Run, tmp_path: Path) -> None:
    """A path may be a folder or a file, and this is neither."""
    ran = run("analyze", "whys", tmp_path / "gone.xml")
    assert ran.code == 2
    assert "gone.xml does not exist." in ran.err


def test_metrics_as_json(run: Run, folder: Path) -> None:
    """Seconds, or null where it is unknown; never zero for what is not known."""
    found = {one["name"]: one for one in run("metrics", folder, "--json").json}
    assert found["time-to-detect"] == {
        "name": "time-to-detect",
        "from": "impact-started",
        "to": "detected",
        "seconds": 300.0,
    }
    assert found["time-to-recover"]["seconds"] is None


def test_metrics_as_text(run: Run, folder: Path) -> None:
    """Each with from and to; a known one with its moments, an unknown one with the reason."""
    lines = run("metrics", folder).out.splitlines()
    detect = next(line for line in lines if line.startswith("time-to-detect "))
    assert "5 min" in detect
    assert "impact-started → detected" in detect
    assert "2026-03-01 11:00 CET → 2026-03-01 11:05 CET" in detect
    recover = next(line for line in lines if line.startswith("time-to-recover "))
    assert "unknown (resolved is not set)" in recover


def test_metrics_of_the_team(run: Run, folder: Path) -> None:
    """A library's own metrics take the place of rcakit's."""
    (folder.parent / "rcakit.toml").write_text(
        '[metric.mine]\nfrom = "impact-started"\nto = "detected"\n'
    )
    assert [one["name"] for one in run("metrics", folder, "--json").json] == ["mine"]


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_export_to_stdout(run: Run, folder: Path, output: tuple[str, ...]) -> None:
    """The document and nothing else."""
    ran = run("export", folder, "--to", "words", *output)
    assert (ran.code, ran.out) == (0, "Checkout answered 5xx\n")


def test_export_to_a_file(run: Run, folder: Path) -> None:
    """The file is replaced whole, keeps its mode, and nothing is left beside it."""
    path = folder.parent / "report.txt"
    path.write_text("old")
    path.chmod(0o640)
    ran = run("export", folder, "--to", "words", "-o", path)
    assert (ran.code, ran.out) == (0, "")
    assert path.read_text() == "Checkout answered 5xx\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in folder.parent.iterdir()) == [folder.name, "report.txt"]


def test_export_of_bytes(run: Run, folder: Path) -> None:
    """Bytes come out as they are."""
    run("export", folder, "--to", "words", "--profile", "bytes", "-o", "out.bin")
    assert Path("out.bin").read_bytes() == b"\x00\xff"


def test_export_through_a_link(run: Run, folder: Path) -> None:
    """A link stays a link, and the file it points at is written."""
    Path("real.txt").write_text("old")
    Path("link.txt").symlink_to("real.txt")
    run("export", folder, "--to", "words", "-o", "link.txt")
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_text() == "Checkout answered 5xx\n"


def test_export_that_cannot_be_written(run: Run, folder: Path) -> None:
    """A folder that is not there is said in words."""
    ran = run("export", folder, "--to", "words", "-o", "none/report.txt")
    assert ran.code == 3
    assert "none/report.txt was not saved: no such file or directory." in ran.err


def test_export_with_a_plugin_that_fails(run: Run, folder: Path) -> None:
    """What was in the file before is still there."""
    path = folder.parent / "report.txt"
    path.write_text("old")
    ran = run("export", folder, "--to", "words", "--profile", "raise", "-o", path)
    assert (ran.code, path.read_text()) == (70, "old")
    assert "stand-in (rcakit 1.0)" in ran.err


def test_export_to_an_unknown_format(run: Run, folder: Path) -> None:
    """The formats there are are named."""
    assert "There are: words." in run("export", folder, "--to", "nope").err


def test_list(run: Run, folder: Path) -> None:
    """Newest first; one that cannot be read is listed as such and told of."""
    run("new", "Newer", "--date", "2026-04-01", "--severity", "SEV1")
    broken = folder.parent / "2026-05-01-broken"
    broken.mkdir()
    (broken / MAIN).write_text("title = 3\n")
    ran = run("list")
    assert ran.code == 4
    assert "2026-03-01  –         draft" in ran.out
    assert "SEV1" in ran.out
    assert "unreadable" in ran.out
    assert f"{broken.name}/postmortem.toml:1:" in ran.err


def test_list_as_json(run: Run, folder: Path) -> None:
    """Everything of a row, and the metrics."""
    (entry,) = run("list", "--json").json
    assert entry["folder"] == folder.name
    assert (entry["title"], entry["state"]) == ("Checkout answered 5xx", "draft")
    assert entry["began"].startswith("2026-03-01T10:00:00")
    assert entry["metrics"][0]["seconds"] == 300.0


def test_list_of_nothing(run: Run) -> None:
    """An empty library says how to begin."""
    ran = run("list")
    assert (ran.code, ran.out) == (0, "")
    assert "rcakit new" in ran.err
