"""Expressions: written and read, failure models, uncertain values."""

from __future__ import annotations

import math
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit_fault_tree.expressions import Call, Circle, Model, Name, Number, Unknown, WrongValue
from rcakit_fault_tree.expressions.functions import FUNCTIONS, UNCERTAIN
from rcakit_fault_tree.expressions.written import DEEPEST, NotAnExpression, read, write

NAMES = st.from_regex(r"[a-z][a-z0-9_.-]{0,8}", fullmatch=True) | st.sampled_from(
    ["a b", "2x", "ü (1)"]
)
NUMBERS = st.floats(-1e12, 1e12).map(Number)
EXPRESSIONS = st.recursive(
    NUMBERS | NAMES.map(Name),
    lambda inner: st.builds(
        Call, st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=20,
)


@given(EXPRESSIONS)
def test_what_is_written_reads_back(expression):
    """The same expression, to the last digit and whatever names are like."""
    assert read(write(expression)) == expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2 ^ 2", -4.0),
        ("1 - 2 - 3", -4.0),
        ("8 / 4 / 2", 1.0),
        ("rate-a * 2", 6.0),
        ("rate-a - 2", 1.0),
        ("max(1, 2e-1, rate-a)", 3.0),
        ("pi()", math.pi),
        ("mission-time / 2", 50.0),
        ("ite(lt(1, 2), 5, 6)", 5.0),
    ],
)
def test_values(text, value):
    """Precedence as everybody knows it; names may hold a hyphen."""
    model = Model({"rate-a": Number(3.0)}, mission_time=100.0)
    assert model.mean(read(text)) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "column 1 the text ends"),
        ("1 +", "column 4 the text ends"),
        ("exponential(1, 2", "a “)” is wanted"),
        ("1 2", "“2” at column 3 is not expected"),
        ("1 $ 2", "“$ 2” at column 2 is not clear"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "nested more than"),
    ],
)
def test_what_is_no_expression_says_where(text, said):
    """The column, and what is wanted there."""
    with pytest.raises(
        NotAnExpression, match=said.replace("(", r"\(").replace(")", r"\)").replace("$", r"\$")
    ):
        read(text)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("exponential(1)", WrongValue, "it takes 2 arguments, not 1"),
        ("histogram(0, 1)", WrongValue, "3 or more"),
        ("log(0)", WrongValue, "has no value"),
        ("1 / 0", WrongValue, "has no value"),
        ("exp(1e6)", WrongValue, "has no value"),
        ("uniform(2, 1)", WrongValue, "lower bound"),
        ("lognormal(1e-3, 1, 0.95)", WrongValue, "error factor"),
        ("nothing", Unknown, "no parameter nothing"),
        ("magic(1)", Unknown, "no function magic"),
        ("a + 1", Circle, "defined by itself"),
    ],
)
def test_what_has_no_value_says_why(text, error, said):
    """One sentence, and no exception of arithmetic."""
    model = Model({"a": read("b * 2"), "b": read("a")})
    with pytest.raises(error, match=said):
        model.mean(read(text))


def _chain(rate, repair, time, steps=200_000):
    """The three-state chain of a periodically tested component, step by step."""
    working, failed, repairing = 1.0, 0.0, 0.0
    step = time / steps
    between, next_test = 100.0, 60.0
    for index in range(steps):
        now = index * step
        if now >= next_test - step / 2 and next_test < time:
            repairing, failed = repairing + failed, 0.0
            next_test += between
        fails, back = working * rate * step, repairing * repair * step
        working, failed, repairing = working - fails + back, failed + fails, repairing - back
    return 1.0 - working


def test_a_component_that_is_tested_and_then_repaired():
    """The closed form against the chain followed in small steps, also with equal rates."""
    for rate, repair in ((1e-3, 5e-2), (2e-3, 2e-3), (5e-3, 1e-4)):
        exact = Model().mean(read(f"periodic-test({rate}, {repair}, 100, 60, 730)"))
        assert exact == pytest.approx(_chain(rate, repair, 730.0), rel=2e-3)


def test_failure_models():
    """Values worked out by hand."""
    model = Model(mission_time=1000.0)
    assert model.mean(read("exponential(1e-4, mission-time)")) == pytest.approx(1 - math.exp(-0.1))
    assert model.mean(read("exponential(1e-12, 1)")) == pytest.approx(1e-12, rel=1e-9)
    assert model.mean(read("weibull(1000, 2, 0, mission-time)")) == pytest.approx(1 - math.exp(-1))
    assert model.mean(read("weibull(1000, 2, 2000, mission-time)")) == 0.0
    assert model.mean(read("glm(0.01, 1e-3, 0, 0)")) == pytest.approx(0.01)
    assert model.mean(read("glm(0, 1e-3, 1e-1, 1e6)")) == pytest.approx(1e-3 / (1e-3 + 1e-1))
    assert model.mean(read("periodic-test(1e-3, 100, 50, 30)")) == pytest.approx(
        1 - math.exp(-0.03)
    )
    assert model.mean(read("periodic-test(1e-3, 100, 50, 280)")) == pytest.approx(
        1 - math.exp(-0.03)
    )
    assert model.mean(read("periodic-test(1e-3, 100, 50, 250)")) == pytest.approx(
        1 - math.exp(-0.1)
    )


@pytest.mark.parametrize(
    "text",
    [
        "uniform(0.1, 0.4)",
        "normal(3, 0.5)",
        "lognormal(1e-3, 3, 0.95)",
        "lognormal(-2, 0.5)",
        "gamma(2, 0.1)",
        "beta(2, 5)",
        "histogram(0, 1, 2, 3, 1)",
    ],
)
def test_draws_have_the_mean_that_is_reckoned_with(text):
    """20,000 seeded draws come within four standard errors of the mean."""
    random = Random(7)
    expression = read(text)
    assert Model().uncertain(expression)
    draws = [Model().trial(random)(expression) for _ in range(20_000)]
    mean = fmean(draws)
    error = math.sqrt(fmean((one - mean) ** 2 for one in draws) / len(draws))
    assert abs(mean - Model().mean(expression)) < 4 * error


def test_the_error_factor_is_the_ratio_of_quantiles():
    """The 95 % quantile is three times the median."""
    random = Random(3)
    draws = sorted(Model().trial(random)(read("lognormal(1e-3, 3, 0.95)")) for _ in range(40_000))
    assert draws[38_000] / draws[20_000] == pytest.approx(3.0, rel=0.05)


def test_a_parameter_has_one_value_in_a_trial():
    """Two events that share a rate fail together in a trial."""
    model = Model({"rate": read("uniform(0, 1)")})
    trial = model.trial(Random(1))
    assert trial(read("rate")) == trial(read("rate")) == trial(read("rate * 1"))
    assert model.uncertain(read("rate + 1"))
    assert not model.uncertain(read("1 + mission-time"))
    assert {"uniform", "normal", "lognormal", "gamma", "beta", "histogram"} == UNCERTAIN
