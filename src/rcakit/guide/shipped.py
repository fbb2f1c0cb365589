"""Guide texts that ship as files beside the code of a plugin."""

from __future__ import annotations

from functools import cache
from typing import cast


@cache
def read_shipped(package: str, name: str) -> str:
    """The text of a file of a package, wherever the package is installed."""
    from importlib.resources import files

    return files(package).joinpath(name).read_text("utf-8").strip()


class _Shipped:
    """A class attribute that is read from its file when somebody first asks for it."""

    def __init__(self, package: str, name: str) -> None:
        self.package = package
        self.name = name

    def __get__(self, instance: object, owner: type) -> str:
        return read_shipped(self.package, self.name)


def shipped(package: str, name: str) -> str:
    """The `text` of a guide that is kept in a file of its package, such as "guide.md".

    Most commands never show a guide text, so the file is read when it is first looked at.
    """
    return cast("str", _Shipped(package, name))
