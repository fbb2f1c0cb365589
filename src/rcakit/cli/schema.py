"""`rcakit schema`: the JSON Schema of the files."""

from __future__ import annotations

import click

from rcakit.cli.output import result_verbatim
from rcakit.schema import shipped


@click.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of the files of a postmortem, for editors and other tools."""
    result_verbatim(shipped().encode())
    return 0
