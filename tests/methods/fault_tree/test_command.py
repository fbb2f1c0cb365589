"""`rcakit analyze fault-tree FILE`: results for programs and people, from a model file."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
MODEL = """<opsa-mef>
<include file="numbers.xml"/>
<define-fault-tree name="power">
  <define-gate name="dark"><and><event name="mains"/><gate name="reserve"/></and></define-gate>
  <define-gate name="reserve">
    <or><basic-event name="generator"/><basic-event name="relay"/><gate name="gone"/></or>
  </define-gate>
</define-fault-tree>
</opsa-mef>
"""
NUMBERS = """<opsa-mef><model-data>
<define-basic-event name="mains"><float value="0.03"/></define-basic-event>
<define-basic-event name="generator"><float value="0.02"/></define-basic-event>
<define-basic-event name="relay"><float value="0.05"/></define-basic-event>
</model-data></opsa-mef>
"""


def rcakit(*arguments):
    """A finished command."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def power(tmp_path):
    """A model in two files, without a fault."""
    (tmp_path / "numbers.xml").write_text(NUMBERS)
    path = tmp_path / "power.xml"
    path.write_text(MODEL.replace('<gate name="gone"/>', ""))
    return path


def test_results_for_programs(power):
    """The five quantities, the cut sets and the importance, as other tools rely on them."""
    ran = rcakit("analyze", "fault-tree", power, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    tables = json.loads(ran.stdout)["tables"]
    assert tables["summary"]["columns"] == ["quantity", "value"]
    found = dict(tables["summary"]["rows"])
    assert found["top_probability"] == pytest.approx(0.00207, rel=1e-12)
    assert found["rare_event"] == pytest.approx(0.0021, rel=1e-12)
    assert found["min_cut_upper_bound"] == pytest.approx(0.0020991, rel=1e-12)
    assert found["minimal_cut_sets"] == 2
    assert found["single_points_of_failure"] == 0
    assert tables["cut-sets"]["columns"][:3] == ["order", "probability", "events"]
    first = tables["cut-sets"]["rows"][0]
    assert first[:2] == [2, pytest.approx(0.0015)]
    assert set(first[2]) == {"mains", "relay"}
    names = ["event", "probability", "birnbaum", "criticality", "fussell_vesely", "raw", "rrw"]
    assert tables["importance"]["columns"][:7] == names
    mains = next(row for row in tables["importance"]["rows"] if row[0] == "mains")
    assert mains[2:4] == [pytest.approx(0.069), pytest.approx(1.0)]
    assert mains[6] is None


def test_a_fault_is_named_with_file_and_line(power):
    """The rest is read, and what hangs on the fault is unknown and not made up."""
    power.write_text(MODEL)
    ran = rcakit("analyze", "fault-tree", power, "--json")
    assert f"{power}:6: There is no gate or event named gone." in ran.stderr
    assert dict(json.loads(ran.stdout)["tables"]["summary"]["rows"])["top_probability"] is None


def test_an_import_asks_for_no_more_than_it_takes(power, tmp_path):
    """The tree imported into a new postmortem has its problem, and the same probability."""
    made = rcakit("new", "The lights went out", "--in", tmp_path / "library")
    folder = made.stdout.strip()
    if made.returncode:
        pytest.fail(made.stderr)
    assert rcakit("import", power, "--into", folder).returncode == 0
    again = rcakit("import", power, "--into", folder)
    assert "nothing new" in again.stdout
    ran = rcakit("analyze", "fault-tree", folder, "--json")
    found = dict(json.loads(ran.stdout)["tables"]["summary"]["rows"])
    assert found["top_probability"] == pytest.approx(0.00207, rel=1e-12)


def test_what_a_person_is_shown_is_bounded(tmp_path):
    """A table of thousands of rows ends with how many more there are."""
    events = "".join(f'<basic-event name="e{place}"/>' for place in range(3000))
    data = "".join(
        f'<define-basic-event name="e{place}"><float value="1e-6"/></define-basic-event>'
        for place in range(3000)
    )
    path = tmp_path / "wide.xml"
    path.write_text(
        f'<opsa-mef><define-fault-tree name="t"><define-gate name="top"><or>{events}</or>'
        f"</define-gate></define-fault-tree><model-data>{data}</model-data></opsa-mef>"
    )
    ran = rcakit("analyze", "fault-tree", path)
    assert ran.returncode == 0
    assert "more rows; --json has them all" in ran.stdout
    assert len(ran.stdout.splitlines()) < 4000
