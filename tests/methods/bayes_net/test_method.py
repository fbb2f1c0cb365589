"""The method on incidents: what is observed, what is asked, what is said where it cannot be."""

from __future__ import annotations

from datetime import date
from math import log2
from time import perf_counter

import attrs
import pytest

from rcakit import Postmortem, change, model, working
from rcakit.diagram import DiagramKind, Tone
from rcakit.testing import check_method, sample
from rcakit_bayes_net import case as case_module
from rcakit_bayes_net.engine.inference import Inference
from rcakit_bayes_net.method import BayesNet
from rcakit_bayes_net.questions import asking

BN = BayesNet()
OUT, SEEN = model.Status.RULED_OUT, model.Status.CONFIRMED


def cause(*behind, gate=None, chance=None, status=model.Status.HYPOTHESIS, **more):
    """A cause; its number has a source."""
    source = {} if chance is None else {"probability": chance, "probability_source": "counted"}
    return model.Cause(
        text="it was so", because=behind, gate=gate, status=status, **{**source, **more}
    )


def incident(causes, notes=None, kind=model.Kind.INCIDENT, evidence=(), problem="down"):
    """A postmortem of these causes, each of which is called by its id."""
    return Postmortem(
        incident=model.Incident(title="Down", kind=kind),
        problem=problem,
        causes=model.frozen(
            {name: attrs.evolve(one, text=f"the {name}") for name, one in causes.items()}
        ),
        evidence=model.frozen({name: model.Evidence(title=f"log {name}") for name in evidence}),
        notes=model.frozen({"bayes-net": model.table(notes or {})}),
    )


def tables(postmortem):
    """All tables by name."""
    return {one.name: one for one in BN.tables(postmortem, BN.read_notes(postmortem))}


def beliefs(postmortem):
    """For each cause how likely it is that it is so, before and after."""
    rows = tables(postmortem)["posterior"].rows
    return {line[0]: line[2:4] for line in rows if line[1] == "true"}


def near(*numbers):
    """These numbers but for rounding."""
    return pytest.approx(numbers, rel=1e-12)


def rules(postmortem):
    """The rules of all findings."""
    return [one.rule for one in BN.findings(postmortem, BN.read_notes(postmortem))]


def asked(postmortem):
    """All questions by id."""
    return {one.id: one for one in BN.questions(postmortem, BN.read_notes(postmortem))}


def answer(postmortem, question, typed):
    """The postmortem after an answer."""
    one = asked(postmortem)[question]
    return one.answer(one.kind.read(typed))(postmortem)


TWO = {
    "down": cause("disk", "net", gate=model.Gate.ANY),
    "disk": cause(chance=0.1),
    "net": cause(chance=0.2),
}
EITHER = 1 - 0.9 * 0.8


def test_the_contract():
    """The suite every method passes."""
    check_method(BN)


def test_the_problem_was_observed_to_happen():
    """P(disk | down) = P(disk) / P(down), by Bayes' rule."""
    found = beliefs(incident(TWO))
    assert found["down"] == near(EITHER, 1.0)
    assert found["disk"] == near(0.1, 0.1 / EITHER)
    assert found["net"] == near(0.2, 0.2 / EITHER)


def test_a_premortem_has_observed_nothing():
    """Nothing has happened yet, whatever the status of the problem says."""
    causes = {**TWO, "down": attrs.evolve(TWO["down"], status=SEEN)}
    found = beliefs(incident(causes, kind=model.Kind.PREMORTEM))
    assert found["down"] == near(EITHER, EITHER)
    assert found["disk"] == near(0.1, 0.1)


def test_an_imported_network_says_that_its_top_was_not_observed():
    """The notes settle it, so that a file of a network shows its marginals."""
    found = beliefs(incident(TWO, {"happened": False}))
    assert found["disk"][1] == pytest.approx(0.1)


def test_status_is_evidence():
    """Ruled out takes the explanation away; confirmed explains away."""
    out = beliefs(incident({**TWO, "net": attrs.evolve(TWO["net"], status=OUT)}))
    assert out["disk"][1] == pytest.approx(1.0, rel=1e-12)
    seen = beliefs(incident({**TWO, "net": attrs.evolve(TWO["net"], status=SEEN)}))
    assert seen["disk"][1] == pytest.approx(0.1, rel=1e-12)


