"""rcakit: a postmortem led step by step, with root-cause methods as plugins over one graph.

The names below are what a plugin may use. They are loaded when first asked for, so that a
command that prints one line does not pay for the whole model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rcakit import change, errors, graph, metrics, model, text, times
    from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone
    from rcakit.errors import BadAnswer, RcakitError, Refused, UnreadableError
    from rcakit.guide import (
        Choice,
        Column,
        Day,
        Finding,
        Guide,
        Method,
        Moment,
        Number,
        Option,
        Question,
        Severity,
        Table,
        Text,
        TextOrOption,
        YesNo,
    )
    from rcakit.guide import Several as SeveralOf
    from rcakit.hooks import (
        Check,
        Exporter,
        Found,
        Imported,
        Importer,
        ImportFile,
        Lens,
        Reading,
        Remark,
        hookimpl,
    )
    from rcakit.model import Postmortem

_MODULES = ("change", "drawing", "errors", "graph", "metrics", "model", "text", "times")
_NAMES = {
    "rcakit.diagram": ("Diagram", "DiagramKind", "Edge", "Group", "Node", "Tone"),
    "rcakit.errors": ("BadAnswer", "RcakitError", "Refused", "UnreadableError"),
    "rcakit.guide": (
        "Choice",
        "Column",
        "Day",
        "Finding",
        "Guide",
        "Method",
        "Moment",
        "Number",
        "Option",
        "Question",
        "Severity",
        "Table",
        "Text",
        "TextOrOption",
        "YesNo",
    ),
    "rcakit.hooks": (
        "Check",
        "Exporter",
        "Found",
        "ImportFile",
        "Imported",
        "Importer",
        "Lens",
        "Reading",
        "Remark",
        "hookimpl",
    ),
    "rcakit.model": ("Postmortem",),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "BadAnswer",
    "Check",
    "Choice",
    "Column",
    "Day",
    "Diagram",
    "DiagramKind",
    "Edge",
    "Exporter",
    "Finding",
    "Found",
    "Group",
    "Guide",
    "ImportFile",
    "Imported",
    "Importer",
    "Lens",
    "Method",
    "Moment",
    "Node",
    "Number",
    "Option",
    "Postmortem",
    "Question",
    "RcakitError",
    "Reading",
    "Refused",
    "Remark",
    "SeveralOf",
    "Severity",
    "Table",
    "Text",
    "TextOrOption",
    "Tone",
    "UnreadableError",
    "YesNo",
    "__version__",
    "change",
    "drawing",
    "errors",
    "graph",
    "hookimpl",
    "metrics",
    "model",
    "text",
    "times",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _MODULES:
        return import_module(f"rcakit.{name}")
    if name == "SeveralOf":
        return import_module("rcakit.guide").Several
    raise AttributeError(f"module 'rcakit' has no attribute {name!r}")
