"""`rcakit analyze`: what a method draws, computes and points out."""

from __future__ import annotations

from pathlib import Path

import click

from rcakit import graph
from rcakit.change import SetProblem
from rcakit.cli.handing import STDIN, import_file, place
from rcakit.cli.installed import Installed, completer, failed
from rcakit.cli.lens_text import as_plain, drawn_in, shown
from rcakit.cli.options import json_option, path_argument
from rcakit.cli.output import result, result_json, say, terminal_width
from rcakit.cli.supposing import compared, supposing, with_settings
from rcakit.errors import Exit, RcakitError
from rcakit.guide import Severity
from rcakit.model import Incident, Postmortem
from rcakit.plugins import Plugins, names_of

HOOKS = ("rcakit_methods", "rcakit_importers")
"""All that is asked of plugins: what else they bring takes its time to be imported."""


@click.command("analyze")
@click.argument("method", shell_complete=completer("methods"))
@path_argument()
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="A key of the method's notes, for this once; as in its TOML file.",
)
@click.option(
    "--what-if",
    "so",
    multiple=True,
    metavar="CAUSE=yes|no",
    help="Take a cause as so or not so, for this once.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="An earlier postmortem, such as a premortem, to compare with.",
)
@click.option("--width", type=click.IntRange(20, 1000), help="Cells of a line.")
@json_option("the results")
@click.pass_obj
def analyze_command(
    installed: Installed,
    *,
    method: str,
    path: Path,
    settings: tuple[str, ...],
    so: tuple[str, ...],
    against: Path | None,
    width: int | None,
    as_json: bool,
) -> int:
    """Show what METHOD makes of the postmortem at PATH: drawing, tables and findings.

    PATH may also be a file that an importer reads; nothing is stored then. Exit code 1 if a
    finding is an error.
    """
    reader = installed.reader(path, HOOKS)
    found = reader.plugins.methods.get(method)
    if found is None:
        raise RcakitError(
            f"There is no method named {method!r} installed; `rcakit plugins` says what is. "
            f"There are: {names_of(reader.plugins.methods)}."
        )
    postmortem = with_settings(reader.plugins, found, opened(reader.plugins, path), settings)
    if against is not None:
        postmortem = compared(reader, found, postmortem, opened(reader.plugins, against))
    postmortem = supposing(reader, found, postmortem, so)
    lens = reader.lens(found, postmortem)
    if as_json:
        result_json(as_plain(lens))
    else:
        drawn = reader.plugins.ask(
            found.plugin,
            f"drawing {method}",
            lambda: drawn_in(lens, width or terminal_width()),
            "",
            found.thing.id,
        )
        for line in shown(lens, drawn):
            result(line)
    fell = failed(reader.plugins, found)
    errors = any(one.severity is Severity.ERROR for one in lens.findings)
    return fell or int(Exit.FINDINGS if errors else Exit.OK)


def opened(plugins: Plugins, path: Path) -> Postmortem:
    """The postmortem in a folder, or one made in memory of a file that an importer reads."""
    # What only some of the ways need takes its time to be imported.
    if str(path) != STDIN and not path.exists():
        raise RcakitError(f"{path} does not exist. Name the folder of a postmortem, or a file.")
    if str(path) != STDIN and (path.suffix == ".toml" or not path.is_file()):
        from rcakit.cli.loading import folder_of, load_sound

        if not path.is_file() or folder_of(path) != path:
            return load_sound(path).postmortem
    from rcakit.importing import run

    file = import_file(str(path), "UTC", {})
    postmortem = Postmortem(incident=Incident(title=file.name))
    taken = run(plugins, postmortem, path, file)
    for remark in (*taken.warnings, *taken.skipped):
        say(f"{place(str(path), remark)}: {remark.text}")
    postmortem = taken.change(postmortem) if taken.change is not None else postmortem
    tops = graph.tops(postmortem.causes)
    if postmortem.problem is None and len(tops) == 1:
        postmortem = SetProblem(tops[0])(postmortem)
    return postmortem