def test_what_was_ruled_out_without_a_number_never_was():
    """Nobody is asked how likely it was, nothing is assumed, and the fault tree agrees."""
    postmortem = incident({**TWO, "net": cause(status=OUT)})
    assert beliefs(postmortem)["down"][0] == pytest.approx(0.1)
    assert "bayes-net/prior/net" not in asked(postmortem)
    assert "bayes-net/prior-assumed" not in rules(postmortem)


def test_strength_leak_and_together():
    """Leaky noisy-OR and noisy-AND by hand (Henrion 1989)."""
    notes = {
        "strength": {"down": {"disk": {"value": 0.8}, "net": {"value": 0.5}}},
        "leak": {"down": {"value": 0.01}},
    }
    either = 1 - 0.99 * (1 - 0.1 * 0.8) * (1 - 0.2 * 0.5)
    assert beliefs(incident(TWO, notes))["down"][0] == pytest.approx(either, rel=1e-12)
    both = {**TWO, "down": cause("disk", "net", gate=model.Gate.ALL)}
    notes = {"together": {"down": {"value": 0.9}}, "leak": {"down": {"value": 0.01}}}
    chance = 0.01 + 0.99 * 0.9 * 0.02
    assert beliefs(incident(both, notes))["down"][0] == pytest.approx(chance, rel=1e-12)


def test_evidence_of_some_likelihood():
    """Nine times as likely with it: the odds are nine times as high."""
    causes = {**TWO, "disk": attrs.evolve(TWO["disk"], evidence=("smart",))}
    notes = {"likelihood": {"disk": {"smart": {"ratio": 9.0, "who": "Ann"}}}, "happened": False}
    postmortem = incident(causes, notes, evidence=("smart",))
    assert beliefs(postmortem)["disk"][1] == pytest.approx(0.5, rel=1e-12)
    (move,) = [line for line in tables(postmortem)["moved"].rows if line[1] == "disk"]
    assert move[3:] == pytest.approx((0.1, 0.5, log2(9)), rel=1e-12)
    gone = attrs.evolve(postmortem, evidence=model.frozen())
    assert beliefs(gone)["disk"][1] == pytest.approx(0.1)


def test_a_what_if_is_an_observation_and_leaves_the_notes():
    """It goes before the status, and unsaid causes may be taken as so."""
    postmortem = incident({**TWO, "net": attrs.evolve(TWO["net"], status=OUT)})
    notes = BN.read_notes(postmortem)
    supposed = BN.suppose(notes, {"net": True})
    assert not notes.observed
    found = {
        line[0]: line[3]
        for line in next(iter(BN.tables(postmortem, supposed))).rows
        if line[1] == "true"
    }
    assert found["net"] == 1.0
    assert found["disk"] == pytest.approx(0.1)


def test_states_of_its_own():
    """Which states mean that it is so is read from their names, or said."""
    notes = {
        "states": {"disk": ["no", "yes"]},
        "observed": {"disk": True},
        "happened": False,
    }
    rows = tables(incident(TWO, notes))["posterior"].rows
    after = {line[1]: line[2:4] for line in rows if line[0] == "disk"}
    assert after == {"no": near(0.9, 0.0), "yes": near(0.1, 1.0)}
    several = {"states": {"disk": ["fine", "slow", "dead"]}, "so": {"disk": ["slow", "dead"]}}
    table = {"disk": {"rows": [[0.9, 0.07, 0.03]], "who": "Ann"}}
    found = tables(incident(TWO, {**several, "table": table}))["posterior"]
    after = {line[1]: line[3] for line in found.rows if line[0] == "disk"}
    assert after["dead"] == pytest.approx(0.03 / EITHER, rel=1e-12)


