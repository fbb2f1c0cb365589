"""Each rule of a step speaks about the smallest postmortem that breaks it, and then is silent."""

from __future__ import annotations

import attrs
import pytest
from answering import Interview

from rcakit import Postmortem
from rcakit.model import (
    UNKNOWN,
    Action,
    Basis,
    Cause,
    Evidence,
    Impact,
    Incident,
    Kind,
    Lesson,
    LessonKind,
    OpenQuestion,
    Status,
    Strength,
    frozen,
)
from rcakit_process import rcakit_steps

STEPS = {step.id: step for step in rcakit_steps()}
TOP = Cause(text="No nodes", because=("a", "b"))
A, B = Cause(text="The policy kills old"), Cause(text="The size was reset")
GONE = Cause(text="A partition", status=Status.RULED_OUT)
WEAK = Action(title="Warn of it", addresses=("a",), strength=Strength.WEAKER)
URGENT = {f"a{number}": Action(title=f"Do {number}", priority="P1") for number in range(6)}
PIECE = Evidence(title="Ready nodes", source="kube_node_status", basis=Basis.OBJECTIVE)
SURPRISE = Lesson(text="The default changed", kind=LessonKind.SURPRISED)
GOOD = Lesson(text="The chat was calm", kind=LessonKind.WENT_WELL)
OPEN = OpenQuestion(text="When did the logs end?")
ROW = Impact(metric="Failed requests")


def made(*, incident=None, problem=None, **tables):
    """A postmortem with these fields, tables given as plain dicts."""
    incident = attrs.evolve(Incident(title="We have no nodes"), **(incident or {}))
    tables = {name: frozen(things) for name, things in tables.items()}
    return Postmortem(incident=incident, problem=problem, **tables)


def behind(**causes):
    """A postmortem whose problem has these causes behind it, one look taken."""
    return made(problem="top", causes={"top": TOP, **causes}, notes={"five-whys": frozen()})


def rules(rule, postmortem):
    """What the step of a rule points out."""
    return Interview(STEPS[rule.partition("/")[0]], postmortem).rules()


def said(*questions):
    """Questions that were answered with “-”."""
    return dict.fromkeys(questions, "not known")


BROKEN_AND_MENDED = [
    (
        "actions/only-weaker",
        made(causes={"a": A}, actions={"w": WEAK}),
        made(
            causes={"a": A},
            actions={"w": WEAK, "s": attrs.evolve(WEAK, strength=Strength.STRONGER)},
        ),
    ),
    (
        "actions/many-urgent",
        made(actions=URGENT),
        made(actions={**URGENT, "a0": attrs.evolve(URGENT["a0"], priority="P2")}),
    ),
    ("evidence/none", made(), made(evidence={"e": PIECE})),
    (
        "evidence/without-source",
        made(evidence={"e": attrs.evolve(PIECE, source="")}),
        made(evidence={"e": attrs.evolve(PIECE, source="", file="attachments/nodes.png")}),
    ),
    (
        "evidence/basis-not-said",
        made(evidence={"e": attrs.evolve(PIECE, basis=None)}),
        made(evidence={"e": PIECE}),
    ),
    ("report/summary-missing", made(), made(incident={"summary": "All nodes were killed."})),
    ("report/lessons-missing", made(), made(lessons={"l": SURPRISE})),
    (
        "report/nothing-went-well",
        made(lessons={"l": SURPRISE}),
        made(lessons={"l": SURPRISE, "w": GOOD}),
    ),
    ("analysis/no-problem", made(causes={"a": A}), made(causes={"a": A}, problem="a")),
    ("analysis/no-causes", behind(), behind(a=A)),
    ("analysis/one-cause", behind(a=A), behind(a=A, b=B)),
    (
        "analysis/one-method",
        behind(a=A, b=B),
        attrs.evolve(behind(a=A, b=B), notes=frozen({"five-whys": {}, "fishbone": {}})),
    ),
    ("incident/impact-missing", made(), made(impacts={"i": ROW})),
    (
        "incident/impact-without-value",
        made(impacts={"i": ROW}),
        made(impacts={"i": attrs.evolve(ROW, value=UNKNOWN)}),
    ),
]


@pytest.mark.parametrize(("rule", "broken", "mended"), BROKEN_AND_MENDED)
def test_a_rule_speaks_until_it_is_mended(rule, broken, mended):
    """Once about what breaks it, and not at all about what was mended."""
    assert rules(rule, broken).count(rule) == 1
    assert rule not in rules(rule, mended)


@pytest.mark.parametrize(
    ("rule", "broken", "answered"),
    [
        ("evidence/none", made(), ["evidence/more"]),
        (
            "evidence/without-source",
            made(evidence={"e": attrs.evolve(PIECE, source="")}),
            ["evidence/source/e"],
        ),
        (
            "evidence/basis-not-said",
            made(evidence={"e": attrs.evolve(PIECE, basis=None)}),
            ["evidence/basis/e"],
        ),
        (
            "report/lessons-missing",
            made(),
            [f"report/lesson/{kind}" for kind in LessonKind],
        ),
        (
            "report/nothing-went-well",
            made(lessons={"l": SURPRISE}),
            ["report/lesson/went-well"],
        ),
        ("report/question-open", made(questions={"q": OPEN}), ["report/question/q"]),
        ("incident/impact-missing", made(), ["incident/impact"]),
    ],
)
def test_a_rule_takes_nothing_for_an_answer(rule, broken, answered):
    """Whoever has said that there is none is not asked for it; until the last one it is."""
    postmortem = broken
    for question in answered:
        assert rule in rules(rule, postmortem)
        talk = Interview(STEPS[rule.partition("/")[0]], postmortem)
        postmortem = talk.type("-", talk.question(question)).postmortem
    assert rule not in rules(rule, postmortem)


def test_a_near_miss_hurts_nobody():
    """Only an incident has an impact to be counted."""
    postmortem = made(incident={"kind": Kind.NEAR_MISS})
    assert "incident/impact-missing" not in rules("incident/impact-missing", postmortem)


def test_causes_that_were_ruled_out_are_no_causes():
    """With none left standing nothing says how it came about; with one left, it stands alone."""
    assert rules("analysis/no-causes", behind(a=GONE, b=GONE)) == ["analysis/no-causes"]
    assert "analysis/one-cause" in rules("analysis/one-cause", behind(a=A, b=GONE))


def test_what_is_behind_a_ruled_out_cause_is_not_asked_about():
    """The ruled-out cause itself may be judged anew; what was to explain it has come to nothing."""
    gone = attrs.evolve(GONE, because=("deeper",))
    talk = Interview(STEPS["analysis"], behind(a=gone, b=B, deeper=Cause(text="A switch failed")))
    assert talk.ids == ["analysis/problem", "analysis/status/a", "analysis/status/b"]
