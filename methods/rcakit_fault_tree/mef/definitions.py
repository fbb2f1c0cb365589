"""What a model file defines, under which names, and what a name means where it is used.

A definition in a fault tree or a component has a path, "tree.component.name". It may be called by
its path from anywhere; by its bare name from its own container and those inside; and, where it is
public, by its bare name from everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import attrs

from rcakit_fault_tree.mef.elements import Element


class Kind(Enum):
    """What a definition defines; gates and events share their names, parameters have others."""

    GATE = "define-gate"
    BASIC_EVENT = "define-basic-event"
    HOUSE_EVENT = "define-house-event"
    PARAMETER = "define-parameter"
    GROUP = "define-CCF-group"


CONTAINERS = ("define-fault-tree", "define-component")
_EVENTS = frozenset({Kind.GATE, Kind.BASIC_EVENT, Kind.HOUSE_EVENT})


class WrongModel(Exception):
    """Something in a model that cannot be; says what, and at which line."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


@attrs.frozen(eq=False)
class Definition:
    """One definition.

    Attributes:
        kind: What it defines.
        name: Its own name.
        path: The names of the containers it is in, from outside in.
        public: Whether its bare name means it everywhere.
        element: The element that defines it.
    """

    kind: Kind
    name: str
    path: tuple[str, ...]
    public: bool
    element: Element

    @property
    def full(self) -> str:
        """The name with its path."""
        return ".".join((*self.path, self.name))


@attrs.define
class Definitions:
    """All definitions of a model, and what names mean.

    Attributes:
        listed: Every definition in the order of the file.
        passed_over: Elements that are not read, such as event trees.
        faults: What cannot be, with its line.
    """

    listed: list[Definition] = attrs.field(factory=list)
    passed_over: list[Element] = attrs.field(factory=list)
    faults: list[WrongModel] = attrs.field(factory=list)
    _by_path: dict[tuple[bool, str], Definition] = attrs.field(factory=dict)
    _public: dict[tuple[bool, str], Definition] = attrs.field(factory=dict)

    def take(self, root: Element) -> None:
        """Take in everything a file defines."""
        for element in root.children:
            self._take(element, (), public=True)

    def _take(self, element: Element, path: tuple[str, ...], *, public: bool) -> None:
        # Iterative, because components may lie in components as deep as a file likes.
        stack = [(element, path, public)]
        while stack:
            one, path, public = stack.pop()
            if one.tag in CONTAINERS:
                name = self._name(one)
                inner = (*path, name)
                shown = _public(one, public)
                stack.extend((child, inner, shown) for child in reversed(one.children))
            elif one.tag == "model-data":
                stack.extend((child, path, public) for child in reversed(one.children))
            elif one.tag in _TAGS:
                self._define(Kind(one.tag), one, path, _public(one, public))
            elif one.tag not in ("label", "attributes"):
                self.passed_over.append(one)

    def _name(self, element: Element) -> str:
        name = element.attributes.get("name", "").strip()
        if not name:
            self.faults.append(WrongModel(element.line, f"<{element.tag}> has no name."))
        return name or f"line-{element.line}"

    def _define(self, kind: Kind, element: Element, path: tuple[str, ...], public: bool) -> None:
        name = self._name(element)
        found = Definition(kind, name, path, public, element)
        event = kind in _EVENTS
        if kind is not Kind.GROUP:
            for table, key in ((self._by_path, found.full), (self._public if public else {}, name)):
                known = table.setdefault((event, key), found)
                if known is not found:
                    self.faults.append(
                        WrongModel(
                            element.line,
                            f"{key} is defined a second time; first in line {known.element.line}.",
                        )
                    )
                    return
        self.listed.append(found)

    def event(self, name: str, path: tuple[str, ...]) -> Definition | None:
        """The gate or event that a name means inside a container; None if there is none."""
        return self._find(True, name, path)

    def parameter(self, name: str, path: tuple[str, ...]) -> Definition | None:
        """The parameter that a name means inside a container; None if there is none."""
        return self._find(False, name, path)

    def _find(self, event: bool, name: str, path: tuple[str, ...]) -> Definition | None:
        for full in _candidates(name, path):
            found = self._by_path.get((event, full))
            if found is not None:
                return found
        return self._public.get((event, name))


_TAGS = frozenset(kind.value for kind in Kind)


def _public(element: Element, inherited: bool) -> bool:
    role = element.attributes.get("role")
    return inherited if role is None else role == "public"


def _candidates(name: str, path: tuple[str, ...]) -> Iterator[str]:
    """What a name may be short for, from the innermost container outward."""
    for depth in range(len(path), -1, -1):
        yield ".".join((*path[:depth], name))
