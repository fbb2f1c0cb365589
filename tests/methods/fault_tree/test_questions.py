"""What the fault tree asks, in what order, in what mood."""

from __future__ import annotations

import time

import attrs
import pytest
from fault_tree_samples import postmortem

from rcakit import BadAnswer, model
from rcakit.model import Action, Cause, Gate, Status
from rcakit.testing import check_method, sample
from rcakit_fault_tree.method import FaultTree

METHOD = FaultTree()


def asked(pm):
    """The questions by id."""
    return {one.id: one for one in METHOD.questions(pm, METHOD.read_notes(pm))}


def small(**more):
    """Top = a or (b and c), nobody having said any of it."""
    return postmortem(
        {
            "top": {"because": ("a", "g")},
            "g": {"because": ("b", "c"), "gate": Gate.ALL},
            "a": {},
            "b": {"probability": 0.1},
            "c": {"probability": 0.2, "probability_source": "counted"},
        },
        **more,
    )


def test_how_causes_combine_comes_before_how_likely_they_are():
    """And after each number who says so; no source is asked for where there is no number."""
    questions = asked(small())
    assert list(questions) == [
        "fault-tree/problem",
        "fault-tree/join/top",
        "fault-tree/join/g",
        "fault-tree/period",
        "fault-tree/likely/a",
        "fault-tree/likely/g",
        "fault-tree/likely/b",
        "fault-tree/source/b",
        "fault-tree/likely/c",
        "fault-tree/source/c",
    ]
    done = {name for name, one in questions.items() if one.done}
    assert done == {
        "fault-tree/problem",
        "fault-tree/join/g",
        "fault-tree/likely/b",
        "fault-tree/likely/c",
        "fault-tree/source/c",
        "fault-tree/likely/g",
    }


def test_what_follows_from_behind_is_not_asked():
    """But where nobody can say it of what is behind; the tree ends there then."""
    pm = small()
    assert asked(pm)["fault-tree/likely/g"].current == "worked out from what is behind it"
    bare = attrs.evolve(pm.causes["c"], probability=None)
    pm = attrs.evolve(pm, causes=model.frozen({**pm.causes, "c": bare}))
    assert asked(pm)["fault-tree/likely/g"].done
    assert not asked(pm)["fault-tree/likely/c"].done
    nobody = asked(pm)["fault-tree/likely/c"].nothing
    question = asked(nobody(pm))["fault-tree/likely/g"]
    assert not question.done
    after = asked(question.answer("2 %")(pm))
    assert after["fault-tree/likely/g"].done
    assert "fault-tree/likely/c" not in after


def test_a_lone_problem_asks_what_is_behind_it():
    """Once something is, it is asked no more, and the answer hangs there."""
    pm = postmortem({"top": {}})
    question = asked(pm)["fault-tree/because/top"]
    assert question.ask == "How did it come that “It was so of top”?"
    after = question.answer("A disk was full")(pm)
    assert after.causes["top"].because == ("disk-full",)
    assert "fault-tree/because/top" not in asked(after)


def test_before_anything_happened_the_questions_are_about_what_could():
    """A premortem is asked in the conditional."""
    questions = asked(small(kind=model.Kind.PREMORTEM))
    join = questions["fault-tree/join/top"].ask
    assert join.startswith("Could “It was so of top” come about with only one of these, or would")
    no_problem = asked(postmortem({}, problem=None, kind=model.Kind.PREMORTEM))
    assert no_problem["fault-tree/problem"].ask.startswith("What could people come to experience")


