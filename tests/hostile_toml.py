"""TOML made to hurt whoever reads it."""

from __future__ import annotations

import random
from collections.abc import Callable

Make = Callable[[], bytes]
MB = 1_000_000


def toml_files(head: str, scale: float = 1) -> dict[str, Make]:
    """TOML that may not be taken: each begins with `head`, sound lines that its reader expects."""
    many = int(1_000_000 * scale)

    def with_head(text: str) -> Make:
        return lambda: (head + text).encode("utf-8", "surrogatepass")

    texts = {
        "deep arrays": "x = " + "[" * 100_000 + "]" * 100_000,
        "deep open arrays": "x = " + "[" * 100_000,
        "deep inline tables": "x = " + "{a=" * 50_000 + "1" + "}" * 50_000,
        "deep below the parser's limit": "x = " + "[" * 300 + "]" * 300,
        "dotted key": ".".join("a" * 100_000) + " = 1",
        "dotted quoted key": ".".join(['"a"'] * 100_000) + " = 1",
        "dotted key with blanks": " . ".join("a" * 100_000) + " = 1",
        "dotted header": "[" + ".".join("a" * 100_000) + "]",
        "dotted array header": "[[" + ".".join("a" * 100_000) + "]]",
        "dotted key in an inline table": "x = { " + ".".join("a" * 100_000) + " = 1 }",
        "digits": "x = " + "9" * 100_000,
        "hexadecimal digits": "x = 0x" + "f" * many,
        "octal digits": "x = 0o" + "7" * many,
        "binary digits": "x = 0b" + "1" * many,
        "54 bits": "x = 9007199254740993",
        "beyond floats": "x = 1e999999",
        "inf": "x = inf",
        "nan": "x = [1, [nan]]",
        "lone surrogate": 'x = "\ud83d"',
        "escaped surrogate": 'x = "\\ud83d"',
        "beyond Unicode": 'x = "\\U00110000"',
        "NUL": 'x = "\0"',
        "raw ESC": 'x = "\x1b]0;x\x07"',
        "escaped ESC as a key": '"\\u001b]0;x\\u0007" = nan',
        "year 0": "x = 0000-01-01T00:00:00Z",
        "13th month": "x = 2026-13-01",
        "leap second": "x = 2026-06-30T23:59:60Z",
        "offset of 99 hours": "x = 2026-06-30T23:59:00+99:00",
        "duplicate key": "x = 1\nx = 2",
        "duplicate table": "[x]\n[x]",
        "CR only": "x = 1\ry = 2",
        "unclosed text": 'x = "' + "a" * 100_000,
        "unclosed long text": 'x = """' + "a\n" * (many // 2),
        "quotes": "x = " + '"' * many,
        "apostrophes": "x = " + "'" * many,
        "backslashes": 'x = "' + "\\" * (2 * many + 1) + '"',
        "too large": "# " + "a" * 5_000_000,
        "too many keys": "".join(f"k{n} = 1\n" for n in range(500_000)),
        "brackets without end": "[" * many,
        "comment without end": "#" * (4 * many) + "\n x",
        "equals": "=" * 100_000,
        "many unclosed": '"' + '""" x = \n' * 100_000,
        "commas": "x = [" + "," * 100_000 + "]",
        "empty names": "[" + '"".' * 50 + '"" ]\n"" = \n',
    }
    return {name: with_head(text) for name, text in texts.items()} | {
        "latin-1": lambda: head.encode() + 'x = "ä"'.encode("latin-1"),
        "UTF-16": lambda: head.encode("utf-16"),
        "byte order mark": lambda: b"\xef\xbb\xbf" + head.encode(),
        "random": lambda: random.Random(4).randbytes(MB),
        "NULs": lambda: bytes(MB),
    }


def toml_fine(head: str, scale: float = 1) -> dict[str, Make]:
    """TOML that is large or odd, and all the same may be taken."""
    many = int(1_000_000 * scale)
    texts = {
        "many numbers": "x = [" + "1," * int(300_000 * scale) + "]",
        "long text": 'x = "' + "a" * (4 * many) + '"',
        "long literal": "x = '''" + "a\n" * (2 * many) + "'''",
        "long comment": "#" * (49 * many // 10),
        "empty lines": "\n" * (49 * many // 10),
        "many dotted keys": "".join(
            f"{'.'.join('abcdefgh')}.k{n} = 1\n" for n in range(many // 50)
        ),
        "many deep headers": "".join(
            f"[{'.'.join('abcdefghijklmnopqrst')}.k{n}]\n" for n in range(int(50_000 * scale))
        ),
        "many keys": "".join(f"k{n} = 1\n" for n in range(many // 10)),
        "digits of a float": "x = 0." + "1" * many,
        "arrays of tables": "[[x]]\n" * (many // 20),
        "python names": '__class__ = 1\n"__proto__" = 2\n__init__ = {__globals__ = 1}',
        "odd keys": '"" = 1\n"a b" = 2\n"\\u202e" = 3\n"[red]" = 4\n"a.b" = 5',
        "escaped ESC": 'x = "\\u001b]0;x\\u0007"',
    }
    return {name: lambda text=text: (head + text).encode() for name, text in texts.items()}
