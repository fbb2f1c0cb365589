"""rcakit: a postmortem led step by step, with root-cause methods as plugins over one graph.

The names below are what a plugin may use. They are loaded when first asked for, so that a
command that prints one line does not pay for the whole model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rcakit import (
        change,
        coverage,
        drawing,
        errors,
        graph,
        metrics,
        milestones,
        model,
        text,
        times,
        wording,
        working,
    )
    from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone
    from rcakit.errors import BadAnswer, RcakitError, Refused, UnreadableError
    from rcakit.guide import (
        Choice,
        Column,
        Day,
        Finding,
        Guide,
        Meaning,
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
        finding,
    )
    from rcakit.guide import Several as SeveralOf
    from rcakit.guide.about import about
    from rcakit.guide.because import (
        MOST_OPTIONS,
        cause_options,
        name_because,
        new_id,
        same_words,
    )
    from rcakit.guide.chance import CHANCE_HINT, chance, chance_words
    from rcakit.guide.join import join_question, listed
    from rcakit.guide.node import cause_node
    from rcakit.guide.problem import problem_question
    from rcakit.guide.shipped import shipped
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
        few,
        hookimpl,
    )
    from rcakit.model import Postmortem

_MODULES = (
    "change",
    "coverage",
    "drawing",
    "errors",
    "graph",
    "metrics",
    "milestones",
    "model",
    "text",
    "times",
    "wording",
    "working",
)
_NAMES = {
    "rcakit.diagram": ("Diagram", "DiagramKind", "Edge", "Group", "Node", "Tone"),
    "rcakit.errors": ("BadAnswer", "RcakitError", "Refused", "UnreadableError"),
    "rcakit.guide": (
        "Choice",
        "Column",
        "Day",
        "Finding",
        "Guide",
        "Meaning",
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
        "finding",
    ),
    "rcakit.guide.about": ("about",),
    "rcakit.guide.because": (
        "MOST_OPTIONS",
        "cause_options",
        "name_because",
        "new_id",
        "same_words",
    ),
    "rcakit.guide.chance": ("CHANCE_HINT", "chance", "chance_words"),
    "rcakit.guide.join": ("join_question", "listed"),
    "rcakit.guide.node": ("cause_node",),
    "rcakit.guide.problem": ("problem_question",),
    "rcakit.guide.shipped": ("shipped",),
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
        "few",
        "hookimpl",
    ),
    "rcakit.model": ("Postmortem",),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "CHANCE_HINT",
    "MOST_OPTIONS",
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
    "Meaning",
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
    "about",
    "cause_node",
    "cause_options",
    "chance",
    "chance_words",
    "change",
    "coverage",
    "drawing",
    "errors",
    "few",
    "finding",
    "graph",
    "hookimpl",
    "join_question",
    "listed",
    "metrics",
    "milestones",
    "model",
    "name_because",
    "new_id",
    "problem_question",
    "same_words",
    "shipped",
    "text",
    "times",
    "wording",
    "working",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _MODULES:
        return import_module(f"rcakit.{name}")
    if name == "SeveralOf":
        return import_module("rcakit.guide").Several
    raise AttributeError(f"module 'rcakit' has no attribute {name!r}")
