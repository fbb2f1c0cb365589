"""Expressions and groups of common cause as a model file writes them."""

from __future__ import annotations

import math
from collections.abc import Callable

from rcakit_fault_tree.common_cause import Group, Sharing
from rcakit_fault_tree.expressions import Call, Expression, Name, Number
from rcakit_fault_tree.expressions.functions import FUNCTIONS
from rcakit_fault_tree.expressions.tree import MISSION_TIME
from rcakit_fault_tree.mef.definitions import WrongModel
from rcakit_fault_tree.mef.elements import Element

TO_NAMES = {"Weibull": "weibull", "GLM": "glm"}
"""Elements whose function has another name; "-deviate" is left out of all names."""
_SHARING = {
    "beta-factor": Sharing.BETA,
    "MGL": Sharing.MGL,
    "alpha-factor": Sharing.ALPHA,
    "phi-factor": Sharing.PHI,
}
_TRUTH = {"true": 1.0, "false": 0.0}
DEEPEST = 90

Meaning = Callable[[str, int], str]
"""From the name of a parameter, and the line it is used in, to the name it has in the model."""


def expression(element: Element, meaning: Meaning, depth: int = 0) -> Expression:
    """The expression an element is.

    Raises:
        WrongModel: It is none; says at which line.
    """
    if depth > DEEPEST:
        raise WrongModel(element.line, f"An expression is nested more than {DEEPEST} deep.")
    tag = element.tag
    if tag in ("float", "int"):
        return Number(_number(element))
    if tag == "bool":
        return Number(_truth(element))
    if tag == "parameter":
        return Name(meaning(element.attributes.get("name", ""), element.line))
    if tag == "system-mission-time":
        return Name(MISSION_TIME)
    if tag == "switch":
        return _switch(element, meaning, depth)
    name = TO_NAMES.get(tag, tag.removesuffix("-deviate"))
    function = FUNCTIONS.get(name)
    if function is None:
        raise WrongModel(element.line, f"<{tag}> is no expression that is read.")
    if tag == "histogram":
        args = _bins(element, meaning, depth)
    else:
        args = tuple(expression(part, meaning, depth + 1) for part in element.parts())
    if len(args) < function.fewest or (function.most is not None and len(args) > function.most):
        raise WrongModel(
            element.line, f"<{tag}> cannot have {len(args)} argument{'s' * (len(args) != 1)}."
        )
    return Call(name, args)


def _bins(element: Element, meaning: Meaning, depth: int) -> tuple[Expression, ...]:
    """A lower bound, then the upper bound and the weight of each bin."""
    args: list[Expression] = []
    for part in element.parts():
        inside = part.parts() if part.tag == "bin" else [part]
        args += [expression(one, meaning, depth + 1) for one in inside]
    return tuple(args)


def _switch(element: Element, meaning: Meaning, depth: int) -> Expression:
    """The value of the first case that is so, else the last one."""
    *cases, last = element.parts() or [element]
    if last.tag in ("case", "switch") or any(case.tag != "case" for case in cases):
        raise WrongModel(element.line, "A <switch> wants cases, then a value for all others.")
    found = expression(last, meaning, depth + 1)
    for case in reversed(cases):
        inside = case.parts()
        if len(inside) != 2:
            raise WrongModel(case.line, "A <case> wants a condition and a value.")
        when, value = (expression(part, meaning, depth + 1) for part in inside)
        found = Call("ite", (when, value, found))
    return found


def _number(element: Element) -> float:
    said = element.attributes.get("value", "")
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise WrongModel(element.line, f"“{said[:40]}” is no number.")
    return value


def _truth(element: Element) -> float:
    said = element.attributes.get("value", "")
    if said not in _TRUTH:
        raise WrongModel(element.line, f"“{said[:40]}” is neither true nor false.")
    return _TRUTH[said]


def truth(element: Element) -> bool:
    """The truth value of a <constant>.

    Raises:
        WrongModel: It is neither true nor false.
    """
    return _truth(element) > 0.0


def group(element: Element, members: tuple[str, ...], meaning: Meaning) -> Group:
    """The group of common cause an element defines, with its members as named in the model.

    Raises:
        WrongModel: It lacks something, or has what it should not.
    """
    kind = element.attributes.get("model", "")
    if kind not in _SHARING:
        raise WrongModel(element.line, f"“{kind[:40]}” is no model of common cause that is read.")
    distribution = element.child("distribution")
    inside = distribution.parts() if distribution is not None else []
    if len(inside) != 1:
        raise WrongModel(element.line, "A group of common cause wants one <distribution>.")
    listed = element.child("factors")
    factors = listed.parts() if listed is not None else []
    factors += [part for part in element.parts() if part.tag == "factor"]
    found: dict[int, Expression] = {}
    first = 2 if kind in ("MGL", "beta-factor") else 1
    for place, factor in enumerate(factors):
        said = factor.attributes.get("level")
        try:
            level = int(said) if said is not None else first + place
        except ValueError:
            raise WrongModel(factor.line, f"“{str(said)[:40]}” is no level.") from None
        values = factor.parts()
        if len(values) != 1:
            raise WrongModel(factor.line, "A <factor> wants one value.")
        if level in found:
            raise WrongModel(factor.line, f"There is a second factor of level {level}.")
        found[level] = expression(values[0], meaning)
    return Group(_SHARING[kind], members, expression(inside[0], meaning), found)
