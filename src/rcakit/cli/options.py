"""Arguments and options that several commands take alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)


def path_argument(default: Path | None = Path()) -> Callable[[Command], Command]:
    """PATH, a postmortem or a library; `default` where none is named."""
    return click.argument("path", type=PATH, default=default, required=False)


def json_option(what: str) -> Callable[[Command], Command]:
    """`--json`, passed as `as_json`; `what` of it says what is printed."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")
