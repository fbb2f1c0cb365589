"""Networks with published answers, and the traps they hold.

The numbers are those of the sources named; expected values were worked out by trying every state.
"""

from __future__ import annotations

from itertools import product
from math import log2

import pytest

from rcakit import Postmortem, model
from rcakit_bayes_net.expansion import chance
from rcakit_bayes_net.method import BayesNet
from rcakit_bayes_net.net import Join, Number

BN = BayesNet()
T, F = "T", "F"


def row(so):
    """Both states of something that is so with a probability."""
    return (so, 1.0 - so)


NETS = {
    # K. Murphy, A Brief Introduction to Graphical Models (1998)
    "sprinkler": {
        "cloudy": ((), (0.5,)),
        "sprinkler": (("cloudy",), (0.1, 0.5)),
        "rain": (("cloudy",), (0.8, 0.2)),
        "wet": (("sprinkler", "rain"), (0.99, 0.9, 0.9, 0.0)),
    },
    # S. Russell and P. Norvig, Artificial Intelligence: A Modern Approach, after J. Pearl
    "alarm": {
        "burglary": ((), (0.001,)),
        "earthquake": ((), (0.002,)),
        "alarm": (("burglary", "earthquake"), (0.95, 0.94, 0.29, 0.001)),
        "john": (("alarm",), (0.9, 0.05)),
        "mary": (("alarm",), (0.7, 0.01)),
    },
    # Lauritzen and Spiegelhalter, Local computations with probabilities, 1988
    "asia": {
        "asia": ((), (0.01,)),
        "smoker": ((), (0.5,)),
        "tub": (("asia",), (0.05, 0.01)),
        "lung": (("smoker",), (0.1, 0.01)),
        "bronc": (("smoker",), (0.6, 0.3)),
        "either": (("tub", "lung"), (1.0, 1.0, 1.0, 0.0)),
        "xray": (("either",), (0.98, 0.05)),
        "dysp": (("either", "bronc"), (0.9, 0.7, 0.8, 0.1)),
    },
    # K. Korb and A. Nicholson, Bayesian Artificial Intelligence, 2.2
    "cancer": {
        "pollution": ((), (0.1,)),
        "smoker": ((), (0.3,)),
        "cancer": (("pollution", "smoker"), (0.05, 0.02, 0.03, 0.001)),
        "xray": (("cancer",), (0.9, 0.2)),
        "dysp": (("cancer",), (0.65, 0.3)),
    },
    # D. Eddy, 1982: one in a hundred has it, four in five of them test positive
    "mammogram": {"cancer": ((), (0.01,)), "positive": (("cancer",), (0.8, 0.096))},
}
STUDENT = {
    # D. Koller and N. Friedman, Probabilistic Graphical Models (2009), figure 3.4
    "d": (("d0", "d1"), (), ((0.6, 0.4),)),
    "i": (("i0", "i1"), (), ((0.7, 0.3),)),
    "g": (
        ("g1", "g2", "g3"),
        ("i", "d"),
        ((0.3, 0.4, 0.3), (0.05, 0.25, 0.7), (0.9, 0.08, 0.02), (0.5, 0.3, 0.2)),
    ),
    "s": (("s0", "s1"), ("i",), ((0.95, 0.05), (0.2, 0.8))),
    "l": (("l0", "l1"), ("g",), ((0.1, 0.9), (0.4, 0.6), (0.99, 0.01))),
}


def entropy(chance):
    """That of something that is so with a probability, in bits."""
    return -sum(value * log2(value) for value in (chance, 1.0 - chance) if value)


def full(net):
    """A network of true and false ones with states and rows written out."""
    return {
        name: ((T, F), given, tuple(row(so) for so in rows)) for name, (given, rows) in net.items()
    }


def postmortem_of(net, observed):
    """Causes with full tables, and what was observed, as the files would have it."""
    notes = {
        "states": {name: list(states) for name, (states, _, _) in net.items()},
        "table": {
            name: {"given": list(given), "rows": [list(one) for one in rows], "who": "the source"}
            for name, (_, given, rows) in net.items()
        },
        "observed": observed,
    }
    causes = {name: model.Cause(text=name, because=given) for name, (_, given, _) in net.items()}
    return Postmortem(
        incident=model.Incident(title="A network"),
        causes=model.frozen(causes),
        notes=model.frozen({"bayes-net": model.table(notes)}),
    )


def tables_of(net, observed):
    """All tables by name."""
    postmortem = postmortem_of(net, observed)
    found = BN.tables(postmortem, BN.read_notes(postmortem))
    return {table.name: table for table in found}


