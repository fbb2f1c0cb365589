"""`rcakit restore`: put in what a refused save has kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs
import click

from rcakit.change import Change
from rcakit.cli.committing import commit
from rcakit.cli.failing import tell
from rcakit.cli.installed import Installed
from rcakit.cli.keeping import base_of, home_of, kept_folder
from rcakit.cli.options import PATH
from rcakit.cli.output import result
from rcakit.errors import Exit
from rcakit.model import Postmortem
from rcakit.session import Session
from rcakit.store import load
from rcakit.store.merging import Clashes, Side, clashing, merged


@attrs.frozen
class _PutIn(Change):
    """The postmortem becomes the one that the merge came to."""

    after: Postmortem

    @property
    def title(self) -> str:
        """What undo calls it."""
        return "what a refused save had kept"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """See Change."""
        del postmortem
        return self.after


@click.command("restore")
@click.argument("kept", metavar="PATH", type=PATH)
@click.option("--into", "into", type=PATH, help="The postmortem; the one it was meant for.")
@click.option(
    "--take",
    type=click.Choice(["kept", "disk"]),
    help="Which to take where both changed the same; without it nothing is done then.",
)
@click.pass_obj
def restore_command(
    installed: Installed, *, kept: Path, into: Path | None, take: str | None
) -> int:
    """Put what was kept at PATH into its postmortem, beside what others did meanwhile.

    A command whose save the disk refused says where it kept its work. The copy is removed once
    it is put in.
    """
    session = Session.open(into or home_of(kept))
    base, mine = base_of(kept), load(kept).documents()
    found: Clashes = ()

    def put_in() -> None:
        nonlocal found
        theirs = session.disk.documents()
        found = clashing(base, mine, theirs)
        if found and take is None:
            return
        side = Side.MINE if take == "kept" else Side.THEIRS
        choices = {(file, clash.path): side for file, clash in found}
        session.apply(_PutIn(merged(base, mine, theirs, choices)[0]))

    commit(session, put_in, installed.tell_saved, keeping=False)
    if found and take is None:
        for file, clash in found:
            tell(f"{file}: {'.'.join(clash.path)}: {clash.mine!r} is kept, {clash.theirs!r} there.")
        tell("Nothing was put in. --take kept or --take disk says which to take.")
        return int(Exit.CONFLICT)
    if kept.resolve().parent == kept_folder().resolve():
        shutil.rmtree(kept, ignore_errors=True)
    result(f"Put into {session.folder}")
    return int(Exit.OK)
