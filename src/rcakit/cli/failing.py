"""What a person sees when something goes wrong: one sentence, and an exit code.

A fault of rcakit's own leaves a report in a file, which holds nothing of a postmortem.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from rcakit.errors import AppFailedError, Exit, RcakitError

INTERRUPTED = 130
"""What shells expect of a program that was ended by ctrl-c."""


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
    kept = ""
    if isinstance(error, AppFailedError):
        kept = f" {error.kept}"
        error = error.__cause__ or error
    kind = type(error).__name__
    from rcakit.faults import write_report

    try:
        path = write_report(error)
    except OSError:
        tell(f"This is a fault of rcakit, not yours ({kind}); no report could be written.{kept}")
    else:
        tell(f"This is a fault of rcakit, not yours ({kind}). A report is in {path}{kept}")
    return int(Exit.INTERNAL)