def posterior(net, observed, name, state):
    """One cell of the first table, by its keys."""
    table = tables_of(net, observed)["posterior"]
    assert [column.name for column in table.columns[:4]] == ["cause", "state", "prior", "posterior"]
    ((_, _, _, found, *_),) = [line for line in table.rows if line[:2] == (name, state)]
    return found


@pytest.mark.parametrize(
    ("net", "observed", "name", "expected"),
    [
        ("sprinkler", {}, "wet", 0.6471),
        ("sprinkler", {"wet": T}, "sprinkler", 0.42976356050069536),
        ("sprinkler", {"wet": T}, "rain", 0.7079276773296245),
        ("sprinkler", {"wet": T, "rain": T}, "sprinkler", 0.1944990176817289),
        ("sprinkler", {"sprinkler": T}, "rain", 0.3),
        ("sprinkler", {"wet": F, "sprinkler": T}, "rain", 0.04109589041095895),
        ("alarm", {"john": T, "mary": T}, "burglary", 0.2841718353643929),
        ("alarm", {"john": T, "mary": T}, "earthquake", 0.17606683840507922),
        ("alarm", {"john": T, "mary": T}, "alarm", 0.7606920388631075),
        ("alarm", {"john": T}, "burglary", 0.016283729946769934),
        ("alarm", {"alarm": T}, "burglary", 0.373551228281836),
        ("alarm", {"alarm": T, "earthquake": T}, "burglary", 0.0032684235876969656),
        ("asia", {}, "tub", 0.0104),
        ("asia", {}, "lung", 0.055),
        ("asia", {}, "bronc", 0.45),
        ("asia", {}, "either", 0.064828),
        ("asia", {}, "xray", 0.11029004),
        ("asia", {}, "dysp", 0.4359706),
        ("asia", {"asia": T, "dysp": T}, "tub", 0.0877509649829219),
        ("asia", {"asia": T, "dysp": T}, "lung", 0.09952514509455446),
        ("asia", {"asia": T, "dysp": T}, "bronc", 0.8114020715892365),
        ("asia", {"smoker": T, "xray": T}, "lung", 0.6459914254525894),
        ("asia", {"asia": T, "xray": T, "dysp": T}, "tub", 0.39171172000757937),
        ("asia", {"either": F, "xray": T}, "tub", 0.0),
        ("cancer", {}, "cancer", 0.01163),
        ("cancer", {"dysp": T}, "cancer", 0.02486101085110196),
        ("cancer", {"smoker": T}, "cancer", 0.032),
        ("cancer", {"smoker": T, "dysp": T}, "cancer", 0.06683804627249357),
        ("cancer", {"dysp": T}, "pollution", 0.10199937185619781),
        ("cancer", {"cancer": T}, "pollution", 0.2493551160791058),
        ("cancer", {"dysp": T}, "smoker", 0.30703405953553536),
        ("cancer", {"cancer": T}, "smoker", 0.8254514187446259),
        ("cancer", {}, "xray", 0.208141),
        ("cancer", {"dysp": T}, "xray", 0.21740270759577138),
        ("cancer", {}, "dysp", 0.3040705),
        ("mammogram", {"positive": T}, "cancer", 0.07763975155279504),
    ],
)
def test_of_true_and_false_ones(net, observed, name, expected):
    """The posterior of each query, to nine digits."""
    found = posterior(full(NETS[net]), observed, name, T)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("observed", "name", "state", "expected"),
    [
        ({}, "l", "l1", 0.502336),
        ({"i": "i0"}, "l", "l1", 0.3886),
        ({"i": "i0", "d": "d0"}, "l", "l1", 0.513),
        ({"g": "g3"}, "i", "i1", 0.07894736842105264),
        ({"g": "g3"}, "d", "d1", 0.6292906178489701),
        ({"l": "l0"}, "i", "i1", 0.14002218364197536),
        ({"l": "l0", "g": "g3"}, "i", "i1", 0.07894736842105264),
        ({"g": "g3", "s": "s1"}, "i", "i1", 0.5783132530120483),
        ({"g": "g3", "s": "s1"}, "d", "d1", 0.7595599790466213),
        ({"g": "g3", "d": "d1"}, "i", "i1", 0.10909090909090914),
        ({"g": "g2"}, "i", "i1", 0.1747572815533981),
        ({"g": "g2", "d": "d1"}, "i", "i1", 0.339622641509434),
    ],
)
def test_the_student_with_three_grades(observed, name, state, expected):
    """A variable of three states between two of two."""
    found = posterior(STUDENT, observed, name, state)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("so", "expected"),
    [
        ((True, True, True), 0.988),
        ((True, True, False), 0.88),
        ((True, False, True), 0.94),
        ((True, False, False), 0.4),
        ((False, True, True), 0.98),
        ((False, True, False), 0.8),
        ((False, False, True), 0.9),
        ((False, False, False), 0.0),
    ],
)
def test_the_fever_by_noisy_or(so, expected):
    """Cold, flu and malaria with inhibitions .6, .2 and .1, and no leak."""
    strengths = (Number(0.4), Number(0.8), Number(0.9))
    fever = Join(model.Gate.ANY, 1, ("cold", "flu", "malaria"), strengths, Number(1.0), Number(0.0))
    assert chance(fever, so) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_evidence_that_cannot_be_is_an_error_and_no_number():
    """Tuberculosis without either: no NaN, but a sentence with the two, and a finding."""
    net, observed = full(NETS["asia"]), {"tub": T, "either": F, "smoker": T}
    tables = tables_of(net, observed)
    assert list(tables) == ["posterior"]
    assert not tables["posterior"].rows
    note = tables["posterior"].note
    assert "cannot all be so" in note
    assert "“tub”" in note
    assert "“either”" in note
    assert "“smoker”" not in note
    postmortem = postmortem_of(net, observed)
    (error,) = [
        one
        for one in BN.findings(postmortem, BN.read_notes(postmortem))
        if one.rule == "bayes-net/contradiction"
    ]
    assert error.severity == "error"
    assert set(error.about) == {"tub", "either"}


