"""Every function an expression may call: how many arguments it takes, and what it gives.

`mean` is what a single number is needed for; `draw` is one trial of a Monte Carlo run, and is the
same for a function that is certain given its arguments.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

import attrs

from rcakit_fault_tree.expressions import deviates, models

Values = Sequence[float]


@attrs.frozen
class Function:
    """A function by its name.

    Attributes:
        fewest, most: How many arguments it takes; `most` is None for any number.
        mean: Its value from those of its arguments.
        draw: Its value in one trial; None where that is the same.
        fault: What is wrong with arguments, in words; "" where nothing is.
    """

    fewest: int
    most: int | None
    mean: Callable[[Values], float]
    draw: Callable[[Values, Random], float] | None = None
    fault: Callable[[Values], str] = lambda _values: ""


def _spread(function: Callable[..., float]) -> Callable[[Values], float]:
    return lambda values: function(*values)


def _positive(*places: int) -> Callable[[Values], str]:
    def fault(values: Values) -> str:
        wrong = [str(place + 1) for place in places if not values[place] > 0.0]
        return f"argument {' and '.join(wrong)} must be greater than 0" if wrong else ""

    return fault


def _not_negative(values: Values) -> str:
    return "an argument is negative" if any(value < 0.0 for value in values) else ""


def _rising(values: Values) -> str:
    return "" if values[0] < values[1] else "the lower bound must be below the upper one"


def _histogram(values: Values) -> tuple[Values, Values]:
    """Bounds and weights out of b0, b1, w1, b2, w2, ..."""
    return (values[0], *values[1::2]), values[2::2]


def _histogram_fault(values: Values) -> str:
    if len(values) % 2 == 0:
        return "it takes a first bound, then the upper bound and the weight of each bin"
    bounds, weights = _histogram(values)
    if any(low >= high for low, high in pairwise(bounds)):
        return "its bounds must rise"
    if any(weight < 0.0 for weight in weights) or not math.fsum(weights) > 0.0:
        return "its weights must not be negative, and not all 0"
    return ""


def _lognormal(values: Values) -> tuple[float, float]:
    """Mu and sigma; with three arguments they are the mean, the error factor and its level."""
    return (values[0], values[1]) if len(values) == 2 else deviates.lognormal_shape(*values)


def _lognormal_fault(values: Values) -> str:
    if len(values) == 2:
        return _positive(1)(values)
    if not values[0] > 0.0 or not values[1] > 1.0:
        return "the mean must be greater than 0 and the error factor greater than 1"
    return "" if 0.5 < values[2] < 1.0 else "the level must lie between 0.5 and 1"


def _periodic_test(values: Values) -> float:
    if len(values) == 4:
        return models.repaired_at_tests(*values)
    return models.repaired_after_tests(*values)


def _lognormal_mean(values: Values) -> float:
    mu, sigma = _lognormal(values)
    return math.exp(mu + sigma * sigma / 2.0)


FUNCTIONS = {
    "exponential": Function(2, 2, _spread(models.exponential), fault=_not_negative),
    "glm": Function(4, 4, _spread(models.glm), fault=_not_negative),
    "weibull": Function(4, 4, _spread(models.weibull), fault=_positive(0, 1)),
    "periodic-test": Function(4, 5, _periodic_test, fault=_not_negative),
    "uniform": Function(
        2,
        2,
        lambda v: (v[0] + v[1]) / 2.0,
        lambda v, random: random.uniform(v[0], v[1]),
        _rising,
    ),
    "normal": Function(
        2, 2, lambda v: v[0], lambda v, random: random.gauss(v[0], v[1]), _positive(1)
    ),
    "lognormal": Function(
        2,
        3,
        _lognormal_mean,
        lambda v, random: random.lognormvariate(*_lognormal(v)),
        _lognormal_fault,
    ),
    "gamma": Function(
        2,
        2,
        lambda v: v[0] * v[1],
        lambda v, random: random.gammavariate(v[0], v[1]),
        _positive(0, 1),
    ),
    "beta": Function(
        2,
        2,
        lambda v: v[0] / (v[0] + v[1]),
        lambda v, random: random.betavariate(v[0], v[1]),
        _positive(0, 1),
    ),
    "histogram": Function(
        3,
        None,
        lambda v: deviates.histogram_mean(*_histogram(v)),
        lambda v, random: deviates.histogram_draw(*_histogram(v), random),
        _histogram_fault,
    ),
    "neg": Function(1, 1, lambda v: -v[0]),
    "add": Function(1, None, math.fsum),
    "sub": Function(1, None, lambda v: v[0] - math.fsum(v[1:])),
    "mul": Function(1, None, math.prod),
    "div": Function(1, None, lambda v: v[0] / math.prod(v[1:])),
    "pow": Function(2, 2, lambda v: math.pow(v[0], v[1])),
    "mod": Function(2, 2, lambda v: math.fmod(v[0], v[1])),
    "mean": Function(1, None, lambda v: math.fsum(v) / len(v)),
    "min": Function(1, None, min),
    "max": Function(1, None, max),
    "abs": Function(1, 1, lambda v: abs(v[0])),
    "exp": Function(1, 1, lambda v: math.exp(v[0])),
    "log": Function(1, 1, lambda v: math.log(v[0])),
    "log10": Function(1, 1, lambda v: math.log10(v[0])),
    "sqrt": Function(1, 1, lambda v: math.sqrt(v[0])),
    "ceil": Function(1, 1, lambda v: float(math.ceil(v[0]))),
    "floor": Function(1, 1, lambda v: float(math.floor(v[0]))),
    "sin": Function(1, 1, lambda v: math.sin(v[0])),
    "cos": Function(1, 1, lambda v: math.cos(v[0])),
    "tan": Function(1, 1, lambda v: math.tan(v[0])),
    "asin": Function(1, 1, lambda v: math.asin(v[0])),
    "acos": Function(1, 1, lambda v: math.acos(v[0])),
    "atan": Function(1, 1, lambda v: math.atan(v[0])),
    "sinh": Function(1, 1, lambda v: math.sinh(v[0])),
    "cosh": Function(1, 1, lambda v: math.cosh(v[0])),
    "tanh": Function(1, 1, lambda v: math.tanh(v[0])),
    "pi": Function(0, 0, lambda _v: math.pi),
    "not": Function(1, 1, lambda v: float(not v[0])),
    "and": Function(1, None, lambda v: float(all(v))),
    "or": Function(1, None, lambda v: float(any(v))),
    "eq": Function(2, 2, lambda v: float(v[0] == v[1])),
    "df": Function(2, 2, lambda v: float(v[0] != v[1])),
    "lt": Function(2, 2, lambda v: float(v[0] < v[1])),
    "gt": Function(2, 2, lambda v: float(v[0] > v[1])),
    "leq": Function(2, 2, lambda v: float(v[0] <= v[1])),
    "geq": Function(2, 2, lambda v: float(v[0] >= v[1])),
    "ite": Function(3, 3, lambda v: v[1] if v[0] else v[2]),
}
"""By the names of the Open-PSA format in small letters, "-deviate" left out."""

UNCERTAIN = frozenset(name for name, function in FUNCTIONS.items() if function.draw is not None)
"""The functions whose value differs from trial to trial."""