def test_a_probability_further_up_ends_the_graph_unless_links_are_spoken_of():
    """As in the fault tree; a number on a link says that the links are meant."""
    causes = {
        "down": cause("disk"),
        "disk": cause("heat", chance=0.3),
        "heat": cause(chance=0.9),
    }
    assert beliefs(incident(causes)) == {
        "down": near(0.3, 1.0),
        "disk": near(0.3, 1.0),
    }
    notes = {"strength": {"disk": {"heat": {"value": 0.5, "who": "Ann"}}}}
    postmortem = incident(causes, notes)
    assert beliefs(postmortem)["down"][0] == pytest.approx(0.45)
    assert "bayes-net/probability-not-used" in rules(postmortem)


def test_other_effects_of_the_causes_belong_to_it_and_strangers_do_not():
    """A symptom that is no cause of the problem tells of what is behind both."""
    causes = {**TWO, "slow": cause("disk", status=SEEN), "stray": cause(chance=0.5)}
    found = beliefs(incident(causes))
    assert found["disk"][1] == pytest.approx(1.0)
    assert "stray" not in found


@pytest.mark.parametrize(
    ("causes", "notes", "said"),
    [
        ({"down": cause("disk"), "disk": cause("down")}, {}, "is a cause of itself"),
        ({**TWO, "disk": cause(chance=7.0)}, {}, "is 7; it lies between 0 and 1"),
        (TWO, {"leak": {"down": {"value": -1.0}}}, "is -1; it lies between 0 and 1"),
        (
            TWO,
            {"table": {"disk": {"rows": [[0.5, 0.6]]}}},
            "Row 1 of the table of “the disk” sums to 1.1, not to 1",
        ),
        (TWO, {"table": {"disk": {"rows": [[0.5, 0.25, 0.25]]}}}, "3 numbers; it needs 2"),
        (TWO, {"table": {"disk": {"rows": [[1.5, -0.5]]}}}, "a number below 0"),
        (
            TWO,
            {"table": {"down": {"given": ["disk"], "rows": [[1.0, 0.0]]}}},
            "have to be the same",
        ),
        (TWO, {"table": {"down": {"given": ["disk", "net"], "rows": [[1, 0]]}}}, "it needs 4"),
        (TWO, {"states": {"disk": ["one", "one"]}}, "two or more states, each with a name"),
        (TWO, {"states": {"down": ["a", "b"]}}, "has to be said in a table"),
        (TWO, {"states": {"disk": ["a", "b"]}}, "one probability says nothing of them"),
        (TWO, {"observed": {"disk": "blue"}}, "cannot be observed as “blue”"),
        (TWO, {"assumed": 2.0, "observed": {}}, ""),
    ],
)
def test_what_cannot_be_worked_with_is_one_sentence(causes, notes, said):
    """As a finding and in place of the rows; never a traceback."""
    notes = {
        **notes,
        "table": {name: {"given": [], **one} for name, one in notes.get("table", {}).items()},
    }
    for one in notes["table"].values():
        one["rows"] = [[float(value) for value in line] for line in one["rows"]]
    postmortem = incident(causes, notes)
    found = tables(postmortem)
    assert said in found["posterior"].note
    if said:
        assert not found["posterior"].rows
        assert "bayes-net/not-worked-out" in rules(postmortem)
        assert BN.diagram(postmortem, BN.read_notes(postmortem)) is None or "cannot be" in said


def test_observations_that_contradict_name_the_few_that_do():
    """All causes ruled out of what happened: an error, found without inference."""
    causes = {name: attrs.evolve(one, status=OUT) for name, one in TWO.items() if name != "down"}
    causes = {"down": TWO["down"], **causes, "slow": cause("rain", status=SEEN), "rain": cause()}
    postmortem = incident(causes)
    assert "bayes-net/contradiction" in rules(postmortem)
    note = tables(postmortem)["posterior"].note
    assert "“the down” happened" in note
    assert "“the disk” is ruled out" in note
    leaky = incident(causes, {"leak": {"down": {"value": 0.01, "who": "Ann"}}})
    assert "bayes-net/contradiction" not in rules(leaky)
    assert tables(leaky)["posterior"].rows


def test_a_network_too_dense_says_so_and_takes_no_memory():
    """Twenty-eight causes of which every pair has an effect which was seen to be or not."""
    causes = {f"c{n}": cause(chance=0.5) for n in range(28)}
    pairs = {
        f"p{n}-{m}": cause(f"c{n}", f"c{m}", gate=model.Gate.XOR)
        for n in range(28)
        for m in range(n)
    }
    causes = {"down": cause(*pairs, gate=model.Gate.XOR), **pairs, **causes}
    table = tables(incident(causes))["posterior"]
    assert not table.rows
    assert "too dense" in table.note


