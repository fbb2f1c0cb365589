"""One graph, four methods: the incident of the page of that name, which is in examples/."""

from pathlib import Path

import pytest

from rcakit import Tone, change, graph, model
from rcakit.plugins import gather
from rcakit.reading import Reader
from rcakit.store import load, to_documents
from rcakit.toml.write import canonical

FOLDER = Path(__file__).parents[2] / "examples" / "node-failure"
NEEDED = ("zombies-stay", "size-reset", "oldest-go-first")
METHODS = ("five-whys", "fishbone", "fault-tree", "bayes-net")


@pytest.fixture(scope="module")
def reader():
    """With what ships."""
    return Reader(gather(third_party=False))


@pytest.fixture(scope="module")
def incident():
    """The example."""
    return load(FOLDER).postmortem


def _lens(reader, method, postmortem):
    return reader.lens(reader.plugins.methods[method], postmortem)


def _table(lens, name):
    (table,) = [table for table in lens.tables if table.name == name]
    return [dict(zip((one.name for one in table.columns), row, strict=True)) for row in table.rows]


def test_it_is_sound_and_in_our_own_hand(incident) -> None:
    """Nothing dangles, and saving it changes no byte."""
    assert list(model.dangling(incident)) == []
    assert graph.cycles(incident.causes) == []
    for name, document in to_documents(incident).items():
        schema = None if name.startswith("methods/") else "./.rcakit/schema.json"
        assert (FOLDER / name).read_text("utf-8") == canonical(document, schema), name


@pytest.mark.parametrize("method", METHODS)
def test_all_four_draw_it(reader, incident, method) -> None:
    """Each shows the problem and the three causes that had to come together."""
    diagram = _lens(reader, method, incident).diagram
    assert diagram is not None
    assert {"no-nodes", *NEEDED} <= {node.id for node in diagram.nodes}
    assert not reader.plugins.faults


def test_one_set_of_three_was_enough(reader, incident) -> None:
    """The fault tree finds what the published key names: the three together, and no others."""
    sets = _table(_lens(reader, "fault-tree", incident), "cut-sets")
    assert [set(one["events"]) for one in sets] == [set(NEEDED)]


@pytest.mark.parametrize("name", NEEDED)
def test_without_any_one_of_them_it_does_not_happen(reader, incident, name) -> None:
    """The fault tree supposes it away, the network asks what then: both say never."""
    method = reader.plugins.methods["fault-tree"]
    supposed = reader.supposing(method, incident, {name: False})
    assert supposed is not None
    summary = _table(_lens(reader, "fault-tree", supposed), "summary")
    assert {one["quantity"]: one["value"] for one in summary}["top_probability"] == 0
    without = _table(_lens(reader, "bayes-net", incident), "counterfactual")
    assert {one["cause"]: one["still"] for one in without}[name] == pytest.approx(0, abs=1e-12)


def test_both_formal_methods_give_the_same_chance(reader, incident) -> None:
    """Before anything was seen, the network's problem is as likely as the tree's top."""
    summary = _table(_lens(reader, "fault-tree", incident), "summary")
    (top,) = [one["value"] for one in summary if one["quantity"] == "top_probability"]
    rows = _table(_lens(reader, "bayes-net", incident), "posterior")
    (prior,) = [
        one["prior"] for one in rows if (one["cause"], one["state"]) == ("no-nodes", "true")
    ]
    assert top == pytest.approx(0.05 * 0.4 * 0.9, rel=1e-12)
    assert prior == pytest.approx(top, rel=1e-12)


def test_what_one_learns_all_see(reader, incident) -> None:
    """A cause ruled out is struck out, not so, and contradicts that it happened."""
    out = change.Judge("oldest-go-first", model.Status.RULED_OUT)(incident)
    for method in METHODS:
        diagram = _lens(reader, method, out).diagram
        assert diagram is not None
        assert diagram.node("oldest-go-first").tone is Tone.RULED_OUT, method
    found = {one.rule for one in _lens(reader, "fault-tree", out).findings}
    assert "fault-tree/cannot-happen" in found
    assert not [
        one for one in _lens(reader, "bayes-net", out).tables if one.name == "counterfactual"
    ]
    assert change.Judge("oldest-go-first", model.Status.CONFIRMED)(out).causes == incident.causes
