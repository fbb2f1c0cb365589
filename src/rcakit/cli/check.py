"""`rcakit check`: what is wrong or wanting, for people, editors and build servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rcakit.cli.copies import Folders, shared_ids, stray_files
from rcakit.cli.installed import Installed
from rcakit.cli.loading import folder_of
from rcakit.cli.output import result, say
from rcakit.cli.reports import FORMATS, Reported
from rcakit.errors import Exit, RcakitError, UnreadableError, UnsettledError
from rcakit.guide import Finding, Severity
from rcakit.library import find_root, folders
from rcakit.library.policy import NAME
from rcakit.model import Postmortem, find
from rcakit.reading import Reader
from rcakit.store import CYCLE, REFERENCE, BrokenFolder, Lines, Snapshot, load, unsound
from rcakit.store.unsettled import in_words
from rcakit.toml.locate import Index

UNREADABLE = "unreadable"
"""The rule that a file rcakit cannot take is told of under."""
CONFLICT = "conflict"
"""The rule for a place that a merge left for a person to decide."""
IN_WORDS = "conflict-in-words"
"""The rule for marks of a conflict inside a text."""
_STOPPING = (UNREADABLE, CONFLICT, REFERENCE, CYCLE)


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
    told: set[Path] = set()
    known = Folders()
    for folder in postmortems:
        reader, about_policy = _reader(installed, folder, told)
        reported += about_policy
        reported += _checked(reader, folder, known)
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


def _reader(
    installed: Installed, folder: Path, told: set[Path]
) -> tuple[Reader, tuple[Reported, ...]]:
    """What computes about a folder, and what is to be said of its policy where nobody has yet."""
    root = find_root(folder)
    if root is None:
        return installed.reader(folder), ()
    new = root not in told
    told.add(root)
    try:
        reader = installed.reader(folder)
    except UnreadableError as error:
        return Reader(installed.plugins()), (_unreadable(error),) if new else ()
    return reader, tuple(_of_policy(reader, root / NAME)) if new else ()


def _of_policy(reader: Reader, policy: Path) -> Iterator[Reported]:
    placed = reader.of_policy()
    if not placed:
        return
    index = Index(policy.read_text("utf-8"))
    for one in placed:
        yield _reported(one.finding, policy, index.line(one.path) or 1, ())


def _checked(reader: Reader, folder: Path, known: Folders) -> Iterator[Reported]:
    """Everything about one postmortem; a file that cannot be taken is a finding as well."""
    yield from stray_files(folder, reader.policy)
    try:
        snapshot = load(folder)
    except BrokenFolder as broken:
        for fault in broken.errors:
            yield _unreadable(fault, CONFLICT if isinstance(fault, UnsettledError) else UNREADABLE)
        return
    except RcakitError as error:
        yield _unreadable(UnreadableError(folder, None, str(error)))
        return
    yield from shared_ids(folder, snapshot, reader.policy)
    yield from known.copied(folder, snapshot.postmortem, reader.policy)
    yield from _marks_in_words(folder, snapshot)
    lines = Lines(snapshot)
    placed = reader.placed(snapshot.postmortem)
    told = {one.finding.rule for one in placed}
    for rule, fault in unsound(folder, snapshot):
        # The rules of a plugin say it better, but may be blocked or switched off.
        if rule not in told:
            yield _unreadable(fault, rule)
    for one in placed:
        finding = one.finding
        if one.file:
            file, line = one.file, lines.line(one.file, one.path)
        else:
            file, line = lines.about(finding.about[0] if finding.about else "", finding.field)
        about = tuple(_bare(snapshot.postmortem, name) for name in finding.about)
        yield _reported(finding, folder / file, line, about)


def _marks_in_words(folder: Path, snapshot: Snapshot) -> Iterator[Reported]:
    """Marks that git's own merge may have left inside a text, where TOML does not mind them."""
    for name, stored in snapshot.files.items():
        line = in_words(stored.data)
        if line is not None:
            yield Reported(
                IN_WORDS,
                Severity.WARNING,
                folder / name,
                line,
                "A text here holds conflict marks, as if a merge had been left open. (`rcakit "
                "resolve` decides it; where they are meant as words, indent them.)",
                (),
            )


def _reported(finding: Finding, file: Path, line: int, about: tuple[str, ...]) -> Reported:
    severity = Severity(finding.severity)
    return Reported(finding.rule, severity, file, line, _sentence(finding), about)


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