def test_priors_are_kept_as_they_were_first_said(monkeypatch):
    """Before the evidence, with who said so and when; a later change shows as one."""
    monkeypatch.setattr(asking, "today", lambda: date(2026, 3, 1))
    postmortem = incident({**TWO, "disk": cause()})
    postmortem = answer(postmortem, "bayes-net/prior/disk", "2 %; Ann's count")
    kept = BN.read_notes(postmortem).prior["disk"]
    assert (kept.value, kept.who, kept.at) == (0.02, "Ann's count", date(2026, 3, 1))
    assert postmortem.causes["disk"].probability == 0.02
    assert postmortem.causes["disk"].probability_source == "Ann's count"
    assert "bayes-net/prior-changed" not in rules(postmortem)
    later = answer(postmortem, "bayes-net/prior/disk", "1 in 2")
    assert BN.read_notes(later).prior["disk"] == kept
    assert later.causes["disk"].probability == 0.5
    assert "bayes-net/prior-changed" in rules(later)
    table = tables(later)["posterior"]
    (row,) = [n for n, line in enumerate(table.rows) if line[:2] == ("disk", "true")]
    assert table.rows[row][2] == 0.5
    assert table.rows[row][5] == 0.02
    assert "2 % on 2026-03-01 (Ann's count)" in table.meaning(row, 5).words


def test_a_prior_without_a_source_asks_for_it_and_is_marked():
    """The source goes to the cause and to what is kept."""
    postmortem = answer(incident({**TWO, "disk": cause()}), "bayes-net/prior/disk", "0.1")
    assert "bayes-net/uncalibrated" in rules(postmortem)
    assert "uncalibrated" in tables(postmortem)["posterior"].marks
    postmortem = answer(postmortem, "bayes-net/source/disk", "Ann")
    assert BN.read_notes(postmortem).prior["disk"].who == "Ann"
    assert not any(tables(postmortem)["posterior"].marks)


def test_nobody_can_say():
    """Even odds are assumed, said in the note, and marked in the row."""
    postmortem = incident({**TWO, "disk": cause()})
    question = asked(postmortem)["bayes-net/prior/disk"]
    postmortem = question.nothing(postmortem)
    table = tables(postmortem)["posterior"]
    assert beliefs(postmortem)["disk"][0] == 0.5
    assert "50 % is assumed" in table.note
    assert table.marks[table.about.index("disk")] == "assumed"
    assert "bayes-net/prior-assumed" in rules(postmortem)


def test_the_order_of_the_questions():
    """Numbers before observations, and no evidence named in what is asked before."""
    causes = {
        name: attrs.evolve(one, evidence=("graph",)) for name, one in TWO.items() if name != "down"
    }
    postmortem = incident({"down": TWO["down"], **causes}, evidence=("graph",))
    order = list(asked(postmortem))
    kinds = list(dict.fromkeys(name.split("/")[1] for name in order))
    assert kinds == [
        *("problem", "period", "join", "prior", "source", "certain", "strength", "leak"),
        *("seen", "likelihood"),
    ]
    before = order[: order.index("bayes-net/seen/disk")]
    assert not any("graph" in asked(postmortem)[name].about for name in before)


def test_certain_links_are_not_asked_about():
    """One yes, and the network is the fault tree."""
    postmortem = answer(incident(TWO), "bayes-net/certain", "yes")
    assert not [name for name in asked(postmortem) if "/strength/" in name or "/leak/" in name]
    postmortem = answer(postmortem, "bayes-net/certain", "no")
    postmortem = answer(postmortem, "bayes-net/strength/down/disk", "80 %; Ann")
    assert BN.read_notes(postmortem).strength["down"]["disk"].value == 0.8