def test_a_premortem_grows_from_the_problem_downward():
    """Each cause is asked for what could bring it about until that is all, then for numbers."""
    pm = postmortem({"top": {}}, kind=model.Kind.PREMORTEM, notes={"period": "a year"})
    said = iter(["A disk is full", "Nobody looks", None, "all", None, None, "1 in 50", "a guess"])
    order = []
    for answer in said:
        question = next(one for one in asked(pm).values() if not one.done)
        order.append(question.id.removeprefix("fault-tree/"))
        pm = (question.nothing if answer is None else question.answer(answer))(pm)
    assert order == [
        "could-be/top",
        "could-be/top",
        "could-be/top",
        "join/top",
        "could-be/disk-full",
        "could-be/nobody-looks",
        "likely/disk-full",
        "source/disk-full",
    ]
    more = asked(pm)["fault-tree/could-be/top"]
    assert more.ask == (
        "What else could bring it about that “It was so of top”, or would be needed for it?"
    )
    assert more.current == "“A disk is full” and “Nobody looks”"
    assert METHOD.read_notes(pm).complete == ("top", "disk-full", "nobody-looks")


def test_the_contract_holds_before_anything_happened():
    """The finished sample as a premortem keeps what every method has to keep."""
    pm = sample()
    before = attrs.evolve(pm, incident=attrs.evolve(pm.incident, kind=model.Kind.PREMORTEM))
    check_method(METHOD, before)


def test_the_period_stands_in_every_question_of_likelihood():
    """So that nobody answers about another time."""
    pm = small(notes={"period": "a year"})
    assert asked(pm)["fault-tree/likely/a"].ask == (
        "How likely is it within a year that “It was so of a”?"
    )


def test_an_expression_leaves_its_mean_with_the_cause():
    """The methods that know only numbers reckon with that; a number takes the expression away."""
    pm = small(notes={"mission_time": 100.0})
    after = asked(pm)["fault-tree/likely/a"].answer("exponential(1e-3, mission-time)")(pm)
    assert METHOD.read_notes(after).expression == {"a": "exponential(0.001, mission-time)"}
    assert after.causes["a"].probability == pytest.approx(0.09516258)
    assert "fault-tree/source/a" in asked(after)
    again = asked(after)["fault-tree/likely/a"].answer("1 in 50")(after)
    assert METHOD.read_notes(again).expression == {}
    assert again.causes["a"].probability == 0.02


def test_what_is_no_likelihood_is_refused_with_a_sentence():
    """Also where the notes themselves have to be mended first."""
    question = asked(small())["fault-tree/likely/a"]
    for said in ("often", "120 %", "nothing(3)"):
        with pytest.raises(BadAnswer):
            question.answer(said)
    broken = small(notes={"parameter": {"rate": "("}})
    with pytest.raises(BadAnswer, match=r"First mend methods/fault-tree\.toml"):
        asked(broken)["fault-tree/likely/a"].answer("0.1")


def test_actions_are_asked_about_once_there_is_a_number_they_could_lessen():
    """Those on events and on gates of the tree; not those that will not be done."""
    actions = {
        "on-event": Action(title="Do it", addresses=("b",)),
        "on-gate": Action(title="Do that", addresses=("g",)),
        "never": Action(
            title="Not do it", addresses=("b",), status=model.ActionStatus.WONT_DO, reason="no"
        ),
        "elsewhere": Action(title="Do nothing here", addresses=("gone",)),
    }
    pm = small(actions=actions)
    left = [name for name in asked(pm) if name.startswith("fault-tree/left/")]
    assert left == ["fault-tree/left/on-event", "fault-tree/left/on-gate"]
    after = asked(pm)[left[1]].answer("10 %")(pm)
    assert METHOD.read_notes(after).left == {"on-gate": 0.1}
    bare = {name: attrs.evolve(one, probability=None) for name, one in pm.causes.items()}
    assert not [
        name
        for name in asked(attrs.evolve(pm, causes=model.frozen(bare)))
        if name.startswith("fault-tree/left/")
    ]


@pytest.mark.parametrize("gate", [Gate.XOR, Gate.IFF, Gate.IMPLY, Gate.NAND])
def test_gates_that_are_rarer_can_be_drawn_and_are_shown(gate):
    """An imported gate stays an option of its own question."""
    pm = small()
    held = attrs.evolve(pm.causes["g"], gate=gate)
    pm = attrs.evolve(pm, causes=model.frozen({**pm.causes, "g": held}))
    question = asked(pm)["fault-tree/join/g"]
    assert question.done
    assert question.current == model.gate_words(gate, None, 2)
    values = [option.value for option in question.kind.options]
    assert values.count(gate.value) == 1
    assert {"any", "all", "xor", "inhibit"} <= {*values}
    for value in values:
        assert question.answer(value)(pm).causes["g"].gate is not None


