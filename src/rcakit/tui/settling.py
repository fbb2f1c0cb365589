"""A folder that cannot be opened before what a merge left open in it is decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcakit.errors import RcakitError

if TYPE_CHECKING:
    from rcakit.tui.app import RcakitApp


def settle(app: RcakitApp, folder: Path) -> None:
    """Have the places decided, and then open the folder; without a library leave with the last."""
    from rcakit.resolving import Resolving
    from rcakit.tui.screens.resolve import ResolveScreen

    from_library = len(app.screen_stack) > 1

    async def settled(there: Path | None) -> None:
        if there is not None:
            await app.open_postmortem(there)
        elif not from_library:
            app.exit()

    try:
        resolving = Resolving.open(folder)
        resolving.finish_clear()
    except RcakitError as error:
        if from_library:
            app.tell(str(error), severity="error")
            return
        app.trouble = error
        app.exit()
        return
    app.push_screen(ResolveScreen(resolving), settled)
