"""`rcakit import`: files of other tools into a postmortem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from rcakit.cli.committing import commit
from rcakit.cli.failing import tell
from rcakit.cli.handing import import_file, place
from rcakit.cli.installed import Installed, completer
from rcakit.cli.loading import folder_of, home_zone, tell_unsound
from rcakit.cli.options import PATH, json_option
from rcakit.cli.output import result, result_json, say
from rcakit.errors import (
    BadAnswer,
    Exit,
    PluginFailedError,
    RcakitError,
    TooLargeError,
    UnreadableError,
)
from rcakit.hooks import Imported
from rcakit.importing import Taken, find, named, option, summary, take
from rcakit.model import Postmortem, in_order
from rcakit.plugins import Plugins
from rcakit.session import Session
from rcakit.times import show, zone_of


@attrs.frozen
class Wanted:
    """What was said about the files.

    Attributes:
        importer: The kind of file; None recognises it.
        zone: IANA name for times that carry none.
        options: What is handed to the importer, such as {"time": "When"}.
    """

    importer: str | None
    zone: str
    options: Mapping[str, str]


@attrs.frozen
class Found:
    """What an importer found in a file.

    Attributes:
        file: As it was named.
        importer: The importer's id; "" where none could read it.
        imported: What it found, or why it found nothing.
    """

    file: str
    importer: str
    imported: Imported | RcakitError


@attrs.frozen
class Outcome:
    """What became of a file.

    Attributes:
        file: As it was named.
        taken: What was taken of it, or why nothing could be.
        span: From when to when its new events are, in words; "" without any.
    """

    file: str
    taken: Taken | RcakitError
    span: str = ""


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--into",
    "path",
    type=PATH,
    required=True,
    help="The postmortem to take them into.",
)
@click.option(
    "--from",
    "importer",
    metavar="KIND",
    shell_complete=completer("importers"),
    help="The kind of file; recognised if not given.",
)
@click.option("--zone", metavar="ZONE", help="Zone of times that carry none; the postmortem's own.")
@click.option(
    "--map",
    "mapped",
    metavar="KEY=NAME",
    multiple=True,
    help="Say what is what, such as --map time=When --map text=What.",
)
@json_option("what was done")
@click.pass_obj
def import_command(
    installed: Installed,
    *,
    files: tuple[str, ...],
    path: Path,
    importer: str | None,
    zone: str | None,
    mapped: tuple[str, ...],
    as_json: bool,
) -> int:
    """Take what is in each FILE into a postmortem; - is standard input.

    Importing a file twice adds nothing and leaves alone what was edited since.
    """
    folder = folder_of(path)
    session = Session.open(folder)
    plugins = installed.tolerant_reader(folder).plugins
    if importer is not None:
        named(plugins, importer)
    home = zone_of(zone).key if zone else home_zone(session.now)
    wanted = Wanted(importer, home, _options(mapped))
    found = [_found(plugins, name, wanted) for name in files]
    try:
        outcomes = commit(
            session, lambda: [_taken(session, one, home) for one in found], plugins.saved
        )
    except TooLargeError as error:
        raise UnreadableError(
            Path(", ".join(files[:5])), None, f"It was not taken: {error}"
        ) from None
    code = _told(outcomes)
    if as_json:
        result_json([_report(outcome) for outcome in outcomes])
    else:
        for outcome in outcomes:
            if isinstance(outcome.taken, Taken):
                taken = outcome.taken
                result(f"{outcome.file}: {taken.importer}: {summary(taken)}{outcome.span}")
    tell_unsound(folder, session.disk)
    return int(code)


def _code_of(error: RcakitError) -> Exit:
    # Of several files some were taken; that one was not is no fault of how they were named.
    return Exit.INTERNAL if isinstance(error, PluginFailedError) else Exit.UNREADABLE


def _options(mapped: tuple[str, ...]) -> dict[str, str]:
    try:
        return dict(option(pair) for pair in mapped)
    except BadAnswer as error:
        raise click.BadParameter(str(error)) from None


def _found(plugins: Plugins, name: str, wanted: Wanted) -> Found:
    """What is in a file; asked for once, whatever becomes of the postmortem meanwhile."""
    try:
        file = import_file(name, wanted.zone, wanted.options)
        return Found(name, *find(plugins, Path(name), file, wanted.importer))
    except RcakitError as error:
        return Found(name, "", error)


def _taken(session: Session, found: Found, zone: str) -> Outcome:
    """What a file gave, made part of the session."""
    if isinstance(found.imported, RcakitError):
        return Outcome(found.file, found.imported)
    before = session.now
    try:
        taken = take(before, found.importer, found.imported)
        if taken.change is not None:
            session.apply(taken.change)
    except RcakitError as error:
        return Outcome(found.file, error)
    return Outcome(found.file, taken, _span(before, session.now, zone))


def _told(outcomes: Sequence[Outcome]) -> Exit:
    """Say what there is to say of each file beside what was taken; the exit code."""
    code = Exit.OK
    for outcome in outcomes:
        if isinstance(outcome.taken, RcakitError):
            tell(str(outcome.taken))
            code = max(code, _code_of(outcome.taken))
        else:
            _tell_remarks(outcome.file, outcome.taken)
    return code


def _report(outcome: Outcome) -> dict[str, Any]:
    taken = outcome.taken
    if isinstance(taken, RcakitError):
        return {"file": outcome.file, "importer": None, "error": str(taken)}
    return {
        "file": outcome.file,
        "importer": taken.importer,
        "added": dict(taken.added),
        "known": taken.known,
        "warnings": [{"line": one.line, "text": one.text} for one in taken.warnings],
        "skipped": [{"line": one.line, "text": one.text} for one in taken.skipped],
    }


def _span(before: Postmortem, after: Postmortem, zone: str) -> str:
    """From when to when the new events are, so that a wrong zone is seen at once."""
    new = {name: event for name, event in after.events.items() if name not in before.events}
    moments = [event.moment for _, event in in_order(new) if event.moment is not None]
    if not moments:
        return ""
    first, last = (show(moment, zone) for moment in (moments[0], moments[-1]))
    return f" ({first})" if first == last else f" ({first} to {last})"


def _tell_remarks(name: str, taken: Taken) -> None:
    for heading, remarks in (("warning", taken.warnings), ("skipped", taken.skipped)):
        for remark in remarks:
            say(f"{place(name, remark)}: {heading}: {remark.text}")
