"""The rule that keeps plain strings out of widgets and terminals: it holds, and it catches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import unmarked

SCREEN = "src/rcakit/tui/widgets/stranger.py"
VIEW = "methods/rcakit_barriers/view.py"
COMMAND = "src/rcakit/cli/stranger.py"
PLUGIN = "plugins/rcakit_stranger/importer.py"
HEAD = """
from textual.content import Content
from textual.widgets import *
from textual.widgets import Button, Checkbox, DataTable, Input, Label, OptionList, Select, Static
from textual.widgets import Tree, TabPane, Collapsible
from textual.widgets.option_list import Option as Row
from textual.command import Hit, DiscoveryHit
from rich.text import Text
from rcakit.text import visible, one_line
from rcakit.tui.safe import line, shown
"""


def found(code: str, path: str = SCREEN) -> list[str]:
    """The rules that a piece of code breaks."""
    return [one.rule for one in unmarked.of_source(HEAD + code, path)]


def test_the_project_keeps_the_rule() -> None:
    """No widget, command or plugin is given a string that may be a user's."""
    assert [str(one) for one in unmarked.offences()] == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(cause: Cause):\n    yield Static(cause.text)",
        "def f(text: str):\n    yield Static(content=text)",
        "def f(text: str):\n    yield Label(text)",
        "def f(text: str):\n    yield Label(f'{text}')",
        "def f(text: str):\n    yield Label('a ' + text)",
        "def f(text: str):\n    yield Label('a %s' % text)",
        "def f(text: str):\n    yield Label('a {}'.format(text))",
        "def f(text: str):\n    yield Label(visible(text))",
        "def f(text: str):\n    yield Label(text if text else line(text))",
        "def f(text: str):\n    words = shown(text)\n    words = text\n    yield Label(words)",
        "def f():\n    yield Static('[ERROR] disk')",
        "def f(text):\n    yield Button(text)",
        "def f(text):\n    yield Checkbox(label=text)",
        "def f(text):\n    yield Tree(text)",
        "def f(text):\n    yield TabPane(text)",
        "def f(text):\n    yield Collapsible(title=text)",
        "def f(text):\n    yield Row(text)",
        "def f(texts):\n    yield OptionList(*texts)",
        "def f(texts: list[str]):\n    yield OptionList(*(text for text in texts))",
        "def f(self, text):\n    self.query_one(Static).update(text)",
        "def f(self, text):\n    self.update(text)",
        "def f(self, text):\n    self.query_one('#a').update(str(text))",
        "def f(table: DataTable, text: str):\n    table.add_row(Text('a'), text)",
        "def f(table: DataTable, texts):\n    table.add_row(*(one.name for one in texts))",
        "def f(table: DataTable, text: str):\n    table.add_column(text, width=3)",
        "def f(tree, text: str):\n    tree.root.add_leaf(text)",
        "def f(listing, texts):\n    listing.set_options(Row(one.text) for one in texts)",
        "def f(listing, text):\n    listing.add_option(text)",
        "def f(listing, text):\n    listing.replace_option_prompt_at_index(0, text)",
        "def f(table, text):\n    table.update_cell_at((0, 0), text)",
        "def f(self, text):\n    self.border_title = text",
        "def f(self, text):\n    self.border_subtitle = f'{text} open'",
        "def f(self, text):\n    self.tooltip = text",
        "def f(text):\n    yield Input(tooltip=text)",
        "def f(text):\n    yield Hit(1.0, text, f)",
        "def f(text):\n    yield DiscoveryHit(text, f)",
        "class A:\n    def render(self):\n        return self.name",
        (
            "class A:\n    def _line(self) -> str:\n        return ''\n"
            "    def f(self):\n        yield Static(self._line())"
        ),
    ],
)
def test_a_string_that_may_be_markup(code: str) -> None:
    """Whatever way it takes into a widget, also in the view of a method."""
    assert found(code) == ["unmarked"]
    assert found(code, VIEW) == ["unmarked"]