def test_explaining_away_shows_in_what_moved():
    """Hearing of the earthquake takes the burglary back down."""
    table = tables_of(full(NETS["alarm"]), {"alarm": T, "earthquake": T})["moved"]
    moved = {(line[0], line[1]): line[3:] for line in table.rows}
    without, with_it, bits = moved["“earthquake” is taken as seen: it is “T”", "burglary"]
    assert without == pytest.approx(0.373551228281836, rel=1e-9)
    assert with_it == pytest.approx(0.0032684235876969656, rel=1e-9)
    assert bits < -7


def test_what_might_have_been_is_refused_where_tables_have_chances():
    """By a table nobody knows how an effect came about, only how often; that is said."""
    postmortem = postmortem_of(full(NETS["alarm"]), {"burglary": T})
    from rcakit.change import SetProblem

    postmortem = SetProblem("john")(postmortem)
    found = {table.name: table for table in BN.tables(postmortem, BN.read_notes(postmortem))}
    table = found["counterfactual"]
    assert all(line[2] is None for line in table.rows)
    assert "comes about by a table" in table.note
    assert "comes about by a table" in table.meaning(0, 2).words


def test_a_check_of_the_three_grades_by_hand():
    """Knowing the grade: H(d) + H(i) less what is left of them, over the three answers."""
    table = tables_of(STUDENT, {})["checks"]
    gain = next(line[1] for line in table.rows if line[0] == "g")
    intelligent, hard = 0.3, 0.4
    left = grades = 0.0
    rows = STUDENT["g"][2]
    for grade in range(3):
        joint = {
            (i, d): (intelligent if i else 0.7) * (hard if d else 0.6) * rows[2 * i + d][grade]
            for i in (0, 1)
            for d in (0, 1)
        }
        total = sum(joint.values())
        grades += total
        for place in (0, 1):
            so = sum(chance for key, chance in joint.items() if key[place]) / total
            left += total * entropy(so)
    assert grades == pytest.approx(1.0)
    assert gain == pytest.approx(entropy(intelligent) + entropy(hard) - left, rel=1e-9)


def test_the_best_story_of_the_student():
    """Of all five variables together, by trying every state."""
    best, states = 0.0, ()
    names = ("d", "i", "g", "s", "l")
    for world in product(*(range(len(STUDENT[name][0])) for name in names)):
        d, i, g, s, letter = world
        chance_of = (0.6, 0.4)[d] * (0.7, 0.3)[i] * STUDENT["g"][2][2 * i + d][g]
        chance_of *= STUDENT["s"][2][i][s] * STUDENT["l"][2][g][letter]
        if letter == 1 and chance_of > best:
            best, states = chance_of, world
    table = tables_of(STUDENT, {"l": "l1"})["explanation"]
    expected = {name: STUDENT[name][0][state] for name, state in zip(names, states, strict=True)}
    assert {line[0]: line[1] for line in table.rows} == expected
    assert f"{best / 0.502336 * 100:.3g} %" in table.note
