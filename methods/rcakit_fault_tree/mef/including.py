"""The files of a model as one: each include gives way to what the file it names defines."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable

import attrs

from rcakit import UnreadableError
from rcakit_fault_tree.mef.elements import BrokenXml, Element, parse

ROOT = "opsa-mef"
_DEEPEST = 50
_MOST_LINES = 1 << 26
"""More than the largest file that is read can have."""


@attrs.define
class Files:
    """The files of a model, whose lines are numbered on from one to the next.

    Attributes:
        beside: The contents of a file by its path from the folder of the first; raises
            `UnreadableError` where there is none.
        names: The path of each file; "" for the first.
        starts: The number of the line before the first of each file.
    """

    beside: Callable[[str], bytes]
    names: list[str] = attrs.field(factory=list)
    starts: list[int] = attrs.field(factory=list)

    def whole(self, data: bytes) -> Element:
        """The root of the first file, with the children of all that it includes.

        Raises:
            BrokenXml: A file is no model, is not there, or includes itself.
        """
        root = self._parsed("", data, 0)
        self._included(root, ("",))
        return root

    def place(self, line: int) -> tuple[str, int]:
        """The path of a file, and the line there, from the line as numbered on."""
        index = max(bisect_right(self.starts, line - 1) - 1, 0)
        return self.names[index], line - self.starts[index]

    def _parsed(self, name: str, data: bytes, start: int) -> Element:
        self.names.append(name)
        self.starts.append(start)
        root = parse(data, start)
        if root.tag != ROOT:
            raise BrokenXml(root.line, f"Its root is <{root.tag[:60]}>, not <{ROOT}>.")
        return root

    def _included(self, root: Element, trail: tuple[str, ...]) -> None:
        """Put what is included where it is, in the root and in its model data."""
        for holder in (root, *(one for one in root.children if one.tag == "model-data")):
            kept: list[Element] = []
            for child in holder.children:
                kept += self._read(child, trail) if child.tag == "include" else [child]
            holder.children[:] = kept

    def _read(self, element: Element, trail: tuple[str, ...]) -> list[Element]:
        said = element.attributes.get("file", "").strip()
        name = said
        if "://" not in said:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(trail[-1]), said))
        if not said:
            raise BrokenXml(element.line, "An <include> names no file.")
        if name in trail:
            circle = " → ".join((*trail[trail.index(name) :], name))
            raise BrokenXml(element.line, f"Files include each other in a circle: {circle}.")
        if name in self.names:
            return []
        if len(trail) > _DEEPEST:
            raise BrokenXml(element.line, f"Files include each other more than {_DEEPEST} deep.")
        try:
            data = self.beside(name)
        except UnreadableError as error:
            raise BrokenXml(element.line, f"{name[:200]}: {error.reason}") from None
        last = self.starts[-1] + _MOST_LINES
        try:
            root = self._parsed(name, data, last)
        except BrokenXml as error:
            where = "" if error.line is None else f":{error.line - last}"
            raise BrokenXml(element.line, f"It includes {name}{where}: {error.reason}") from None
        self._included(root, (*trail, name))
        return root.children
