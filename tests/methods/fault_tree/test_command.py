"""`rcakit analyze fault-tree` as other programs use it."""

from __future__ import annotations

import json

import pytest
from fault_tree_samples import postmortem

from rcakit import model
from rcakit.cli import main
from rcakit.model import Gate, Status
from rcakit.store import to_documents
from rcakit.toml.write import canonical

GIVEN = {"probability": 0.1, "probability_source": "counted"}
TOP = {"because": ("a", "b", "c"), "gate": Gate.AT_LEAST, "needed": 2}


def stored(pm, folder):
    """The postmortem as its files."""
    for name, document in to_documents(pm).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(document, None))
    return folder


@pytest.fixture
def analyze(capsys):
    """Run it and give the tables by name."""

    def run(*arguments):
        assert main(["analyze", "fault-tree", *map(str, arguments), "--json"]) == 0
        return json.loads(capsys.readouterr().out)["tables"]

    return run


@pytest.fixture
def incident(tmp_path):
    """Two of three: a and b were so, c was not."""
    so, out = {"status": Status.CONFIRMED}, {"status": Status.RULED_OUT}
    causes = {"top": TOP, "a": GIVEN | so, "b": GIVEN | so, "c": GIVEN | out}
    return stored(postmortem(causes), tmp_path / "incident")


@pytest.fixture
def premortem(tmp_path):
    """The same causes before anything happened."""
    causes = {"top": TOP, "a": GIVEN, "b": GIVEN, "c": GIVEN}
    return stored(postmortem(causes, kind=model.Kind.PREMORTEM), tmp_path / "premortem")


def test_the_number_of_cut_sets_by_option(analyze, premortem):
    """With a note of what is left out."""
    table = analyze(premortem, "--set", "most=1")["cut-sets"]
    assert table["columns"] == ["order", "probability", "events"]
    assert len(table["rows"]) == 1
    assert table["note"].startswith("1 of 3 sets")


def test_a_what_if(analyze, premortem):
    """Taken as so, a cause leaves what else is needed."""
    rows = analyze(premortem, "--what-if", "a=yes")["cut-sets"]["rows"]
    assert [events for _, _, events in rows] == [["b"], ["c"]]


def test_infinity_is_null(analyze, premortem):
    """JSON has no other word for it."""
    table = analyze(premortem, "--what-if", "b=no")["importance"]
    place = table["columns"].index("rrw")
    assert {row[place] for row in table["rows"]} == {None}


def test_an_incident_against_its_premortem(analyze, incident, premortem):
    """What was predicted, what became of it, and nothing kept."""
    before = {path: path.read_bytes() for path in incident.rglob("*") if path.is_file()}
    table = analyze(incident, "--against", premortem)["comparison"]
    outcomes = {tuple(row[2]): row[0] for row in table["rows"]}
    assert outcomes == {
        ("a", "b"): "happened",
        ("a", "c"): "nearly happened",
        ("b", "c"): "nearly happened",
    }
    assert {path: path.read_bytes() for path in before} == before
    assert "comparison" not in analyze(incident)


def test_a_prediction_that_is_kept(analyze, capsys, incident, premortem, tmp_path):
    """Exported from the premortem and imported into the incident."""
    file = tmp_path / "prediction.toml"
    kind = "fault-tree-prediction"
    assert main(["export", str(premortem), "--to", kind, "-o", str(file)]) == 0
    assert main(["import", str(file), "--into", str(incident)]) == 0
    capsys.readouterr()
    assert len(analyze(incident)["comparison"]["rows"]) == 3
