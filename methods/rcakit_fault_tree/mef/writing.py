"""A fault tree as an Open-PSA model file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from rcakit import model, text
from rcakit_fault_tree.common_cause import Group, Sharing
from rcakit_fault_tree.expressions import Expression, Name, Number
from rcakit_fault_tree.expressions.functions import UNCERTAIN
from rcakit_fault_tree.expressions.tree import MISSION_TIME
from rcakit_fault_tree.mef.elements import Element
from rcakit_fault_tree.tree import Branch, FaultTree

_TAGS = {
    model.Gate.ANY: "or",
    model.Gate.ALL: "and",
    model.Gate.AT_LEAST: "atleast",
    model.Gate.NOT: "not",
    model.Gate.XOR: "xor",
    model.Gate.NAND: "nand",
    model.Gate.NOR: "nor",
    model.Gate.IFF: "iff",
    model.Gate.IMPLY: "imply",
    model.Gate.INHIBIT: "and",
}
_SHARING = {
    Sharing.BETA: "beta-factor",
    Sharing.MGL: "MGL",
    Sharing.ALPHA: "alpha-factor",
    Sharing.PHI: "phi-factor",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FUNCTIONS = {"weibull": "Weibull", "glm": "GLM"}


def written(
    tree: FaultTree,
    title: str,
    names: Mapping[str, str],
    labels: Mapping[str, str],
    inner: Collection[str],
) -> str:
    """The file.

    Args:
        tree: What is written.
        title: The name of the fault tree.
        names: For gates and events that are called otherwise in the file, how.
        labels: What is said of each gate and event.
        inner: Gates that are written as formulas inside the formula they are part of.
    """
    root = Element("opsa-mef", 0, {})
    root.children = [_tree(tree, title, _Words(names, labels, frozenset(inner))), _data(tree)]
    return _HEAD + "".join(_lines(root))


def without(why: str) -> str:
    """A file that defines nothing, and says why in words that hold no hyphens side by side."""
    return f"{_HEAD}<!-- {why} -->\n<opsa-mef/>\n"


class _Words:
    """How gates and events are called, what is said of them, and which are written in place."""

    def __init__(
        self, names: Mapping[str, str], labels: Mapping[str, str], inner: Collection[str]
    ) -> None:
        self.names = names
        self.labels = labels
        self.inner = inner

    def defined(self, tag: str, name: str, *children: Element) -> Element:
        """The element that defines a gate or an event."""
        called = self.names.get(name, name)
        found = Element(tag, 0, {"name": called})
        said = text.one_line(self.labels.get(name, ""))
        if said and said != called:
            found.children.append(Element("label", 0, {}, words=[said]))
        found.children.extend(children)
        return found


def _tree(tree: FaultTree, title: str, words: _Words) -> Element:
    found = Element("define-fault-tree", 0, {"name": title})
    for name in tree.gates:
        if name not in words.inner:
            found.children.append(words.defined("define-gate", name, _formula(tree, name, words)))
    for name, given in tree.events.items():
        value = [] if given is None else [_expression(given)]
        found.children.append(words.defined("define-basic-event", name, *value))
    for name, truth in tree.houses.items():
        if name not in words.inner:
            found.children.append(words.defined("define-house-event", name, _constant(truth)))
    for name, group in tree.groups.items():
        found.children.append(_group(name, group, words))
    return found


def _formula(tree: FaultTree, name: str, words: _Words) -> Element:
    """The formula of a gate, with those that are written in place inside it."""
    top = _gate(tree.gates[name])
    stack = [(top, iter(tree.gates[name].args))]
    while stack:
        element, rest = stack[-1]
        for arg in rest:
            if arg not in words.inner:
                kind = "gate" if arg in tree.gates else _kind(tree, arg)
                element.children.append(Element(kind, 0, {"name": words.names.get(arg, arg)}))
            elif arg in tree.houses:
                element.children.append(_constant(tree.houses[arg]))
            else:
                element.children.append(_gate(tree.gates[arg]))
                stack.append((element.children[-1], iter(tree.gates[arg].args)))
                break
        else:
            stack.pop()
    return top


def _kind(tree: FaultTree, name: str) -> str:
    return "house-event" if name in tree.houses else "basic-event"


def _gate(branch: Branch) -> Element:
    found = Element(_TAGS[branch.gate], 0, {})
    if branch.gate is model.Gate.AT_LEAST:
        found.attributes = {"min": str(branch.needed)}
    return found


def _constant(truth: bool) -> Element:
    return Element("constant", 0, {"value": "true" if truth else "false"})


def _data(tree: FaultTree) -> Element:
    found = Element("model-data", 0, {})
    for name, given in tree.model.parameters.items():
        parameter = Element("define-parameter", 0, {"name": name})
        parameter.children = [_expression(given)]
        found.children.append(parameter)
    return found


def _group(name: str, group: Group, words: _Words) -> Element:
    found = Element("define-CCF-group", 0, {"name": name, "model": _SHARING[group.sharing]})
    members = Element("members", 0, {})
    members.children = [
        Element("basic-event", 0, {"name": words.names.get(member, member)})
        for member in group.members
    ]
    distribution = Element("distribution", 0, {})
    distribution.children = [_expression(group.probability)]
    factors = Element("factors", 0, {})
    for level, value in sorted(group.factors.items()):
        factor = Element("factor", 0, {"level": str(level)})
        factor.children = [_expression(value)]
        factors.children.append(factor)
    found.children = [members, distribution, factors]
    return found


def _expression(expression: Expression) -> Element:
    if isinstance(expression, Number):
        return Element("float", 0, {"value": repr(expression.value)})
    if isinstance(expression, Name):
        if expression.name == MISSION_TIME:
            return Element("system-mission-time", 0, {})
        return Element("parameter", 0, {"name": expression.name})
    tag = _FUNCTIONS.get(expression.function, expression.function)
    if expression.function in UNCERTAIN and expression.function != "histogram":
        tag += "-deviate"
    found = Element(tag, 0, {})
    args = [_expression(arg) for arg in expression.args]
    if expression.function == "histogram":
        found.children = [args[0], *_bins(args[1:])]
    else:
        found.children = args
    return found


def _bins(args: list[Element]) -> Iterator[Element]:
    for bound, weight in zip(args[::2], args[1::2], strict=True):
        found = Element("bin", 0, {})
        found.children = [bound, weight]
        yield found


def _lines(root: Element) -> Iterator[str]:
    """Every element on lines of its own, indented by how deep it lies."""
    stack: list[tuple[Element | str, int]] = [(root, 0)]
    while stack:
        one, depth = stack.pop()
        indent = "  " * depth
        if isinstance(one, str):
            yield f"{indent}</{one}>\n"
            continue
        said = "".join(
            f" {name}={quoteattr(text.one_line(value))}" for name, value in one.attributes.items()
        )
        if one.children:
            yield f"{indent}<{one.tag}{said}>\n"
            stack.append((one.tag, depth))
            stack.extend((child, depth + 1) for child in reversed(one.children))
        elif one.text:
            yield f"{indent}<{one.tag}{said}>{escape(text.one_line(one.text))}</{one.tag}>\n"
        else:
            yield f"{indent}<{one.tag}{said}/>\n"