def test_seeing_and_weighing():
    """A judgement is shared with all methods; a likelihood is this method's own."""
    causes = {**TWO, "disk": attrs.evolve(TWO["disk"], evidence=("smart",))}
    postmortem = incident(causes, evidence=("smart",))
    weighed = answer(postmortem, "bayes-net/likelihood/disk/smart", "1/5; Bea")
    said = BN.read_notes(weighed).likelihood["disk"]["smart"]
    assert (said.ratio, said.who) == (0.2, "Bea")
    judged = answer(postmortem, "bayes-net/seen/disk", "ruled-out")
    assert judged.causes["disk"].status is OUT
    assert "bayes-net/likelihood/disk/smart" not in asked(judged)


def test_two_marksmen():
    """Both hit: without either the other would have been enough; with one failing link less so.

    J. Pearl's firing squad: the court orders, two soldiers shoot, each shot kills.
    """
    causes = {
        "down": cause("first", "second", gate=model.Gate.ANY),
        "first": cause("order", status=SEEN),
        "second": cause("order", status=SEEN),
        "order": cause(chance=0.3, status=SEEN),
    }
    rows = {line[0]: line[2] for line in tables(incident(causes))["counterfactual"].rows}
    assert rows == {"first": 1.0, "second": 1.0, "order": 0.0}
    notes = {"strength": {"down": {"first": {"value": 0.5}, "second": {"value": 0.5}}}}
    table = tables(incident(causes, notes))["counterfactual"]
    rows = {line[0]: line[2] for line in table.rows}
    # Of the three ways at least one of two even shots kills, the other kills in two.
    assert rows["first"] == pytest.approx(2 / 3, rel=1e-12)
    assert rows["order"] == 0.0
    assert "about 2 in 3" in table.meaning(table.about.index("first"), 2).words


def test_seeing_is_not_doing():
    """Seeing that the barometer did not fall speaks against the storm; holding it does not."""
    causes = {
        "down": cause("low"),
        "low": cause(chance=0.3),
        "fell": cause("low", status=SEEN),
    }
    postmortem = incident(causes)
    assert not [line for line in tables(postmortem)["counterfactual"].rows if line[0] == "fell"]
    supposed = BN.suppose(BN.read_notes(postmortem), {"fell": False, "down": False})
    table = next(iter(BN.tables(postmortem, supposed)))
    assert {line[0]: line[3] for line in table.rows if line[1] == "true"}["low"] == 0.0


def test_the_next_check_by_hand():
    """One root explains another away, so that either answer settles much of both."""
    table = tables(incident(TWO))["checks"]
    assert set(table.about) == {"disk", "net"}
    p, q = 0.1 / EITHER, 0.2 / EITHER

    def entropy(chance):
        return -sum(v * log2(v) for v in (chance, 1 - chance) if v)

    # If disk, net is as likely as before; if not disk, net it was.
    gain = entropy(p) + entropy(q) - p * entropy(0.2)
    assert dict(zip(table.about, (line[1] for line in table.rows), strict=True))[
        "disk"
    ] == pytest.approx(gain, rel=1e-12)
    assert table.rows[0][4] in {"disk", "net"}


def test_the_tornado_is_about_what_one_asks():
    """The likeliest open root; the problem where nothing happened yet; or what the notes say."""
    assert "the net" in tables(incident(TWO))["sensitivity"].title
    premortem = incident(TWO, kind=model.Kind.PREMORTEM)
    assert "the down" in tables(premortem)["sensitivity"].title
    assert "the disk" in tables(incident(TWO, {"target": "disk"}))["sensitivity"].title


def test_the_drawing_shows_before_and_after_and_what_was_seen():
    """Arrows from effect to cause; the sketch says what people said and works out nothing."""
    postmortem = incident({**TWO, "disk": attrs.evolve(TWO["disk"], probability_source="")})
    notes = BN.read_notes(postmortem)
    drawn = BN.diagram(postmortem, notes)
    assert drawn.kind is DiagramKind.NETWORK
    assert drawn.root == "down"
    assert drawn.node("down").tone is Tone.PROBLEM
    assert drawn.node("down").note == "28 % → happened"
    assert drawn.node("disk").note == "10 % ? → 35.7 %"
    assert {(edge.source, edge.target) for edge in drawn.edges} == {
        ("down", "disk"),
        ("down", "net"),
    }
    assert dict(drawn.joins) == {"down": "any of these"}
    assert BN.sketch(postmortem, notes).node("disk").note == "10 % ?"


