"""Files that are nearly what they should be: samples that were altered here and there."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

TOKENS: tuple[bytes, ...] = (
    *(
        b"",
        b" ",
        b"\n",
        b"\n\n",
        b"\r",
        b"\t",
        b"\0",
        b"\x1b",
        b"\xff",
        b"\xed\xa0\xbd",
        b"\xef\xbb\xbf",
    ),
    *(
        b"\\ud83d",
        b"\\u0000",
        b"\\u001b",
        b'\\"',
        b"\\",
        b"[",
        b"]",
        b"{",
        b"}",
        b"(",
        b")",
        b'"',
        b"'",
    ),
    *(
        b'"""',
        b",",
        b";",
        b":",
        b"=",
        b"|",
        b"#",
        b"##",
        b"- ",
        b"* ",
        b"`",
        b"```",
        b"<",
        b">",
        b"</",
    ),
    *(
        b"/>",
        b"<!--",
        b"-->",
        b"&amp;",
        b"&#27;",
        b"&x;",
        b"<![CDATA[",
        b"]]>",
        b"/*",
        b"*/",
        b"//",
    ),
    *(
        b"null",
        b"true",
        b"false",
        b"NaN",
        b"-Infinity",
        b"1e999999",
        b"-1",
        b"0",
        b"1",
        b"1.5",
        b"0x10",
    ),
    *(
        b"9007199254740993",
        b"9" * 5000,
        b"1e-320",
        b"nan",
        b"inf",
        b"[]",
        b"{}",
        b'""',
        b'[[1],{"a":1}]',
    ),
    *(
        b"2026-03-01T10:00:00Z",
        b"9999-12-31T23:59:59-23:59",
        b"0001-01-01T00:00:00+23:59",
        b"10:61",
    ),
    *(
        b"0001-01-01T00:00:00Z",
        b"9999-12-31T23:59:59Z",
        b"2026-06-30T23:59:60Z",
        b"2026-02-30",
        b"23:59",
    ),
    *(
        b"9999-12-31",
        b"0001-01-01",
        b"0000-00-00",
        b"253402300799",
        b"Europe/Berlin",
        b"UTC",
        b"../x",
    ),
    *(
        b"id",
        b"time",
        b"text",
        b"text = ",
        b"because",
        b"at = ",
        b"until = ",
        b"Timeline",
        b"Detected:",
    ),
    *(
        "\u202e".encode(),
        "\u2028".encode(),
        "é".encode(),
        "e\u0301".encode(),
        "\U0001f525".encode(),
    ),
)
"""What means something to one format or another."""
KINDS = ("put", "cut", "flip", "repeat", "move", "end", "nest", "splice")


@attrs.frozen
class Alteration:
    """One alteration of some bytes.

    Attributes:
        kind: One of `KINDS`.
        start: Where, as a part of the length, from 0 to 1.
        size: Of how many bytes, at most; how often, for a repetition.
        token: What is put there.
    """

    kind: str
    start: float
    size: int
    token: bytes


def altered(sample: bytes, alterations: Sequence[Alteration], other: bytes = b"") -> bytes:
    """`sample` after each alteration in turn; `other` lends what is spliced in."""
    data = sample
    for one in alterations:
        at = int(one.start * len(data))
        end = min(at + one.size, len(data))
        piece = data[at:end]
        if one.kind == "put":
            data = data[:at] + one.token + data[at:]
        elif one.kind == "cut":
            data = data[:at] + one.token + data[end:]
        elif one.kind == "flip":
            data = (
                data[:at] + bytes(byte ^ (1 << one.size % 8) for byte in piece[:1]) + data[at + 1 :]
            )
        elif one.kind == "repeat":
            data = data[:end] + piece * min(one.size, 50) + data[end:]
        elif one.kind == "move":
            data = data[:at] + data[end:] + piece
        elif one.kind == "end":
            data = data[:at]
        elif one.kind == "nest":
            data = data[:at] + one.token * min(one.size * 20, 2000) + data[at:]
        else:
            lent = int(one.start * len(other))
            data = data[:at] + other[lent : lent + one.size * 4] + data[end:]
    return data
