"""A rule for the code: no plain string reaches a widget, a terminal or a browser by itself.

A `str` given to a widget is read as markup, so that `[ERROR] disk` vanishes and `[/x]` ends the
app. What a widget is given is therefore a `Content` or a `Text`, made by `shown`, `line` or their
like, or a constant that has no bracket. What a command prints goes through `cli/output.py`.

    python tests/unmarked.py [FILE...]     all of src, methods and plugins where none is named

Each offence is a line `file:line: rule: what to do`; the exit code is 1 if there is one. A line
that is right for a reason the rule cannot see says it: `# unmarked: the reason`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
from unmarked_values import Module, Proof, dotted

ROOT = Path(__file__).parents[1]
FOLDERS = ("src/rcakit", "methods", "plugins")
_MAKE = "make it a Content by shown() or line() of rcakit.tui.safe, or a Text"

WIDGETS = {
    "Static": ("content", 0),
    "Label": ("content", 0),
    "Digits": ("value", 0),
    "Button": ("label", 0),
    "Checkbox": ("label", 0),
    "RadioButton": ("label", 0),
    "Collapsible": ("title", None),
    "TabPane": ("title", 0),
    "Tab": ("label", 0),
    "Link": ("text", 0),
    "Tree": ("label", 0),
    "Tooltip": ("content", 0),
    "Option": ("prompt", 0),
    "Selection": ("prompt", 0),
    "Select": ("prompt", None),
    "Hit": ("match_display", 1),
    "DiscoveryHit": ("display", 0),
    "Toast": ("notification", 0),
}
"""What is made with a text: the name of that argument, and its place."""
MANY = {"OptionList", "RadioSet", "SelectionList", "Select", "Tabs", "ListView"}
"""What is made with any number of texts."""
METHODS = {
    "update": 1,  # the first argument
    "add_row": None,
    "add_rows": None,
    "add_columns": None,
    "add_column": 1,
    "add_option": 1,
    "add_options": 1,
    "set_options": 1,
    "replace_option_prompt": 2,
    "replace_option_prompt_at_index": 2,
    "set_label": 1,
    "add_leaf": 1,
    "update_cell": 3,
    "update_cell_at": 2,
    "write": 1,
    "write_line": 1,
}
"""Methods that show what they are given: how many arguments to look at, None for all."""
LAST_ONLY = {"replace_option_prompt", "replace_option_prompt_at_index", "update_cell"} | {
    "update_cell_at"
}
"""Those of them whose earlier arguments say where."""
SHOWN = {"border_title", "border_subtitle", "tooltip", "label", "prompt"}
"""What an attribute or an argument of any widget is called that shows a text."""
PLAIN = {"placeholder"}
"""What is called so takes a plain string, and never as markup."""
FORBIDDEN = {
    "textual.markup": "markup is never made of data; use Content",
    "rich.markup": "markup is never made of data, and escape() is no cure; use Text",
    "webbrowser": "nothing in a postmortem opens a browser",
    "from_markup": "markup is never made of data; use Content(text) or Text(text)",
    "open_url": "nothing in a postmortem opens a browser",
    "action_link": "nothing in a postmortem opens a browser",
}
"""Names that are not used at all."""
PRINTING = {
    "print",
    "pprint",
    "click.echo",
    "click.secho",
    "click.echo_via_pager",
    "click.confirm",
    "click.prompt",
    "click.pause",
    "sys.stdout.write",
    "sys.stdout.writelines",
    "sys.stderr.write",
    "sys.stderr.writelines",
    "sys.stdout.buffer.write",
    "sys.stderr.buffer.write",
    "sys.__stdout__.write",
    "sys.__stderr__.write",
    "traceback.print_exc",
}
_REASON = re.compile(r"# unmarked: \w.*")


@attrs.frozen
class Offence:
    """A line that breaks the rule."""

    path: Path
    line: int
    rule: str
    mend: str

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{path}:{self.line}: {self.rule}: {self.mend}"


def offences(paths: Sequence[Path] = ()) -> Iterator[Offence]:
    """Every offence in some files, or in all there are."""
    found = [Module.read(path, ROOT) for path in sorted(_all())]
    known = {module.name: module for module in found}
    wanted = [Module.read(path, ROOT) for path in paths] if paths else found
    for module in wanted:
        yield from of_module(module, known)


def _all() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (ROOT / folder).rglob("*.py")


def of_source(source: str, path: str) -> list[Offence]:
    """The offences of a piece of code, as if it stood in a file of the project."""
    return list(of_module(Module.of(source, ROOT / path, ROOT), {}))


def of_module(module: Module, known: dict[str, Module]) -> Iterator[Offence]:
    """The offences of one module; `known` are those whose names it may import."""
    proof = Proof(module, known)
    for node in ast.walk(module.tree):
        for line, rule, mend in _offending(node, module, proof):
            if not _REASON.search(module.line(line)):
                yield Offence(module.path, line, rule, mend)


Found = Iterator[tuple[int, str, str]]


def _offending(node: ast.AST, module: Module, proof: Proof) -> Found:
    yield from _forbidden(node)
    yield from _printed(node, module, proof)
    if module.draws:
        yield from _widget(node, proof)


def _forbidden(node: ast.AST) -> Found:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        names += [alias.name for alias in node.names]
    elif isinstance(node, ast.Attribute):
        names = [node.attr]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if "@click" in node.value or node.value.startswith("app.open_url"):
            yield node.lineno, "action-in-text", "an action is bound to a key, never to a text"
        return
    elif isinstance(node, ast.keyword) and node.arg == "link":
        yield node.value.lineno, "link", "show the address as text; a click opens nothing"
        return
    else:
        return
    for name in names:
        if name in FORBIDDEN:
            yield node.lineno, "forbidden", f"{name}: {FORBIDDEN[name]}"


def _printed(node: ast.AST, module: Module, proof: Proof) -> Found:
    if not isinstance(node, ast.Call) or dotted(node.func) not in PRINTING:
        return
    if module.prints and all(proof.visible(one) for one in node.args):
        return
    if node.args and all(isinstance(one, ast.Constant) for one in node.args):
        return
    mend = "make it visible() first" if module.prints else "use say() or result() of cli/output.py"
    yield node.lineno, "printed", f"{dotted(node.func)} of a text: {mend}"


def _widget(node: ast.AST, proof: Proof) -> Found:
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr in SHOWN:
                yield from _judged(node.value, target.attr, proof)
            if isinstance(target, ast.Attribute) and target.attr in PLAIN:
                yield from _seen(node.value, target.attr, proof)
    elif isinstance(node, ast.FunctionDef) and node.name == "render":
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value is not None:
                yield from _judged(inner.value, "render", proof)
    elif isinstance(node, ast.Call):
        yield from _call(node, proof)


def _call(node: ast.Call, proof: Proof) -> Found:
    name = proof.module.original(dotted(node.func).rpartition(".")[2])
    literal = any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in node.keywords
    )
    if name == "notify":
        if not literal or not all(proof.visible(one) for one in node.args):
            yield node.lineno, "notify", "give it visible(text) and markup=False"
        return
    looked_at = _looked_at(node, name, proof)
    for one in node.keywords if proof.module.from_textual(name) else ():
        if one.arg in PLAIN:
            yield from _seen(one.value, one.arg, proof)
        elif one.arg in SHOWN and one.value not in looked_at:
            looked_at.append(one.value)
    # markup=False of the widget that is made covers what it is made with.
    for value in [] if literal else looked_at:
        yield from _judged(value, name, proof)


def _looked_at(node: ast.Call, name: str, proof: Proof) -> list[ast.expr]:
    """Which arguments of a call are shown."""
    if proof.module.is_widget(node.func, WIDGETS):
        argument, place = WIDGETS[name]
        named = [one.value for one in node.keywords if one.arg == argument]
        return named if place is None else [*named, *node.args[place : place + 1]]
    if proof.module.is_widget(node.func, MANY):
        return list(node.args)
    if not isinstance(node.func, ast.Attribute) or name not in METHODS:
        return []
    if name == "update" and not proof.module.updates_widget(node):
        return []
    given = [*node.args, *(one.value for one in node.keywords if one.arg in SHOWN)]
    given = given[: METHODS[name]]
    return given[-1:] if name in LAST_ONLY else given


def _judged(value: ast.expr, where: str, proof: Proof) -> Found:
    if not proof.marked(value):
        text = ast.unparse(value)
        short = text if len(text) < 60 else text[:57] + "..."
        yield value.lineno, "unmarked", f"{where} is given {short}, which may be a str: {_MAKE}"


def _seen(value: ast.expr, where: str, proof: Proof) -> Found:
    if not proof.visible(value):
        yield (
            value.lineno,
            "control",
            f"{where} is given what is not visible() or one_line()",
        )


def main(arguments: Sequence[str]) -> int:
    """Print the offences; 1 if there are any."""
    found = list(offences([Path(one).absolute() for one in arguments]))
    for one in found:
        sys.stdout.write(f"{one}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
