"""The terminal app. Nothing outside this package (but a method's view) imports Textual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcakit.errors import Exit, RcakitError

if TYPE_CHECKING:
    from rcakit.library import Policy
    from rcakit.plugins import Plugins


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
    app.run()
    if app.trouble is not None:
        raise app.trouble
    return int(app.return_code or Exit.OK)
