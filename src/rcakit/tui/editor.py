"""$EDITOR on a long text or a file, with the app out of the way meanwhile."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rcakit.errors import RcakitError
from rcakit.saving.reasons import in_words
from rcakit.state.place import write
from rcakit.state.typed import edited_file
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
        _edit_answer(bench)
        return
    try:
        bench.save_now()
    except RcakitError as error:
        bench.tell(str(error), "error")
        return
    edit_file(bench.app, bench.desk.session.folder / file(bench.desk.step))
    bench.watch_disk()


def _edit_answer(bench: Workbench) -> None:
    """Open the answer; should rcakit end meanwhile, what the editor saved is offered again."""
    panel, unfinished = bench.middle.panel, bench.unfinished
    path = edited_file(unfinished.where)
    try:
        write(path, panel.typed.encode("utf-8", "replace"))
    except OSError as error:
        bench.tell(f"The text cannot be given to an editor: {in_words(error)}", "error")
        return
    unfinished.keep_now(file=path.name)
    try:
        ended = edit_file(bench.app, path)
        if ended is None or ended > 0:  # it did not start, or the person wants none of it
            return
        with suppress(OSError, UnicodeDecodeError):
            panel.replace_typed(path.read_text("utf-8").rstrip("\n"))
        if ended < 0:
            bench.tell("The editor was killed; what it had saved is in the answer.", "warning")
    finally:
        unfinished.keep_now()
        path.unlink(missing_ok=True)


def edit_file(app: RcakitApp, path: Path) -> int | None:
    """Open a file in the person's editor; how that ended, or None where it did not begin."""
    from textual.app import SuspendNotSupported

    try:
        with app.suspend():
            # Textual takes the terminal back only where nothing is raised in here.
            fault, code = _run(path)
    except SuspendNotSupported as error:
        fault, code = str(error), None
    if fault:
        app.tell(f"The editor did not start: {fault}", severity="error")
    return code


def _run(path: Path) -> tuple[str, int | None]:
    """Why the editor did not start, or "", and its exit code."""
    try:
        command = _command()
    except ValueError as error:
        return f"$EDITOR cannot be read: {str(error).lower()}.", None
    try:
        # The editor is the person's own choice.
        return "", subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        return f"{command[0]}: {getattr(error, 'strerror', None) or error}.", None


def edit_text(app: RcakitApp, text: str) -> str | None:
    """The text as it comes back from the person's editor; None where nothing came back."""
    with TemporaryDirectory(prefix="rcakit-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, "utf-8")
        if edit_file(app, path) != 0:
            return None
        try:
            return path.read_text("utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError):
            return None
