"""Failure models: the probability that a component is down at a time, from its rates.

Rates are per unit of time; which unit does not matter, as long as rates and times share it.
Names and order of the arguments are those of the Open-PSA Model Exchange Format 2.0d, 5.3.3.
"""

from __future__ import annotations

import math


def exponential(rate: float, time: float) -> float:
    """Fails at a constant rate and is not repaired: 1 - exp(-rate time)."""
    return -math.expm1(-rate * time)


def glm(on_demand: float, rate: float, repair: float, time: float) -> float:
    """Gamma-lambda-mu: may fail to start, then fails at a rate and is repaired at a rate.

    (rate - (rate - on_demand s) exp(-s time)) / s with s = rate + repair.
    """
    both = rate + repair
    if both == 0.0:
        return on_demand
    return (rate - (rate - on_demand * both) * math.exp(-both * time)) / both


def weibull(scale: float, shape: float, start: float, time: float) -> float:
    """1 - exp(-((time - start) / scale)^shape); nothing before `start`."""
    return 0.0 if time <= start else -math.expm1(-(((time - start) / scale) ** shape))


def repaired_at_tests(rate: float, between: float, first: float, time: float) -> float:
    """Fails unseen at a constant rate; each test puts it right at once.

    Args:
        rate: Of failure.
        between: Time from one test to the next.
        first: Time of the first test.
        time: When to look.
    """
    if time <= first:
        return exponential(rate, time)
    since = math.fmod(time - first, between)
    return exponential(rate, since if since > 0.0 else between)


def repaired_after_tests(
    rate: float, repair: float, between: float, first: float, time: float
) -> float:
    """Fails unseen at a constant rate; a test finds that, and repair begins and takes a while.

    Between tests a component that works fails, one in repair comes back and may fail again; a
    test sends what has failed into repair. The chain has three states, of which the shares of
    working and in repair are followed from test to test.
    """
    if time <= first:
        return exponential(rate, time)
    working = math.exp(-rate * first)
    tests, rest = divmod(time - first, between)
    for _ in range(int(tests)):
        working = _works(working, 1.0 - working, rate, repair, between)
    return 1.0 - _works(working, 1.0 - working, rate, repair, rest)


def _works(working: float, repairing: float, rate: float, repair: float, time: float) -> float:
    """The share that works after a time: what did not fail, and what came back and did not."""
    stays, waits = math.exp(-rate * time), math.exp(-repair * time)
    if math.isclose(rate, repair, rel_tol=1e-9):
        back = rate * time * stays
    else:
        back = repair * (waits - stays) / (rate - repair)
    return working * stays + repairing * back