def test_what_runs_while_somebody_types_does_no_inference(monkeypatch):
    """Questions, findings and the sketch stay clear of the engine."""

    def refuse(*_):
        raise AssertionError

    for name in ("posteriors", "log_probability", "probability", "explanation"):
        monkeypatch.setattr(Inference, name, refuse)
    postmortem = sample()
    notes = BN.read_notes(postmortem)
    assert list(BN.questions(postmortem, notes))
    assert BN.sketch(postmortem, notes) is not None
    list(BN.findings(postmortem, notes))
    with pytest.raises(AssertionError):
        list(BN.tables(postmortem, notes))


def test_every_cell_says_what_it_means_with_formula_and_source():
    """Words for this incident in each; a formula and its source for every number."""
    causes = {**TWO, "disk": attrs.evolve(TWO["disk"], evidence=("smart",))}
    notes = {
        "likelihood": {"disk": {"smart": {"ratio": 9.0, "who": "Ann"}}},
        "strength": {"down": {"disk": {"value": 0.8, "who": "Ann"}}},
    }
    found = tables(incident(causes, notes, evidence=("smart",)))
    assert set(found) == {
        *("posterior", "checks", "moved", "explanation", "counterfactual", "sensitivity"),
        "conflict",
    }
    for table in found.values():
        assert table.rows
        for row, line in enumerate(table.rows):
            for place, cell in enumerate(line):
                meaning = table.meaning(row, place)
                assert meaning.words.endswith(".")
                assert meaning.meaning
                number = isinstance(cell, float) and table.columns[place].name not in (
                    "value",
                    "first_said",
                )
                assert not number or (meaning.formula and meaning.source)


def test_numbers_that_nothing_can_move_are_pointed_out():
    """Cromwell's rule."""
    assert "bayes-net/prior-certain" in rules(incident({**TWO, "net": cause(chance=0.0)}))


def test_what_becomes_of_causes_that_are_gone():
    """Their numbers stay in the notes and are passed over."""
    notes = {
        "prior": {"gone": {"value": 0.5}},
        "strength": {"gone": {"disk": {"value": 0.5}}, "down": {"gone": {"value": 0.5}}},
        "observed": {"gone": "so"},
        "likelihood": {"gone": {"smart": {"ratio": 2.0}}},
    }
    assert beliefs(incident(TWO, notes)) == beliefs(incident(TWO))


