"""The terminal app. Nothing outside this package (but a method's view) imports Textual."""

from __future__ import annotations

from pathlib import Path

from rcakit.errors import Exit, RcakitError


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
    from rcakit.library import policy_for
    from rcakit.plugins import gather
    from rcakit.session import Session
    from rcakit.store import is_postmortem
    from rcakit.tui.app import RcakitApp, terminal_there
    from rcakit.tui.preferences import read_preferences

    if not terminal_there():
        raise RcakitError(
            "The app needs a terminal to draw on. Without one, `rcakit ask`, `analyze`, `check` "
            "and `export` do all it does."
        )
    where = path or Path.cwd()
    if not where.exists():
        raise RcakitError(f"{where} does not exist. `rcakit new` makes a postmortem.")
    policy = policy_for(where)
    session = Session.open(where) if is_postmortem(where) or not where.is_dir() else None
    plugins = gather(
        third_party=third_party, blocked=frozenset((*blocked, *policy.plugins.blocked))
    )
    app = RcakitApp(
        where,
        plugins=plugins,
        policy=policy,
        preferences=read_preferences(),
        session=session,
        step="analysis" if tour else "",
    )
    app.run()
    if app.crash is not None:
        raise app.crash
    return int(app.return_code or Exit.OK)