@pytest.mark.parametrize(
    ("code", "rule", "path"),
    [
        ("def f(self, text):\n    self.notify(text)", "notify", SCREEN),
        ("def f(self, text):\n    self.notify(visible(text))", "notify", SCREEN),
        ("def f(self, text):\n    self.notify(text, markup=False)", "notify", SCREEN),
        ("def f(self, text):\n    self.placeholder = text", "control", SCREEN),
        ("def f(text):\n    yield Input(placeholder=text)", "control", SCREEN),
        ("from textual.markup import escape", "forbidden", SCREEN),
        ("from rich.markup import escape", "forbidden", PLUGIN),
        ("import rich.markup", "forbidden", COMMAND),
        ("from textual import markup", "forbidden", SCREEN),
        ("def f(text):\n    yield Content.from_markup(text)", "forbidden", SCREEN),
        ("def f(text):\n    yield Text.from_markup(text)", "forbidden", SCREEN),
        ("import webbrowser", "forbidden", PLUGIN),
        ("def f(self, url):\n    self.app.open_url(url)", "forbidden", SCREEN),
        ("def f(text):\n    yield Text('a', '@click=app.quit')", "action-in-text", SCREEN),
        ("def f(url):\n    yield Style(link=url)", "link", SCREEN),
        ("def f(text):\n    print(text)", "printed", COMMAND),
        ("import click\ndef f(text):\n    click.echo(text)", "printed", COMMAND),
        ("import click\ndef f(text):\n    click.secho(f'{text}')", "printed", COMMAND),
        ("import sys\ndef f(text):\n    sys.stdout.write(text)", "printed", PLUGIN),
        ("import sys\ndef f(text):\n    sys.stderr.write(text)", "printed", COMMAND),
        ("import click\ndef f(text):\n    click.confirm(text)", "printed", COMMAND),
        ("def f(text):\n    print(text)", "printed", "src/rcakit/cli/output.py"),
    ],
)
def test_what_else_is_not_done(code: str, rule: str, path: str) -> None:
    """Markup, links, browsers, and printing past the one place that makes text visible."""
    assert rule in found(code, path)


@pytest.mark.parametrize(
    "code",
    [
        "def f(text):\n    yield Static(shown(text))",
        "def f(text):\n    yield Static(text, markup=False)",
        "def f(text):\n    yield Label('Nothing yet.')",
        "def f(text):\n    words = line(text)\n    yield Label(words)",
        "def f(text):\n    yield Label(Content.assemble(('a', 'bold'), text))",
        "def f(text):\n    yield Label(Content(text).stylize('bold'))",
        "def f(texts):\n    yield Label(Content(' ').join(texts))",
        "def f(texts):\n    yield Label(f'Findings {len(texts)}')",
        "def f(texts):\n    rows = [line(one) for one in texts]\n    yield OptionList(*rows)",
        (
            "def _row(text: str) -> Content:\n    return line(text)\n"
            "def f(texts):\n    yield Row(_row(texts[0]))"
        ),
        "def f(self):\n    known: dict[str, int] = {}\n    known.update(a=1)",
        "def f(self, text):\n    self.notify(visible(text), markup=False)",
        "def f(self, text):\n    self.tooltip = text  # unmarked: a constant of the theme",
    ],
)
def test_what_is_right(code: str) -> None:
    """What is a `Content`, a `Text`, a constant or said to be right is left alone."""
    assert found(code) == []


def test_a_reason_is_needed() -> None:
    """An exception without a reason is none."""
    assert found("def f(self, text):\n    self.tooltip = text  # unmarked:") == ["unmarked"]


def test_it_names_file_line_rule_and_what_to_do(tmp_path: Path) -> None:
    """As a program it prints a line for each, and ends with 1."""
    path = tmp_path / "view.py"
    path.write_text("import webbrowser\n")
    ran = subprocess.run(
        [sys.executable, unmarked.__file__, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1
    assert ran.stdout == (
        f"{path}:1: forbidden: webbrowser: nothing in a postmortem opens a browser\n"
    )
