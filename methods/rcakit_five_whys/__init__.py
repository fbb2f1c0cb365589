"""Five Whys: from the problem to what made it possible, along every branch."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Method, hookimpl


@hookimpl
def rcakit_methods() -> Iterable[Method]:
    """The method, imported only by commands that use methods."""
    from rcakit_five_whys.method import FiveWhys

    return [FiveWhys()]
