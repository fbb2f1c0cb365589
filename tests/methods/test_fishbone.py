from __future__ import annotations

import attrs
import pytest
from answering import Interview
from no_nodes import BONES, PROBLEM, TEXTS, graph

from rcakit import BadAnswer, DiagramKind, change
from rcakit.model import Cause, Gate, Status, frozen
from rcakit_fishbone.method import Fishbone
from rcakit_fishbone.sets import SETS


@pytest.fixture
def talk():
    """An interview on the whole graph, nothing sorted yet."""
    return Interview(Fishbone(), graph())


def with_bones(postmortem):
    """The graph with every cause on the bone it has in the finished fish."""
    for cause, bone in BONES.items():
        postmortem = change.Edit("cause", cause, {"category": bone})(postmortem)
    return postmortem


def test_the_head_comes_first_then_the_bones():
    """Without a problem there is nothing to sort."""
    talk = Interview(Fishbone())
    assert talk.ids == ["fishbone/problem"]
    talk.type(PROBLEM).expect("fishbone/bones", "Software operations")
    assert talk.now.id == "fishbone/bone/technology"


def test_every_empty_bone_asks_and_an_answer_hangs_under_the_problem():
    """New words are a cause on that bone, behind the problem."""
    talk = Interview(Fishbone())
    talk.type(PROBLEM).type("4S").type("Nodes are in one zone").type("-")
    assert talk.now.id == "fishbone/bone/systems"
    (name,) = talk.postmortem.causes[talk.postmortem.problem].because
    assert talk.postmortem.causes[name] == Cause(
        text="Nodes are in one zone", category="Surroundings"
    )
    assert talk.notes.bare == ("Suppliers",)


def test_an_answer_may_pick_a_cause_that_is_on_no_bone(talk):
    """It goes on the bone and is not linked anew."""
    talk.type("software-operations")
    talk.expect("fishbone/bone/technology", TEXTS["zombies"])
    assert talk.postmortem.causes["zombies"].category == "Technology"
    assert talk.postmortem.causes["problem"] == graph().causes["problem"]


def test_every_cause_is_asked_for_its_bone_and_may_stay_under_its_effect(talk):
    """All bones of the finished fish can be said by answers."""
    talk.type("software-operations")
    while (question := talk.now) is not None:
        if question.id.startswith("fishbone/bone/"):
            talk.type("-")
        else:
            cause = question.id.rpartition("/")[2]
            talk.type(BONES.get(cause, "-"))
    placed = {name: one.category for name, one in talk.postmortem.causes.items() if one.category}
    assert placed == BONES


def test_a_because_without_a_bone_hangs_under_its_effect():
    """At any depth; an effect on another bone gives it a bone of its own."""
    talk = Interview(Fishbone(), with_bones(graph()))
    picture = Fishbone().diagram(talk.postmortem, talk.notes)
    assert picture.kind is DiagramKind.FISHBONE
    assert picture.root == "problem"
    assert picture.node("containerd").group == "Knowledge"
    edges = {(edge.source, edge.target) for edge in picture.edges}
    assert ("no-logs", "containerd") in edges
    assert ("size-reset", "no-document") in edges
    assert ("containerd", "qa-suite") not in edges
    assert picture.node("qa-suite").group == "Testing"


def test_the_finished_fish_has_no_bare_bone():
    """Six bones, all with causes, none left over."""
    talk = Interview(Fishbone(), with_bones(graph()))
    assert talk.rules() == []
    (table,) = Fishbone().tables(talk.postmortem, talk.notes)
    assert {row[0]: row[1] for row in table.rows} == {
        "Technology": 3, "Process": 2, "Monitoring": 1,
        "Environment": 2, "Testing": 1, "Knowledge": 3,
    }  # fmt: skip


def test_findings(talk):
    """Bare bones together, causes on no bone one by one, everything on one bone."""
    assert "fishbone/bare-bone" in talk.rules()
    assert talk.rules().count("fishbone/on-no-bone") == 12
    everything = talk.postmortem
    for cause in TEXTS:
        everything = change.Edit("cause", cause, {"category": "Process"})(everything)
    rules = Interview(Fishbone(), everything).rules()
    assert "fishbone/one-bone" in rules
    assert "fishbone/on-no-bone" not in rules


