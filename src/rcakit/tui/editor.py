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
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    return shlex.split(chosen) or ["vi"]


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
            # Textual takes the terminal back only where nothing is raised in here.
            fault, code = _run(path)
    except SuspendNotSupported as error:
        fault, code = str(error), 1
    if fault:
        app.tell(f"The editor did not start: {fault}", severity="error")
    return code == 0


def _run(path: Path) -> tuple[str, int]:
    """Why the editor did not start, or "", and its exit code."""
    try:
        command = _command()
    except ValueError as error:
        return f"$EDITOR cannot be read: {str(error).lower()}.", 1
    try:
        # The editor is the person's own choice.
        return "", subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        return f"{command[0]}: {getattr(error, 'strerror', None) or error}.", 1


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
