"""`rcakit check`: what is wrong or wanting, for people, editors and build servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rcakit.cli.installed import Installed
from rcakit.cli.loading import folder_of
from rcakit.cli.output import result, say
from rcakit.cli.reports import FORMATS, Reported
from rcakit.errors import Exit, RcakitError, UnreadableError
from rcakit.guide import Finding, Severity
from rcakit.library import folders
from rcakit.model import Postmortem, find
from rcakit.reading import Reader
from rcakit.store import CYCLE, REFERENCE, BrokenFolder, Lines, load, unsound

UNREADABLE = "unreadable"
"""The rule that a file rcakit cannot take is told of under."""
_STOPPING = (UNREADABLE, REFERENCE, CYCLE)


@click.command("check")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.pass_obj
def check_command(installed: Installed, *, paths: tuple[Path, ...], form: str) -> int:
    """Point out what is wrong or wanting in postmortems; each PATH is one, or a library.

    Exit code 1 if a finding is an error, 4 if a file cannot be read or names what is not there.
    """
    reported: list[Reported] = []
    postmortems = dict.fromkeys(
        folder for path in paths or (Path(),) for folder in _postmortems(path)
    )
    for folder in postmortems:
        reported += _checked(installed, folder)
    rules = {name: owned.thing.title for name, owned in installed.plugins().checks.items()}
    text = FORMATS[form](reported, rules)
    if text:
        result(text)
    if form == "text":
        say(_summary(reported, len(postmortems)))
    if any(one.rule in _STOPPING for one in reported):
        return int(Exit.UNREADABLE)
    errors = any(one.severity is Severity.ERROR for one in reported)
    return int(Exit.FINDINGS if errors else Exit.OK)


def _postmortems(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise RcakitError(f"{path} does not exist.")
    found = list(folders(folder_of(path)))
    if not found:
        raise RcakitError(f"There is no postmortem in {path}; `rcakit new` makes one.")
    yield from found


def _checked(installed: Installed, folder: Path) -> Iterator[Reported]:
    """Everything about one postmortem; a file that cannot be taken is a finding as well."""
    try:
        reader = installed.reader(folder)
    except UnreadableError as error:
        yield _unreadable(error)
        reader = Reader(installed.plugins())
    try:
        snapshot = load(folder)
    except BrokenFolder as broken:
        for fault in broken.errors:
            yield _unreadable(fault)
        return
    lines = Lines(snapshot)
    findings = reader.check(snapshot.postmortem)
    told = {finding.rule for finding in findings}
    for rule, fault in unsound(folder, snapshot):
        # The rules of a plugin say it better, but may be blocked or switched off.
        if rule not in told:
            yield _unreadable(fault, rule)
    for finding in findings:
        file, line = lines.about(finding.about[0] if finding.about else "", finding.field)
        about = tuple(_bare(snapshot.postmortem, name) for name in finding.about)
        yield Reported(
            finding.rule, Severity(finding.severity), folder / file, line, _sentence(finding), about
        )


def _unreadable(error: UnreadableError, rule: str = UNREADABLE) -> Reported:
    return Reported(rule, Severity.ERROR, error.path, error.line or 1, error.reason, ())


def _bare(postmortem: Postmortem, name: str) -> str:
    found = find(postmortem, name)
    return found[1] if found is not None else name


def _sentence(finding: Finding) -> str:
    return f"{finding.text} ({finding.mend})" if finding.mend else finding.text


def _summary(reported: list[Reported], count: int) -> str:
    counts = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity in Severity
        if (number := sum(one.severity is severity for one in reported))
    ]
    found = ", ".join(counts) if counts else "nothing to point out"
    return f"{count} {'postmortem' if count == 1 else 'postmortems'}: {found}"
