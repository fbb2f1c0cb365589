"""Answers that are the default, spelt out, so that a merge sees them as the answers they are.

A file leaves a default out. That somebody said it stands under `skipped` alone, and there another
answer of somebody else would not be seen to contradict it.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit.model import Incident

SKIPPED = "skipped"
_DEFAULTS = {
    field.name: str(field.default)
    for field in attrs.fields(Incident)
    if isinstance(field.default, str) and field.default
}


def question(key: str) -> str:
    """The question that a key of the incident answers."""
    return f"incident/{key}"


def spelt_out(document: Mapping[str, object]) -> Mapping[str, object]:
    """The document of the main file with each default in it that somebody confirmed."""
    said = _said(document)
    found = {
        key: default
        for key, default in _DEFAULTS.items()
        if key not in document and said.get(question(key)) == default
    }
    return {**document, **found} if found else document


def goes_along(key: str, document: Mapping[str, object]) -> object:
    """What a side has recorded of the question of a key; None where nothing."""
    return _said(document).get(question(key))


def _said(document: Mapping[str, object]) -> Mapping[str, object]:
    said = document.get(SKIPPED)
    return said if isinstance(said, Mapping) else {}
