"""The whole postmortem as JSON, with everything rcakit computes about it."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Exporter, hookimpl
from rcakit_json.document import JsonDocument


@hookimpl
def rcakit_exporters() -> Iterable[Exporter]:
    """The exporter with the id `json`."""
    return (JsonDocument(),)