def test_what_is_ruled_out_is_not_asked_about():
    """Neither for itself nor in the join."""
    pm = small()
    out = attrs.evolve(pm.causes["a"], status=Status.RULED_OUT)
    questions = asked(attrs.evolve(pm, causes=model.frozen({**pm.causes, "a": out})))
    assert "fault-tree/likely/a" not in questions
    assert "fault-tree/join/top" not in questions


def test_what_a_group_or_the_notes_say_is_not_asked():
    """Neither how likely the members of a group are, nor what is taken as so or not so."""
    group = {
        "sharing": "beta-factor",
        "members": ["a", "b"],
        "probability": "0.1",
        "factors": {"2": "0.5"},
    }
    questions = asked(small(notes={"group": {"pair": group}, "house": {"c": True}}))
    assert not [name for name in questions if name.endswith(("/a", "/b", "/c"))]


def large(count):
    """A tree of some thousand causes with shared ones."""
    causes = {}
    gates = count // 3
    for number in range(gates):
        behind = {f"g{2 * number + 1}", f"g{2 * number + 2}"} if 2 * number + 2 < gates else set()
        behind |= {f"e{(number * 7) % (count - gates)}", f"e{(number * 13 + 1) % (count - gates)}"}
        gate = Gate.ALL if number % 2 else Gate.ANY
        causes[f"g{number}"] = Cause(
            text=f"Gate {number}", because=tuple(sorted(behind)), gate=gate
        )
    for number in range(count - gates):
        causes[f"e{number}"] = Cause(text=f"Event {number}", probability=0.01)
    return postmortem(causes, problem="g0")


def test_a_tree_of_thousands_of_causes_keeps_no_key_waiting():
    """Questions, findings and the sketch: what they take, and that it grows with the causes."""
    few, many = (_costs(large(size)) for size in (700, 3500))
    assert many[0] < 0.3
    assert many[1] < 0.5
    # Five times as many; what looked at all of them for each would take 25 times as long.
    assert sum(many) < 13 * sum(few)


def _costs(pm):
    """Seconds of the processor for questions and for the rest, the least of several runs.

    Whatever else the machine does only adds to them.
    """
    notes = METHOD.read_notes(pm)
    asking, rest = [], []
    for _ in range(4):
        start = time.process_time()
        assert len(list(METHOD.questions(pm, notes))) > len(pm.causes) * 0.86
        middle = time.process_time()
        list(METHOD.findings(pm, notes))
        METHOD.sketch(pm, notes)
        asking.append(middle - start)
        rest.append(time.process_time() - middle)
    return min(asking), min(rest)


@pytest.mark.parametrize("said", ["2", "12.5", "%"])
def test_a_period_says_what_it_counts(said):
    """A bare number is no time and no occasion."""
    period = asked(small())["fault-tree/period"]
    with pytest.raises(BadAnswer, match="of what"):
        period.answer(said)
    assert period.answer("2 weeks")


def test_a_word_for_a_likelihood_is_answered_simply():
    """Only what looks like a formula is answered as one; a comma may stand for the point."""
    likely = asked(small())["fault-tree/likely/a"]
    with pytest.raises(
        BadAnswer, match=r"“rarely” is no probability; it lies between 0 and 1: 0\.02"
    ) as refused:
        likely.answer("rarely")
    assert "exponential" not in str(refused.value)
    with pytest.raises(BadAnswer, match="exponential"):
        likely.answer("exponential(2e-6")
    pm = small()
    assert asked(pm)["fault-tree/likely/a"].answer("0,02")(pm).causes["a"].probability == 0.02
