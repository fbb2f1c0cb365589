"""Imports tables: CSV, TSV, JSON Lines and JSON arrays, a row an event."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Importer, hookimpl


@hookimpl
def rcakit_importers() -> Iterable[Importer]:
    """The importers of CSV and of JSON Lines."""
    from rcakit_tabular.importer import CsvImporter, JsonLinesImporter

    return (CsvImporter(), JsonLinesImporter())
