"""`rcakit export`: a postmortem in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rcakit.cli.installed import Installed, completer
from rcakit.cli.loading import folder_of, load_sound
from rcakit.cli.options import path_argument
from rcakit.cli.output import result, result_verbatim, say
from rcakit.errors import PluginFailedError, RcakitError, SaveError
from rcakit.hooks import Exporter, Reading
from rcakit.plugins import Owned, names_of
from rcakit.reading import Reader
from rcakit.saving import write_whole

STDOUT = "-"


@click.command("export")
@path_argument()
@click.option(
    "--to",
    "form",
    metavar="FORMAT",
    required=True,
    shell_complete=completer("exporters"),
    help="The format; `rcakit plugins` lists them.",
)
@click.option("--profile", default="", help="The report profile, where the format has several.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STDOUT,
    type=click.Path(dir_okay=False),
    help="The file to write; standard output if not given.",
)
@click.pass_obj
def export_command(
    installed: Installed, *, path: Path, form: str, profile: str, output: str
) -> int:
    """Write the postmortem at PATH in another format, to a file or standard output."""
    reader = installed.reader(folder_of(path))
    exporter = reader.plugins.exporters.get(form)
    if exporter is None:
        raise RcakitError(
            f"There is no exporter named {form!r}. There are: {names_of(reader.plugins.exporters)}."
        )
    reading = reader.read(load_sound(path).postmortem, profile)
    document = _document(reader, exporter, reading)
    if output == STDOUT:
        _print(document)
        return 0
    data = document if isinstance(document, bytes) else document.encode("utf-8", "replace")
    try:
        write_whole(Path(output), data)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise SaveError(Path(output), f"{reason}.") from None
    say(f"{output}: {len(data):,} bytes")
    return 0


def _document(reader: Reader, exporter: Owned[Exporter], reading: Reading) -> str | bytes:
    document = reader.exported(exporter, reading, f"writing {exporter.thing.id}")
    if not isinstance(document, str | bytes):
        raise PluginFailedError(
            f"Nothing was written, because the plugin {exporter.plugin.label} failed."
        )
    return document


def _print(document: str | bytes) -> None:
    if isinstance(document, bytes):
        if sys.stdout.isatty():
            raise RcakitError("This format is not text; name a file for it with -o FILE.")
        result_verbatim(document)
    elif sys.stdout.isatty():
        result(document.removesuffix("\n"))
    else:
        result_verbatim(document.encode("utf-8", "replace"))
