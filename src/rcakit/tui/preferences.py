"""A person's own settings: theme and keys, in the platform's configuration folder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import attrs
from platformdirs import user_config_path, user_state_path

from rcakit.errors import UnreadableError

DEFAULT_THEME = "rcakit-dark"


@attrs.frozen
class Preferences:
    """What a person chose.

    Attributes:
        theme: Name of a theme.
        keys: Id of a command to the key that should do it.
        fault: Why the file could not be used; "" where all is well.
    """

    theme: str = DEFAULT_THEME
    keys: Mapping[str, str] = attrs.field(factory=dict)
    fault: str = ""


def config_file() -> Path:
    """Where a person writes `theme` and `[keys]`."""
    return user_config_path("rcakit") / "config.toml"


def _theme_file() -> Path:
    return user_state_path("rcakit") / "theme"


def read_preferences() -> Preferences:
    """The settings; a file with a mistake in it counts as empty and says what is wrong."""
    theme = DEFAULT_THEME
    with suppress(OSError, UnicodeDecodeError):
        theme = _theme_file().read_text("utf-8").strip() or theme
    path = config_file()
    if not path.exists():
        return Preferences(theme)
    from rcakit.toml.bounded import read_regular
    from rcakit.toml.read import parse

    try:
        document = parse(read_regular(path), path)
    except UnreadableError as error:
        return Preferences(theme, fault=str(error))
    wanted, keys = document.get("theme", theme), document.get("keys", {})
    if not isinstance(wanted, str):
        return Preferences(theme, fault=f"{path}: theme must be the name of a theme.")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        return Preferences(wanted, fault=f"{path}: [keys] must map commands to keys.")
    return Preferences(wanted, {name: str(key) for name, key in keys.items()})


def remember_theme(name: str) -> None:
    """Keep the theme chosen in the app for the next time; a refusal of the disk is no matter."""
    path = _theme_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    except OSError:
        return