def test_a_bone_bare_on_purpose_is_no_finding(talk):
    """Saying that a side had nothing to do with it is an answer."""
    talk.postmortem = with_bones(talk.postmortem)
    talk.type("Technology, Process, Monitoring, Environment, Testing, Knowledge, Weather")
    assert talk.rules() == ["fishbone/bare-bone"]
    talk.expect("fishbone/bone/weather", "-")
    assert talk.rules() == []


def test_ruling_out_the_only_cause_of_a_bone_lays_it_bare():
    """The bone asks again, and the cause stays in the drawing."""
    postmortem = change.Judge("no-alarm", Status.RULED_OUT)(with_bones(graph()))
    talk = Interview(Fishbone(), postmortem)
    talk.type("software-operations")
    assert talk.now.id == "fishbone/bone/monitoring"
    picture = Fishbone().diagram(postmortem, talk.notes)
    assert picture.node("no-alarm").mark == "×"


def test_own_bones_are_tidied_and_one_is_refused(talk):
    """Blanks and doubles go; a fish needs two bones."""
    with pytest.raises(BadAnswer, match="commas"):
        talk.type("Network")
    talk.type(" Network ,, Storage, network")
    assert talk.notes.own == ("Network", "Storage")


def test_categories_beside_the_set_are_bones_too():
    """An imported category is drawn, whatever set was chosen; letter case makes no new bone."""
    causes = {
        "top": Cause(text="Top", because=("a", "b")),
        "a": Cause(text="A", category="Weather"),
        "b": Cause(text="B", category="technology"),
    }
    postmortem = attrs.evolve(graph(), causes=frozen(causes), problem="top")
    talk = Interview(Fishbone(), postmortem)
    groups = [group.id for group in Fishbone().diagram(postmortem, talk.notes).groups]
    assert groups[-1] == "Weather"
    assert len(groups) == 7
    assert Fishbone().diagram(postmortem, talk.notes).node("b").group == "Technology"


def test_a_new_branch_asks_anew_how_the_branches_join(talk):
    """What was needed together was said of the branches there were."""
    assert talk.postmortem.causes["problem"].gate is Gate.ALL
    talk.type("4S").type("The zone was small")
    assert talk.postmortem.causes["problem"].gate is None


def test_every_set_has_prompts_and_no_name_twice():
    """Bones of one set differ, and each asks in its own words."""
    for one in SETS:
        assert len({bone.name for bone in one.bones}) == len(one.bones) >= 4
        assert all(bone.prompt.endswith("?") for bone in one.bones)


def test_a_bone_left_bare_in_other_letters_is_the_same_bone(talk):
    """What a hand wrote in small letters silences the finding and answers the question."""
    postmortem = change.SetNotes(
        "fishbone", {"set": "software-operations", "bare": ["technology"]}
    )(talk.postmortem)
    talk = Interview(Fishbone(), postmortem)
    assert talk.question("fishbone/bone/technology").done
    again = talk.type("-", talk.question("fishbone/bone/technology"))
    assert again.notes.bare == ("technology",)


def test_a_cause_that_belongs_on_no_bone_is_no_finding(talk):
    """Somebody said so; the others are still pointed out."""
    talk.type("software-operations")
    loose = {finding.about[0] for finding in talk.findings() if "no-bone" in finding.rule}
    talk.type("-", talk.question("fishbone/place/zombies"))
    left = {finding.about[0] for finding in talk.findings() if "no-bone" in finding.rule}
    assert loose - left == {"zombies"}


def test_a_set_that_does_not_exist_is_pointed_out(talk):
    """A hand may have mistyped it."""
    talk.postmortem = change.SetNotes("fishbone", {"set": "7M"})(talk.postmortem)
    assert "fishbone/unknown-set" in talk.rules()
