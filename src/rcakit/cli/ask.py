"""`rcakit ask`: the guided questions without the app."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import click

from rcakit.cli.installed import Installed, completer, failed
from rcakit.cli.interview import Interview
from rcakit.cli.loading import folder_of, tell_unsound
from rcakit.cli.options import json_option, path_argument
from rcakit.cli.output import result, result_json, say
from rcakit.errors import BadAnswer, RcakitError
from rcakit.plugins import names_of
from rcakit.session import Session
from rcakit.text import one_line

_LISTED = 20
LONGEST = 1_000_000
"""Bytes of a line that is taken as an answer."""


@click.command("ask")
@click.argument("guide", shell_complete=completer("steps,methods"))
@path_argument()
@json_option("what was asked and answered")
@click.pass_obj
def ask_command(installed: Installed, *, guide: str, path: Path, as_json: bool) -> int:
    """Ask the questions of GUIDE, a step or a method, about the postmortem at PATH.

    An answer is one line, from the keyboard or from stdin. An empty line skips, - says that
    there is nothing (more), < undoes, ? explains. Each answer is saved at once.
    """
    folder = folder_of(path)
    reader = installed.tolerant_reader(folder)
    found = reader.guide(guide)
    if found is None:
        raise RcakitError(
            f"There is no step or method named {guide!r}. Steps: {names_of(reader.plugins.steps)}. "
            f"Methods: {names_of(reader.plugins.methods)}."
        )
    session = Session.open(folder)
    tell_unsound(folder, session.disk)
    interview = Interview(reader, found, session)
    interview.run(typed_lines())
    left = interview.left()
    say("")
    say("Nothing is left to ask." if not left else f"Still open, {len(left)}:")
    for question in left[:_LISTED]:
        say(f"  {one_line(question.ask)}")
    if len(left) > _LISTED:
        say(f"  … and {len(left) - _LISTED} more")
    count = interview.answers()
    if as_json:
        result_json(
            {
                "guide": guide,
                "path": str(folder),
                "answers": count,
                "talks": [attrs.asdict(talk) for talk in interview.talks],
                "open": [{"question": one.id, "ask": one.ask} for one in left],
            }
        )
    else:
        result(f"{count} {'answer' if count == 1 else 'answers'}, saved in {folder}")
    return failed(reader.plugins, found)


def typed_lines() -> Iterator[str | BadAnswer]:
    """The lines of stdin, whatever bytes they hold, until it ends; a refusal for one too long."""
    read = sys.stdin.buffer.readline
    while line := read(LONGEST):
        rest = line
        whole = True
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = read(LONGEST)
            whole = whole and not rest
        yield (
            line.decode("utf-8", "replace")
            if whole
            else BadAnswer(f"That line is longer than {LONGEST:,} bytes; shorten the answer.")
        )
