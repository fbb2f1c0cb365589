"""Numbers that are computed: failure models, uncertain values, and arithmetic over parameters.

An expression is a tree of three kinds of value. People and TOML files write it as text
("exponential(2e-6, mission-time)"), Open-PSA files as XML; both are read into the same tree.
"""

from rcakit_fault_tree.expressions.evaluate import Circle, Model, Unknown, WrongValue
from rcakit_fault_tree.expressions.tree import Call, Expression, Name, Number, calls, names

__all__ = [
    "Call",
    "Circle",
    "Expression",
    "Model",
    "Name",
    "Number",
    "Unknown",
    "WrongValue",
    "calls",
    "names",
]
