"""What the code says of a value: whether it surely is no plain string with a bracket."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from pathlib import Path

import attrs

MARKED = re.compile(r"^(Content|Text|Segment|Strip|Coloured|VisualType)( \| (None|Content|Text))*$")
"""Annotations of values that are shown as they are."""
LISTS = re.compile(
    r"^(list|tuple|Iterator|Iterable|Sequence)\[(Content|Text|Row|Option)(, \.\.\.)?\]$"
)
MAKERS = {"Content", "Text", "Coloured", "Pretty", "Syntax"}
"""Classes whose instances are shown as they are."""
VISIBLE = {"visible", "one_line", "shorten", "quoted", "_escaped"}
"""Functions that make a text visible."""
_HARMLESS = {"len", "int", "round", "float"}
_WORKING = {"stylize", "join", "truncate", "append", "append_text", "pad_left", "pad_right", "copy"}
_CUTTING = {"splitlines", "strip", "rstrip", "removesuffix"}
_DRAWING = ("rcakit.tui", ".view")
_PRINTING = ("rcakit.cli.output", "rcakit.cli.failing")


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text; "" for what is no such name at its root."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


@attrs.frozen(eq=False)
class Module:
    """A file of code, and the names it knows.

    Attributes:
        imported: The module and the name there of each name it imports.
        returns: The annotations of what its functions and methods return, by name.
    """

    path: Path
    name: str
    tree: ast.Module
    lines: tuple[str, ...]
    imported: dict[str, tuple[str, str]]
    returns: dict[str, set[str]]

    @classmethod
    def read(cls, path: Path, root: Path) -> Module:
        """A file of the project."""
        return cls.of(path.read_text("utf-8"), path, root)

    @classmethod
    def of(cls, source: str, path: Path, root: Path) -> Module:
        """A piece of code that stands at `path`."""
        tree = ast.parse(source)
        parts = (
            (path.relative_to(root) if path.is_relative_to(root) else path).with_suffix("").parts
        )
        inside = [part for part in parts if part not in ("src", "methods", "plugins", "__init__")]
        imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        returns: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                said = ast.unparse(node.returns) if node.returns is not None else ""
                returns.setdefault(node.name, set()).add(said)
        return cls(path, ".".join(inside), tree, tuple(source.splitlines()), imported, returns)

    @property
    def draws(self) -> bool:
        """Whether it may hold widgets."""
        return self.name.startswith(_DRAWING[0]) or self.name.endswith(_DRAWING[1])

    @property
    def prints(self) -> bool:
        """Whether it is one of the two through which commands print."""
        return self.name in _PRINTING

    def line(self, number: int) -> str:
        """A line of the file."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def original(self, name: str) -> str:
        """What a name is called where it is imported from."""
        return self.imported.get(name, ("", name))[1]

    def from_textual(self, name: str) -> bool:
        """Whether a class, by its own name, comes from Textual or is made of one that does."""
        if any(home.startswith("textual") and own == name for home, own in self.imported.values()):
            return True
        return any(
            isinstance(node, ast.ClassDef) and node.name == name and bool(node.bases)
            for node in ast.walk(self.tree)
        )

    def is_widget(self, function: ast.expr, known: Container[str]) -> bool:
        """Whether a call makes one of Textual's `known` classes; `guide` has an Option too."""
        if isinstance(function, ast.Name) and function.id in self.imported:
            module, own = self.imported[function.id]
            return module.startswith("textual") and own in known
        return isinstance(function, ast.Attribute) and function.attr in known

    def updates_widget(self, call: ast.Call) -> bool:
        """Whether `.update(...)` is that of a widget, and not of a dict or a set."""
        assert isinstance(call.func, ast.Attribute)
        name = dotted(call.func.value).rpartition(".")[2]
        return not (name and any(_holds_many(node, name) for node in ast.walk(self.tree)))


def _holds_many(node: ast.AST, name: str) -> bool:
    """Whether a statement gives a name a dict or a set."""
    if isinstance(node, ast.AnnAssign):
        many = re.match(r"(dict|set|Mapping|MutableMapping)\b", ast.unparse(node.annotation))
        return many is not None and dotted(node.target).rpartition(".")[2] == name
    if not isinstance(node, ast.Assign):
        return False
    given = node.value
    return any(dotted(one).rpartition(".")[2] == name for one in node.targets) and (
        isinstance(given, ast.Dict | ast.Set | ast.DictComp | ast.SetComp)
        or (isinstance(given, ast.Call) and dotted(given.func) in ("dict", "set"))
    )


