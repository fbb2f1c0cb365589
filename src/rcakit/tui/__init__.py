"""The terminal app. Nothing outside this package (but a method's view) imports Textual."""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rcakit.errors import AppFailedError, Exit, RcakitError

if TYPE_CHECKING:
    from rcakit.library import Policy
    from rcakit.plugins import Plugins

_PATIENCE = 1.0
"""Seconds that work which was told to stop is waited for at the end."""


def run(
    path: Path | None,
    *,
    third_party: bool = True,
    blocked: tuple[str, ...] = (),
    tour: bool = False,
) -> int:
    """Open the app on a postmortem folder or a library; the exit code.

    Raises:
        RcakitError: There is no terminal, or the path cannot be opened.
    """
    from rcakit.tui.app import RcakitApp, terminal_there
    from rcakit.tui.preferences import read_preferences
    from rcakit.tui.responsive import responsive

    if not terminal_there():
        raise RcakitError(
            "The app needs a terminal to draw on. Without one, `rcakit ask`, `analyze`, `check` "
            "and `export` do all it does."
        )
    where = path or Path.cwd()
    if not where.is_dir():
        raise RcakitError(f"{where} is not a folder. `rcakit new` makes a postmortem.")

    def load_plugins(policy: Policy) -> Plugins:
        from rcakit.plugins import gather

        return gather(
            third_party=third_party, blocked=frozenset((*blocked, *policy.plugins.blocked))
        )

    app = RcakitApp(
        where,
        load_plugins=load_plugins,
        preferences=read_preferences(),
        step="analysis" if tour else "",
    )
    leaving = app.leaving
    code = int(Exit.INTERNAL)
    try:
        with leaving.watching(), responsive():
            try:
                app.run()
            except BaseException as error:  # noqa: BLE001  it has failed, whatever it raised
                if not leaving.signal:
                    leaving.failed(error)
            kept = leaving.kept() if leaving.code else ""
        code = leaving.code or int(app.return_code or Exit.OK)
    finally:
        atexit.register(_leave, code)
    if app.trouble is not None:
        raise app.trouble
    if leaving.trouble is not None and not leaving.signal:
        raise AppFailedError(kept) from leaving.trouble
    return code


def _leave(code: int) -> None:
    """End here where a plugin goes on computing, which would do so amid what is taken down."""
    from rcakit.tui.threads import all_ended

    if not all_ended(_PATIENCE):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
