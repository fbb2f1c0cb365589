"""A prediction as a file: written of a premortem, read into an incident, kept there."""

from __future__ import annotations

import pytest
from fault_tree_samples import column, postmortem, tables_of

from rcakit import ImportFile, UnreadableError, model
from rcakit.importing import take
from rcakit.model import Gate, Status
from rcakit.testing import broken, empty, hostile, reading_of, sample
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.prediction import prediction
from rcakit_fault_tree.prediction_files import PredictionExporter, PredictionImporter

GIVEN = {"probability": 0.1, "probability_source": "a guess"}
PREMORTEM = postmortem(
    {"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": GIVEN, "b": GIVEN},
    kind=model.Kind.PREMORTEM,
    notes={"period": "a year"},
)


def file_of(pm):
    """What is exported of a postmortem, as a file to be imported."""
    text = PredictionExporter().export(reading_of(pm))
    return ImportFile("prediction.toml", text.encode())


def taken(pm, file):
    """The postmortem with the file taken in."""
    done = take(pm, "fault-tree-prediction", PredictionImporter().read(file))
    return done.change(pm) if done.change is not None else pm


def test_what_goes_out_comes_in_the_same():
    """And once in, the incident's own tables compare with it."""
    so = {"status": Status.CONFIRMED}
    incident = postmortem({"top": {"because": ("a", "b"), "gate": Gate.ALL}, "a": so, "b": so})
    after = taken(incident, file_of(PREMORTEM))
    method = FaultTree()
    assert method.read_notes(after).predicted == prediction(PREMORTEM, method.read_notes(PREMORTEM))
    assert column(tables_of(after)["comparison"], "outcome") == ["happened"]
    assert [one.title for one in after.evidence.values()] == ["What was predicted: It broke"]
    assert taken(after, file_of(PREMORTEM)) == after


@pytest.mark.parametrize("make", [sample, hostile, empty, broken])
def test_anything_can_be_written_and_read(make):
    """With its text made safe."""
    file = file_of(make())
    assert PredictionImporter().recognises(file) > 0.9
    taken(empty(), file)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"kind = ", "Invalid value"),
        (b'kind = "something"', "It is no prediction"),
        (b'kind = "fault-tree-prediction"\npredicted = 3', "It is no prediction"),
        (b'kind = "fault-tree-prediction"\n[predicted]\ntop = "high"', "top must be a number"),
        (b"\xff\xfe\xff", "not UTF-8"),
    ],
)
def test_what_is_none_says_why(data, said):
    """In a sentence."""
    with pytest.raises(UnreadableError, match=said):
        PredictionImporter().read(ImportFile("prediction.toml", data))
