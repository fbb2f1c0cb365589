"""Fishbone: the causes sorted by where they come from, so that empty bones ask."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Method, hookimpl


@hookimpl
def rcakit_methods() -> Iterable[Method]:
    """The method, imported only by commands that use methods."""
    from rcakit_fishbone.method import Fishbone

    return [Fishbone()]
