"""The contract of steps and methods: questions, answers, findings, tables."""

from rcakit.guide.answers import (
    AnswerKind,
    Choice,
    Day,
    Moment,
    Number,
    Option,
    Several,
    Text,
    TextOrOption,
    YesNo,
    pick,
)
from rcakit.guide.contract import (
    Cell,
    Column,
    Finding,
    Guide,
    Method,
    Question,
    Severity,
    Table,
    at_hand,
)

__all__ = [
    "AnswerKind",
    "Cell",
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
    "Several",
    "Severity",
    "Table",
    "Text",
    "TextOrOption",
    "YesNo",
    "at_hand",
    "pick",
]
