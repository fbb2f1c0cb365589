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


def put(file: Path, text: str) -> None:
    """Add lines at the end of a file."""
    with file.open("a") as stream:
        stream.write(text)


def unknown(run: Run, *arguments: object) -> list[tuple[str, int, str]]:
    """The name of the file, the line and the key of each unknown key."""
    return [
        (Path(one["file"]).name, one["line"], one["text"].split(" has the key ")[1].split(",")[0])
        for one in run("check", *arguments, "--format", "json").json
        if one["rule"] == "unknown-key"
    ]


def test_unknown_keys_at_any_depth(run: Run, folder: Path) -> None:
    """Below things, in the review and in what an event is from."""
    put(
        folder / "postmortem.toml",
        """
[review]
sate = "draft"

[review.approval.x]
by = "Ada"
shaa256 = ""
""",
    )
    put(
        folder / "timeline.toml",
        """[event.20260301-1010-cccc]
text = "Restart"
source = { kind = "chat", urll = "https://chat.invalid" }
""",
    )
    assert sorted(unknown(run, folder)) == [
        ("postmortem.toml", 12, "review.sate"),
        ("postmortem.toml", 16, "review.approval.x.shaa256"),
        ("timeline.toml", 11, "event.20260301-1010-cccc.source.urll"),
    ]
    out = run("check", folder).out
    assert all(f"Was {word} meant?" in out for word in ("state", "sha256", "url"))


def test_unknown_keys_stand_where_they_stand(run: Run, folder: Path) -> None:
    """Whatever else has their name: the same key elsewhere, a method, a thing."""
    for name, text in {
        "causes.toml": "owner = 1\nwhys = 1\n",
        "actions.toml": "\n\nowner = 2\npool = 3\n",
    }.items():
        file = folder / name
        before = file.read_text() if file.exists() else ""
        file.write_text(text + before)
    (folder / "methods").mkdir()
    (folder / "methods" / "whys.toml").write_text("\nwhys = 1\n")
    assert sorted(unknown(run, folder)) == [
        ("actions.toml", 3, "owner"),
        ("actions.toml", 4, "pool"),
        ("causes.toml", 1, "owner"),
        ("causes.toml", 2, "whys"),
    ]


def test_notes_of_a_method_stand_in_its_file(run: Run, folder: Path) -> None:
    """Also where a cause has the name of the method."""
    put(folder / "causes.toml", '\n[cause.gone]\ntext = "Gone"\n')
    (folder / "methods").mkdir()
    (folder / "methods" / "gone.toml").write_text("a = 1\n")
    (one,) = run("check", folder, "--format", "json").json
    assert (one["rule"], Path(one["file"]).name) == ("method-missing", "gone.toml")


POLICY = """\
severty = 1

[check.nonsense-rule]
severity = "off"

[check.no-owner]
severty = "hint"

[check."whys/one"]
severity = "off"

[check.unknown-step]
severity = "error"

[process]
steps = ["basics", "nosuch"]

[plugins]
blockd = []
"""


def test_the_policy_is_checked_once(run: Run, wanting: Path) -> None:
    """Keys, rules and steps that nobody knows, at their lines, however many postmortems."""
    (wanting.parent / "rcakit.toml").write_text(POLICY)
    run("new", "Another", "--date", "2026-04-01")
    found = [
        (one["line"], one["severity"], one["rule"])
        for one in run("check", "--format", "json").json
        if Path(one["file"]).name == "rcakit.toml"
    ]
    assert sorted(found) == [
        (1, "warning", "unknown-key"),
        (3, "warning", "unknown-rule"),
        (7, "warning", "unknown-key"),
        (16, "error", "unknown-step"),
        (19, "warning", "unknown-key"),
    ]
    out = run("check").out
    assert "Was severity meant?" in out
    assert "the step nosuch, which no plugin that is loaded has" in out


def test_a_policy_that_cannot_be_read_is_told_of_once(run: Run, wanting: Path) -> None:
    """And every postmortem is checked with rcakit's own."""
    run("new", "Another", "--date", "2026-04-01")
    (wanting.parent / "rcakit.toml").write_text("timezone = 3\n")
    ran = run("check", "--format", "json")
    assert ran.code == 4
    assert [one["rule"] for one in ran.json] == ["unreadable", "no-owner", "unknown-key"]


def test_a_damaged_journal_does_not_hide_the_others(run: Run, wanting: Path) -> None:
    """It is a file that cannot be read, of that postmortem alone."""
    broken = wanting.parent / "2026-01-01-broken"
    (broken / ".rcakit" / "txn").mkdir(parents=True)
    (broken / "postmortem.toml").write_text('format = 1\ntitle = "T"\n')
    (broken / ".rcakit" / "txn" / "manifest.toml").write_text("nonsense")
    ran = run("check", "--format", "json")
    assert ran.code == 4
    assert [one["rule"] for one in ran.json] == ["unreadable", "no-owner", "unknown-key"]
    assert Path(ran.json[0]["file"]).name == broken.name
    assert ran.json[0]["text"].startswith("the journal .rcakit/txn")
    assert "was not saved" not in run("check").out


def test_a_path_is_shown_as_it_is(run: Run, wanting: Path) -> None:
    """Blanks are part of it; a line feed would end the line."""
    moved = wanting.rename(wanting.parent / "a  b\nc")
    first, _ = run("check", moved).out.splitlines()
    assert first.startswith(f"{wanting.parent}/a  b␊c/actions.toml:4: error ")
