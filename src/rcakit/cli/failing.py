"""What a person sees when something goes wrong: one sentence, and an exit code.

A fault of rcakit's own leaves a report in a file. The report holds where in the code it
happened and never what any variable held, nor the words of the exception, so that it can be
sent to strangers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from rcakit.errors import Exit, RcakitError

INTERRUPTED = 130
"""What shells expect of a program that was ended by ctrl-c."""
_FRAMES = 60


def guarded(call: Callable[[], Any]) -> int:
    """The exit code of `call`, whatever it raises."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its code, not an exception.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = call()
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except RcakitError as error:
        tell(str(error))
        return int(error.exit_code)
    except click.ClickException as error:
        return _usage(error)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    except OSError as error:
        return _refused_by_system(error)
    except Exception as error:  # noqa: BLE001  the last net
        return _internal(error)
    return code if isinstance(code, int) else int(Exit.OK)


def tell(sentence: str) -> None:
    """Talk to the person: stderr, with every control character made visible."""
    from rcakit.text import visible

    with suppress(OSError, ValueError):
        for line in visible(sentence).splitlines():
            click.echo(f"rcakit: {line}", err=True)


def _usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    if context is not None:
        from rcakit.text import visible

        click.echo(visible(context.get_usage()), err=True)
    tell(error.format_message())
    return int(Exit.USAGE)


def _open_streams() -> None:
    """A program may be started with its streams closed; then there is nothing to read or say."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _quiet() -> int:
    """The reader of our output has gone; Python would complain of it once more at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Exit.OK)


def _refused_by_system(error: OSError) -> int:
    """A file or a folder that may not be read, or output that cannot be written."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _quiet()
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "The output"
    tell(f"{where} cannot be used: {error.strerror or type(error).__name__}.")
    return int(Exit.UNREADABLE)


def _internal(error: BaseException) -> int:
    kind = type(error).__name__
    try:
        path = write_report(error)
    except OSError:
        tell(f"This is a fault of rcakit, not yours ({kind}); no report could be written.")
    else:
        tell(f"This is a fault of rcakit, not yours ({kind}). A report is in {path}")
    return int(Exit.INTERNAL)


def write_report(error: BaseException) -> Path:
    """Write where `error` came from to a new file that only its owner can read; its path."""
    from datetime import UTC, datetime

    from platformdirs import user_state_path

    now = datetime.now(UTC)
    folder = user_state_path("rcakit") / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{line}\n" for line in _report(error))
    return path


def _report(error: BaseException) -> Iterator[str]:
    import traceback
    from importlib.metadata import PackageNotFoundError, version

    yield "rcakit fault report"
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
        for frame in traceback.extract_tb(link.__traceback__)[-_FRAMES:]:
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
        link = link.__cause__ or link.__context__
