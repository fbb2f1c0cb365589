"""$EDITOR on a long text or a file, with the app out of the way meanwhile."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rcakit.errors import RcakitError
from rcakit.tui.step_tables import file

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp
    from rcakit.tui.screens.workbench import Workbench


def _command() -> list[str]:
    return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")


def edit_here(bench: Workbench) -> None:
    """Open the answer being written, or else the step's file, once what is unsaved is in it."""
    panel = bench.middle.panel
    if panel.has_focus_within and bench.desk.asked() is not None:
        edited = edit_text(bench.app, panel.typed)
        if edited is not None:
            panel.replace_typed(edited)
        return
    try:
        bench.save_now()
    except RcakitError as error:
        bench.tell(str(error), "error")
        return
    edit_file(bench.app, bench.desk.session.folder / file(bench.desk.step))
    bench.watch_disk()


def edit_file(app: RcakitApp, path: Path) -> bool:
    """Open a file in the person's editor; whether that went well."""
    from textual.app import SuspendNotSupported

    try:
        with app.suspend():
            # The editor is the person's own choice.
            result = subprocess.run([*_command(), str(path)], check=False)  # noqa: S603
    except (OSError, SuspendNotSupported, ValueError) as error:
        app.tell(f"The editor {' '.join(_command()[:1])} did not start: {error}", severity="error")
        return False
    return result.returncode == 0


def edit_text(app: RcakitApp, text: str) -> str | None:
    """The text as it comes back from the person's editor; None where nothing came back."""
    with tempfile.TemporaryDirectory(prefix="rcakit-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, "utf-8")
        if not edit_file(app, path):
            return None
        try:
            return path.read_text("utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError):
            return None
