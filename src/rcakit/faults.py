"""The report of a fault of rcakit's own: where in the code it happened, for those who mend it.

It holds nothing of a postmortem: no value of a variable, and not the words of an exception, which
may quote one. Who wants to send those too says so by RCAKIT_REPORT=full.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_FRAMES = 60
_LONGEST = 300
_WITH_CONTENTS = (
    "This report holds contents of your postmortem; look through it before you send it."
)


def write_report(error: BaseException) -> Path:
    """Write where `error` came from to a new file that only its owner can read; its path.

    Raises:
        OSError: It cannot be written.
    """
    from datetime import UTC, datetime

    from platformdirs import user_state_path

    now = datetime.now(UTC)
    folder = user_state_path("rcakit") / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "w", errors="backslashreplace") as file:
        file.writelines(f"{line}\n" for line in _report(error))
    return path


def _report(error: BaseException) -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    full = os.environ.get("RCAKIT_REPORT") == "full"
    yield "rcakit fault report"
    if full:
        yield _WITH_CONTENTS
    yield f"python {sys.version.split()[0]} on {sys.platform}"
    for name in ("rcakit", "attrs", "cattrs", "click", "pluggy", "textual", "tomlkit"):
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield ""
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        yield from _frames(link, full=full)
        link = link.__cause__ or link.__context__


def _frames(error: BaseException, *, full: bool) -> Iterator[str]:
    import traceback

    from rcakit.text import shorten

    told = traceback.TracebackException.from_exception(error, capture_locals=full)
    if full:
        yield f"  {shorten(str(error), _LONGEST)}"
    for frame in told.stack[-_FRAMES:]:
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
        for name, value in (frame.locals or {}).items():
            yield f"    {name} = {shorten(value, _LONGEST)}"
