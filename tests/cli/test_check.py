"""`rcakit check` for people, programs, GitHub and SARIF viewers."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import Run

ACTIONS = '\n[action.grow]\n# who?\ntitle = "Grow: 100 %, now\\nand then"\naddresses = ["pool"]\n'


@pytest.fixture
def wanting(folder: Path) -> Path:
    """A postmortem with an action that nobody owns and a key that rcakit does not know."""
    (folder / "actions.toml").write_text(ACTIONS)
    file = folder / "postmortem.toml"
    file.write_text(file.read_text().replace("format = 1", 'format = 1\nsevrity = "SEV2"'))
    return folder


def test_nothing_to_point_out(run: Run, folder: Path) -> None:
    """No line on stdout, and code 0."""
    ran = run("check", folder)
    assert (ran.code, ran.out) == (0, "")
    assert "1 postmortem: nothing to point out" in ran.err


def test_text(run: Run, wanting: Path) -> None:
    """`file:line: severity rule text`, one line each, worst first, code 1."""
    ran = run("check", wanting)
    assert ran.code == 1
    first, second = ran.out.splitlines()
    assert first == (
        f"{wanting}/actions.toml:4: error no-owner “Grow: 100 %, now and then” has no owner. "
        "(Ask who takes it.)"
    )
    assert second.startswith(f"{wanting}/postmortem.toml:3: warning unknown-key ")
    assert "Was severity meant?" in second
    assert "1 error, 1 warning" in ran.err


def test_json(run: Run, wanting: Path) -> None:
    """The shape other tools rely on, with bare ids."""
    ran = run("check", wanting, "--format", "json")
    assert ran.code == 1
    assert ran.json[0] == {
        "rule": "no-owner",
        "severity": "error",
        "file": f"{wanting}/actions.toml",
        "line": 4,
        "text": "“Grow: 100 %, now\nand then” has no owner. (Ask who takes it.)",
        "about": ["grow"],
    }
    assert [one["about"] for one in ran.json[1:]] == [["sevrity"]]


def test_no_findings_as_json(run: Run, folder: Path) -> None:
    """An empty list, not nothing."""
    assert run("check", folder, "--format", "json").json == []


def test_github(run: Run, wanting: Path) -> None:
    """Workflow commands with what would end them escaped."""
    first, second = run("check", wanting, "--format", "github").out.splitlines()
    assert first == (
        f"::error file={wanting}/actions.toml,line=4,title=no-owner::“Grow: 100 %25, now%0A"
        "and then” has no owner. (Ask who takes it.)"
    )
    assert second.startswith("::warning file=")


def test_sarif(run: Run, wanting: Path) -> None:
    """A SARIF 2.1.0 log whose results name rules of its driver and places below this folder."""
    log = run("check", wanting, "--format", "sarif").json
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (sarif_run,) = log["runs"]
    driver = sarif_run["tool"]["driver"]
    assert driver["name"] == "rcakit"
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in driver["rules"]} == {
        "no-owner": "An action has an owner.",
        "unknown-key": "unknown-key",
    }
    for result in sarif_run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        assert physical["artifactLocation"]["uri"].startswith(f"{wanting.name}/")


def test_a_library(run: Run, wanting: Path) -> None:
    """All postmortems below a folder are checked; without a path those below this one."""
    run("new", "Another", "--date", "2026-04-01")
    ran = run("check")
    assert ran.code == 1
    assert "2 postmortems: 1 error" in ran.err
    assert ran.out.startswith(f"{wanting.name}/actions.toml:4:")


def test_the_policy_decides(run: Run, wanting: Path) -> None:
    """A rule the team switched off is not told of, and one it made a hint is no error."""
    policy = wanting.parent / "rcakit.toml"
    policy.write_text(
        '[check.no-owner]\nseverity = "hint"\n[check.unknown-key]\nseverity = "off"\n'
    )
    ran = run("check", wanting)
    assert ran.code == 0
    (line,) = ran.out.splitlines()
    assert " hint no-owner " in line


def test_everything_is_told_before_the_code_is_4(run: Run, wanting: Path) -> None:
    """One broken postmortem does not hide what is to be said about another."""
    broken = wanting.parent / "2026-05-01-broken"
    broken.mkdir()
    (broken / "postmortem.toml").write_text("title = 3\nseverity = 4\n")
    ran = run("check", "--format", "json")
    assert ran.code == 4
    assert [(one["rule"], one["line"]) for one in ran.json] == [
        ("no-owner", 4),
        ("unknown-key", 3),
        ("unreadable", 1),
        ("unreadable", 2),
    ]


@pytest.mark.parametrize(
    ("because", "rule", "line"), [("pol", "reference", 8), ("slow", "cycle", 7)]
)
def test_unsound_without_the_plugin_that_checks_it(
    run: Run, folder: Path, because: str, rule: str, line: int
) -> None:
    """References to nothing and circles are found whatever plugins and policies say; code 4."""
    file = folder / "causes.toml"
    file.write_text(file.read_text().replace('    "pool",', f'    "{because}",'))
    (folder.parent / "rcakit.toml").write_text(f'[check.{rule}]\nseverity = "off"\n')
    ran = run("check", folder)
    assert ran.code == 4
    assert ran.out.startswith(f"{file}:{line}: error {rule} ")


def test_not_there(run: Run) -> None:
    """A path that is not there, and a folder without postmortems, are usage."""
    assert run("check", "none").code == 2
    assert "There is no postmortem in ." in run("check").err


def test_hostile_text(run: Run, wanting: Path) -> None:
    """Control characters of the files reach no terminal in any format."""
    file = wanting / "actions.toml"
    file.write_text(file.read_text().replace("Grow", "\\u001B]0;x\\u0007\\u202E"))
    for form in ("text", "json", "sarif", "github"):
        out = run("check", wanting, "--format", form).out
        assert not {"\x1b", "\x07", "\u202e"} & set(out), form


def test_a_file_means_its_postmortem(run: Run, wanting: Path) -> None:
    """Files as git names them are checked as their postmortem, and that once."""
    (wanting / "methods").mkdir()
    (wanting / "methods" / "whys.toml").write_text("a = 1\n")
    ran = run("check", *(wanting / name for name in ("causes.toml", "methods/whys.toml")), wanting)
    assert ran.code == 1
    assert "1 postmortem: 1 error" in ran.err
