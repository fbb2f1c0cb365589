"""Imports published Markdown postmortems."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Importer, hookimpl


@hookimpl
def rcakit_importers() -> Iterable[Importer]:
    """The importer of Markdown postmortems."""
    from rcakit_markdown.importer import MarkdownImporter

    return (MarkdownImporter(),)
