"""Expressions as people write them: "exponential(2e-6, mission-time)", "0.2 * rate + 1e-3".

Names are letters, digits, "_", "." and "-", so a minus stands between blanks; any other name stands
between backticks. Everything can be written as a call; + - * / and ^ are short for the functions
of arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rcakit_fault_tree.expressions.tree import Call, Expression, Name, Number

DEEPEST = 100
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?\d++)?)"
    r"|(?P<name>[^\W\d][\w.-]*)"
    r"|`(?P<quoted>[^`]+)`"
    r"|(?P<sign>[-+*/^(),]))"
)
_PLAIN = re.compile(r"[^\W\d][\w.-]*")
_LEVELS = ({"+": "add", "-": "sub"}, {"*": "mul", "/": "div"})


class NotAnExpression(Exception):
    """A text that cannot be read as one; says where and why."""


def read(text: str) -> Expression:
    """The expression a text is.

    Raises:
        NotAnExpression: It is none.
    """
    reader = _Reader(text)
    found = reader.sum()
    reader.expect_end()
    return found


def write(expression: Expression) -> str:
    """An expression as text that `read` gives back."""
    pieces: list[str] = []
    stack: list[Expression | str] = [expression]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            pieces.append(one)
        elif isinstance(one, Number):
            pieces.append(_number(one.value))
        elif isinstance(one, Name):
            pieces.append(_named(one.name))
        else:
            pieces.append(f"{one.function}(")
            stack.append(")")
            for place, arg in enumerate(reversed(one.args)):
                if place:
                    stack.append(", ")
                stack.append(arg)
    return "".join(pieces)


def _number(value: float) -> str:
    shown = repr(value)
    return shown.removesuffix(".0")


def _named(name: str) -> str:
    """A name as it is, or between backticks where it could not be read otherwise."""
    return name if _PLAIN.fullmatch(name) else f"`{name.replace('`', '’')}`"


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._place = 0
        self._depth = 0

    def sum(self) -> Expression:
        """Terms with + and - between them."""
        return self._binary(0)

    def expect_end(self) -> None:
        """Raise if anything is left."""
        kind, value, column = self._peek()
        if kind != "end":
            raise NotAnExpression(f"“{value}” at column {column} is not expected")

    def _binary(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self._power()
        found = self._binary(level + 1)
        while True:
            kind, value, _ = self._peek()
            if kind != "sign" or value not in _LEVELS[level]:
                return found
            self._place += 1
            found = Call(_LEVELS[level][value], (found, self._binary(level + 1)))

    def _power(self) -> Expression:
        base = self._atom()
        kind, value, _ = self._peek()
        if (kind, value) == ("sign", "^"):
            self._place += 1
            return Call("pow", (base, self._power()))
        return base

    def _atom(self) -> Expression:
        kind, value, column = self._next()
        if kind == "number":
            return Number(float(value))
        if kind == "quoted":
            return Name(value)
        if kind == "name":
            return self._call(value) if self._peek()[1] == "(" else Name(value)
        if value == "-":
            inner = self._power()
            return Number(-inner.value) if isinstance(inner, Number) else Call("neg", (inner,))
        if value == "(":
            self._deeper(column)
            found = self.sum()
            self._close()
            return found
        what = "the text ends" if kind == "end" else f"“{value}” stands"
        raise NotAnExpression(f"at column {column} {what} where a number or a name is wanted")

    def _call(self, function: str) -> Expression:
        _, _, column = self._next()
        self._deeper(column)
        args: list[Expression] = []
        if self._peek()[1] != ")":
            args.append(self.sum())
            while self._peek()[1] == ",":
                self._place += 1
                args.append(self.sum())
        self._close()
        return Call(function.lower(), tuple(args))

    def _deeper(self, column: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAnExpression(f"at column {column} it is nested more than {DEEPEST} deep")

    def _close(self) -> None:
        kind, value, column = self._next()
        if (kind, value) != ("sign", ")"):
            raise NotAnExpression(f"at column {column} a “)” is wanted")
        self._depth -= 1

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._place]

    def _next(self) -> tuple[str, str, int]:
        token = self._tokens[self._place]
        if token[0] != "end":
            self._place += 1
        return token


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place = 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise NotAnExpression(
                f"“{text[place:].strip()[:20]}” at column {place + 1} is not clear"
            )
        yield found.lastgroup, found[found.lastgroup], found.start(found.lastgroup) + 1
        place = found.end()
    yield "end", "", len(text) + 1