@attrs.frozen(eq=False)
class Proof:
    """What can be said of the values in a module."""

    module: Module
    known: dict[str, Module]
    _under_way: set[int] = attrs.field(factory=set)

    def visible(self, node: ast.expr) -> bool:
        """Whether a text surely holds no control character."""
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _CUTTING:
                return self.visible(node.func.value)
            return dotted(node.func).rpartition(".")[2] in VISIBLE
        if isinstance(node, ast.JoinedStr):
            return all(
                isinstance(part, ast.Constant)
                or (isinstance(part, ast.FormattedValue) and self.visible(part.value))
                for part in node.values
            )
        if isinstance(node, ast.IfExp):
            return self.visible(node.body) and self.visible(node.orelse)
        if isinstance(node, ast.Name):
            return self._names(node, self.visible)
        return False

    def marked(self, node: ast.expr) -> bool:
        """Whether a value surely is a Content or a Text, or a constant without a bracket."""
        if id(node) in self._under_way:
            return True
        self._under_way.add(id(node))
        try:
            return self._marked(node)
        finally:
            self._under_way.discard(id(node))

    def _marked(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return not (isinstance(node.value, str) and "[" in node.value)
        if isinstance(node, ast.JoinedStr):
            return all(map(self._harmless, node.values))
        if isinstance(node, ast.GeneratorExp | ast.ListComp):
            return self._comprehended(node)
        if isinstance(node, ast.Call):
            return self._called(node)
        if isinstance(node, ast.Name):
            return self._names(node, self.marked)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        parts = _parts(node)
        return bool(parts) and all(map(self.marked, parts))

    def _harmless(self, part: ast.expr) -> bool:
        """Whether a part of an f-string is a constant or a number."""
        if isinstance(part, ast.FormattedValue):
            return isinstance(part.value, ast.Call) and dotted(part.value.func) in _HARMLESS
        return self.marked(part)

    def _comprehended(self, node: ast.GeneratorExp | ast.ListComp) -> bool:
        if self.marked(node.elt):
            return True
        # `Row(text) for text in (constant, constant)`
        loops = [loop.iter for loop in node.generators]
        return isinstance(node.elt, ast.Name) and all(map(self.marked, loops))

    def _called(self, node: ast.Call) -> bool:
        name = dotted(node.func)
        first, _, last = name.rpartition(".")
        if self.module.original(last or name) in MAKERS or first in MAKERS:
            return True
        if isinstance(node.func, ast.Attribute):
            if last in _WORKING or node.func.attr in _WORKING:
                return self.marked(node.func.value)
            return self._method(node.func.attr, own=dotted(node.func.value) == "self")
        if isinstance(node.func, ast.Name):
            return self._function(node.func.id) or self._row(node)
        return False

    def _row(self, node: ast.Call) -> bool:
        """Whether it makes an option of a list, which is looked at where it is made."""
        return self.module.is_widget(node.func, {"Option", "Selection"})

    def _function(self, name: str) -> bool:
        if name in self.module.imported:
            where, own = self.module.imported[name]
            home = self.known.get(where)
            if home is None:
                return where == "rcakit.tui.safe" and own in ("shown", "line")
            return own in home.returns and all(map(_kept, home.returns[own]))
        return name in self.module.returns and all(map(_kept, self.module.returns[name]))

    def _method(self, name: str, *, own: bool) -> bool:
        own = own and name in self.module.returns
        modules = (self.module,) if own else (self.module, *self.known.values())
        found = [said for module in modules for said in module.returns.get(name, ())]
        return bool(found) and all(map(_kept, found))

    def _attribute(self, node: ast.Attribute) -> bool:
        found = list(self._attribute_values(node.attr))
        return bool(found) and all(found)

    def _attribute_values(self, name: str) -> Iterator[bool]:
        """Of each place that gives `self.name` a value or a type, whether it is marked."""
        for node in ast.walk(self.module.tree):
            if isinstance(node, ast.AnnAssign) and dotted(node.target).rpartition(".")[2] == name:
                yield _kept(ast.unparse(node.annotation))
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Attribute) and target.attr == name:
                        yield self.marked(node.value)

    def _names(self, node: ast.Name, holds: object) -> bool:
        """Whether all that a name is given, in its function or else in its module, holds."""
        assert callable(holds)
        scope = self._scope(node)
        found = list(_given(scope, node.id, holds))
        if not found and scope is not self.module.tree:
            found = list(_given(self.module.tree, node.id, holds, inner=False))
        return bool(found) and all(found)

    def _scope(self, node: ast.Name) -> ast.AST:
        inner: ast.AST = self.module.tree
        for one in ast.walk(self.module.tree):
            if (
                isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
                and one.lineno <= node.lineno <= (one.end_lineno or one.lineno)
                and any(part is node for part in ast.walk(one))
            ):
                inner = one
        return inner


def _parts(node: ast.expr) -> list[ast.expr]:
    """The values of which a value is one, or is made."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.List | ast.Tuple):
        return node.elts
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    return [node.value] if isinstance(node, ast.Starred | ast.NamedExpr) else []


def _kept(annotation: str) -> bool:
    annotation = annotation.strip("'\"")
    return bool(MARKED.match(annotation) or LISTS.match(annotation))


def _given(scope: ast.AST, name: str, holds: object, *, inner: bool = True) -> Iterator[bool]:
    """Of each thing a name is given in a scope, whether it holds."""
    assert callable(holds)
    nodes = ast.walk(scope) if inner else iter(getattr(scope, "body", ()))
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is scope:
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            for one in arguments:
                if one.arg == name:
                    yield one.annotation is not None and _kept(ast.unparse(one.annotation))
        elif isinstance(node, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
                yield bool(holds(node.value))
        elif isinstance(node, ast.AnnAssign) and dotted(node.target) == name:
            yield _kept(ast.unparse(node.annotation)) or (
                node.value is not None and bool(holds(node.value))
            )
        elif isinstance(node, ast.comprehension | ast.For | ast.AsyncFor):
            yield from _looped(node.target, node.iter, name, holds)
        elif isinstance(node, ast.NamedExpr) and node.target.id == name:
            yield bool(holds(node.value))


def _looped(target: ast.expr, over: ast.expr, name: str, holds: object) -> Iterator[bool]:
    assert callable(holds)
    if isinstance(target, ast.Name):
        if target.id == name:
            yield bool(holds(over))
    elif isinstance(target, ast.Tuple):
        for place, part in enumerate(target.elts):
            if not isinstance(part, ast.Name) or part.id != name:
                continue
            zipped = isinstance(over, ast.Call) and dotted(over.func) == "zip"
            if zipped and isinstance(over, ast.Call) and place < len(over.args):
                yield bool(holds(over.args[place]))
            elif isinstance(over, ast.Call) and dotted(over.func) == "enumerate" and place == 1:
                yield bool(holds(over.args[0]))
            else:
                yield False