def test_deleting_a_cause_with_a_table_over_it_says_what_to_do():
    """The table is about more than is there; nothing is dropped silently."""
    rows = [[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    notes = {"table": {"down": {"given": ["disk", "net"], "rows": rows, "who": "Ann"}}}
    postmortem = incident(TWO, notes)
    assert tables(postmortem)["posterior"].rows
    left = change.Unlink("down", "net")(postmortem)
    assert "the two have to be the same" in tables(left)["posterior"].note


def test_house_events_of_the_fault_tree_are_so_here_too():
    """What the make of things settles, settles it in both."""
    postmortem = incident({**TWO, "net": cause()})
    house = model.frozen({"fault-tree": model.table({"house": {"net": False}})})
    postmortem = attrs.evolve(postmortem, notes=house)
    assert beliefs(postmortem)["down"][0] == pytest.approx(0.1)
    assert "bayes-net/prior-assumed" not in rules(postmortem)


def test_a_premortem_asks_of_what_may_be():
    """Nothing was so yet."""
    found = asked(incident(TWO, kind=model.Kind.PREMORTEM))
    assert found["bayes-net/prior/disk"].ask == "How likely is it that “the disk”?"
    assert "whether it is so" in found["bayes-net/seen/disk"].ask


def test_where_no_one_observation_is_needed_that_is_said():
    """All is confirmed, and taking away one of them changes nothing."""
    causes = {"down": cause("disk"), "disk": cause("heat", status=SEEN), "heat": cause(chance=0.1)}
    causes["heat"] = attrs.evolve(causes["heat"], status=SEEN)
    table = tables(incident(causes))["moved"]
    assert not table.rows
    assert table.note.startswith("No one observation is needed")


def test_a_dense_network_answers_what_it_can_in_time(monkeypatch):
    """What takes many passes is cut short and says so; posteriors are never left out."""
    monkeypatch.setattr(case_module, "BUDGET", 1)
    causes = {**TWO, "slow": cause("disk", status=SEEN)}
    found = tables(incident(causes, {"leak": {"slow": {"value": 0.1, "who": "Ann"}}}))
    assert len(found["posterior"].rows) == 8
    assert "were not weighed" in found["checks"].note
    assert "left out" in found["counterfactual"].note


def test_what_evidence_says_is_said_in_words():
    """For, against, or nothing either way."""
    disk = attrs.evolve(TWO["disk"], evidence=("a", "b", "c"))
    said = {"a": {"ratio": 3.0}, "b": {"ratio": 0.5}, "c": {"ratio": 1.0}}
    postmortem = incident({**TWO, "disk": disk}, {"likelihood": {"disk": said}}, evidence="abc")
    rows = tables(postmortem)["posterior"].rows
    (told,) = {line[6] for line in rows if line[0] == "disk"}
    assert told == (
        "“log a” speaks for “the disk”; “log b” speaks against “the disk”; "
        "“log c” says nothing of “the disk”"
    )


def test_states_are_asked_by_name_where_there_are_several():
    """What has two, of which one means so, is judged for all methods alike."""
    notes = {
        "states": {"disk": ["fine", "slow", "dead"], "net": ["no", "yes"]},
        "table": {"disk": {"given": [], "rows": [[0.9, 0.07, 0.03]], "who": "Ann"}},
        "so": {"disk": ["slow", "dead"]},
    }
    postmortem = incident({**TWO, "disk": cause()}, notes)
    slow = answer(postmortem, "bayes-net/seen/disk", "slow")
    assert BN.read_notes(slow).observed["disk"] == "slow"
    seen = answer(postmortem, "bayes-net/seen/net", "confirmed")
    assert seen.causes["net"].status is SEEN


def test_long_work_says_how_far_it_is_and_can_be_stopped():
    """Each table tells; the steps within a step do not."""
    work = working.Work()
    with working.watched(work):
        told = {
            table.name: work.what
            for table in BN.tables(incident(TWO), BN.read_notes(incident(TWO)))
        }
    assert told["checks"] == "Weighing what each check is worth"
    assert told["counterfactual"] == "Taking away one cause after another"
    work.stopped = True
    with working.watched(work), pytest.raises(working.Stopped):
        list(BN.tables(incident(TWO), BN.read_notes(incident(TWO))))


def test_the_best_story_is_refused_where_too_many_links_may_fail():
    """A table over all of them would be needed; the rest is worked out all the same."""
    names = [f"c{number}" for number in range(16)]
    causes = {
        "down": cause(*names, gate=model.Gate.ANY),
        **{one: cause(chance=0.1) for one in names},
    }
    notes = {"strength": {"down": {one: {"value": 0.5, "who": "Ann"} for one in names}}}
    found = tables(incident(causes, notes))
    assert not found["explanation"].rows
    assert "comes of 16 causes" in found["explanation"].note
    certain = tables(incident(causes))
    assert len(certain["explanation"].rows) == 17
    assert "It is not the only one" in certain["explanation"].note
    chance = 1 - (1 - 0.05) ** 16
    assert beliefs(incident(causes, notes))["c3"][1] == pytest.approx(
        0.1 * (1 - 0.5 * 0.95**15) / chance, rel=1e-9
    )


def test_a_graph_of_some_hundred_causes_keeps_nobody_waiting():
    """Questions, findings and the sketch of 400 causes in a time a person does not notice."""
    causes = {f"c{n}": cause(f"c{2 * n + 1}", f"c{2 * n + 2}") for n in range(200)}
    causes |= {f"c{n}": cause(chance=0.1) for n in range(200, 401)}
    postmortem = incident(causes, problem="c0")
    notes = BN.read_notes(postmortem)
    began = perf_counter()
    list(BN.questions(postmortem, notes))
    list(BN.findings(postmortem, notes))
    BN.sketch(postmortem, notes)
    assert perf_counter() - began < 1.0
