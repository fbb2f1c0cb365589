"""`rcakit merge-driver`: what git calls to merge a file of a postmortem, and its set-up."""

from __future__ import annotations

from pathlib import Path

import click

from rcakit.cli.options import PATH

_LABELS = "What stands behind the marks of {}."


@click.command("merge-driver")
@click.argument("files", metavar="[BASE OURS THEIRS [PATH]]", nargs=-1, type=PATH)
@click.option("--marker-size", default=7, show_default=True, help="Signs of a conflict mark.")
@click.option("--label-base", default="base", help=_LABELS.format("what both come from"))
@click.option("--label-ours", default="ours", help=_LABELS.format("the side at hand"))
@click.option("--label-theirs", default="theirs", help=_LABELS.format("the other side"))
@click.option("--install", is_flag=True, help="Have git call this for postmortems from now on.")
@click.option("--uninstall", is_flag=True, help="Take back what --install did.")
@click.option(
    "--global", "everywhere", is_flag=True, help="For all repositories of this user, not only here."
)
def merge_driver_command(
    *,
    files: tuple[Path, ...],
    marker_size: int,
    label_base: str,
    label_ours: str,
    label_theirs: str,
    install: bool,
    uninstall: bool,
    everywhere: bool,
) -> int:
    """Merge two versions of a file, THEIRS into OURS, as git does when it calls this.

    What both sides changed differently is left between conflict marks, field by field, and
    everything else is merged: by id, by key, with all comments. Exit code 1 if there are conflicts.
    `rcakit resolve` settles them.
    """
    if install or uninstall:
        return _set_up(files, install=install, uninstall=uninstall, everywhere=everywhere)
    if everywhere or not 3 <= len(files) <= 4:
        raise click.UsageError(
            "Give --install to set git up, or the three files to merge: BASE OURS THEIRS."
        )
    from rcakit.merging.hunks import Labels

    labels = Labels(
        _label(label_ours, "ours"), _label(label_base, "base"), _label(label_theirs, "theirs")
    )
    return _merge(files, labels, max(marker_size, 1))


def _label(given: str, usual: str) -> str:
    """The name git has for a side: none, or before git 2.44 only the sign it would stand for."""
    return usual if given in ("", "%S", "%X", "%Y") else " ".join(given.split())


def _merge(files: tuple[Path, ...], labels: object, size: int) -> int:
    from rcakit.cli.failing import tell
    from rcakit.merging.driver import merge_files
    from rcakit.merging.hunks import Labels
    from rcakit.saving.durable import write_whole

    assert isinstance(labels, Labels)
    base, ours, theirs = files[:3]
    name = files[3] if len(files) > 3 else ours
    outcome = merge_files(base, ours, theirs, labels=labels, size=size)
    if outcome.data != ours.read_bytes():
        write_whole(ours, outcome.data)
    if outcome.by_lines:
        tell(f"{name} was merged line by line, since one side of it is not TOML that rcakit reads.")
    if outcome.conflicts:
        places = "one place" if outcome.conflicts == 1 else f"{outcome.conflicts} places"
        tell(f"{name}: both sides changed {places}; `rcakit resolve {name}` shows them.")
    return int(bool(outcome.conflicts))


def _set_up(files: tuple[Path, ...], *, install: bool, uninstall: bool, everywhere: bool) -> int:
    if install and uninstall:
        raise click.UsageError("Give --install or --uninstall, not both.")
    if len(files) > 1:
        raise click.UsageError("Name one folder of the repository, or none for this one.")
    from rcakit.cli.output import say
    from rcakit.merging.setup import installed, uninstalled

    here = files[0] if files else Path()
    for sentence in (
        installed(here, everywhere=everywhere)
        if install
        else uninstalled(here, everywhere=everywhere)
    ):
        say(sentence)
    return 0
