"""`rcakit schema`: the JSON Schema of the files."""

from __future__ import annotations

import click

from rcakit.schema import shipped


@click.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of the files of a postmortem, for editors and other tools."""
    click.echo(shipped(), nl=False)
    return 0
