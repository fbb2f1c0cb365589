"""CSV and Markdown made to hurt whoever reads them."""

from __future__ import annotations

from collections.abc import Callable

from importer_samples import SAMPLES

Make = Callable[[], bytes]
MB = 1_000_000


def csv_files(importer: str, scale: float = 1) -> dict[str, Make]:
    """CSV: quotes, columns, rows, cells."""
    sample = SAMPLES[importer][0].data
    many = int(1_000_000 * scale)
    head = b"time,text\n"
    times = (
        *(b"9999-12-31T23:59:59-23:59", b"0001-01-01T00:00:00+23:59", b"0001-01-01T00:00:00Z"),
        *(b"9999-12-31T23:59:59Z", b"2026-06-30T23:59:60Z", b"0000-01-01T00:00:00Z", b"9" * 5000),
        *(
            b"-1",
            b"1e999",
            b"nan",
            b"inf",
            b"\xd9\xa1\xd9\xa2:\xd9\xa3\xd9\xa4",
            b"24:00",
            b"-0:00",
        ),
        *(b"2026-03-29 02:30", b"2026-01-01 10:00 +99:99", b"2026-01-01 10:00 " + b"a" * 60),
        *(
            b"9999999999999999999",
            b"253402300800",
            b"10:00 [Europe/Berlin]",
            b"=1+1",
            b"99999999999d",
        ),
    )
    return {
        "quotes": lambda: head + b'"' * many,
        "quotes in the head": lambda: b'"' * many,
        "an unclosed quote": lambda: head + b'2026-01-01 10:00,"' + b"a\n" * many,
        "pairs of quotes": lambda: (
            head + b'2026-01-01 10:00,"' + b'""' * int(400_000 * scale) + b'"'
        ),
        "commas": lambda: head + b"," * many,
        "commas in the head": lambda: b"," * many,
        "many columns": lambda: (
            b"time,text,"
            + b",".join(b"c%d" % n for n in range(many // 3))
            + b"\n2026-01-01 10:00,x\n"
        ),
        "many equal columns": lambda: (
            b"time,text," + b"a," * (many // 3) + b"\n2026-01-01 10:00,x\n"
        ),
        "many equal columns and rows": lambda: (
            b"time,text,"
            + b"a," * int(2_000 * scale)
            + b"\n"
            + (b"2026-01-01 10:00,x" + b",1" * int(2_000 * scale) + b"\n") * int(1_500 * scale)
        ),
        "many rows": lambda: head + b"2026-01-01T10:00:00Z,x\n" * int(29_000 * scale),
        "too many rows": lambda: head + b"2026-01-01T10:00:00Z,x\n" * 600_000,
        "many rows that are none": lambda: head + b"x,y\n" * int(29_000 * scale),
        "a long cell": lambda: head + b"2026-01-01 10:00," + b"a" * 900_000,
        "a longer cell": lambda: head + b"2026-01-01 10:00," + b"a" * 2_000_000,
        "formulas": lambda: head + b'2026-01-01 10:00,"=HYPERLINK(""x"")"\n2026-01-01 10:00,@SUM\n',
        "python names": lambda: b"__class__,__proto__\n2026-01-01 10:00,x\n",
        "tabs": lambda: b"time\ttext\n" + b"\t" * many,
        "sep": lambda: b"sep=" + b"," * many + b"\n" + sample,
        **{
            f"time {time[:30]!r}": lambda time=time: head + time + b",x\n2026-01-01 10:00,y\n"
            for time in times
        },
    }


def markdown_files(importer: str, scale: float = 1) -> dict[str, Make]:
    """Markdown: marks without end, headings, tables, times that are none."""
    sample = SAMPLES[importer][0].data
    many = int(50_000 * scale)
    marks = (
        *(
            b"[",
            b"*",
            b"_",
            b"`",
            b"|",
            b">",
            b"#",
            b"-",
            b"~",
            b"<",
            b"&",
            b"!",
            b"\\",
            b"(",
            b"](",
        ),
        *(b"![", b"<!--", b"[a](", b"*a **a ", b"_ ", b"` ", b"<a ", b"(owner: ", b"- ", b"1. "),
        *(
            b"[ ] ",
            b"\t",
            b"\xc2\xa0",
            b"10:00 ",
            b"2026-03-01 ",
            b"UTC ",
            b"a@",
            b"http://",
            b"@a ",
        ),
    )
    files: dict[str, Make] = {f"{mark!r}": lambda mark=mark: mark * many for mark in marks}
    files |= {
        f"{mark!r} in the timeline": lambda mark=mark: (
            b"# a\n\n## Timeline\n\n- 2026-03-01 10:00 " + mark * many
        )
        for mark in marks
    }
    times = (b"9999-12-31 23:59", b"0001-01-01 00:00", b"2026-06-30 23:59:60", b"9" * 3000 + b":00")
    files |= {
        f"time {time[:20]!r}": lambda time=time: (
            b"# a\n\nTime to detection: 5000 h\n\nDetected: 10:00\n\n## Timeline\n\n"
            b"All times are in America/Los_Angeles.\n\n- " + time + b" x\n- 23:59 y\n- 00:01 z\n"
        )
        for time in times
    }
    return files | {
        "many headings": lambda: b"# a\n" * (many * 10 // 5),
        "many lists": lambda: b"".join(b" " * (n % 100) + b"- a\n" for n in range(many // 20)),
        "deep quotes": lambda: b"> " * (many * 5 // 5) + b"a",
        "deep list": lambda: b"- " * (many * 2 // 5) + b"a",
        "wide table": lambda: (
            b"|a" * (many * 2 // 5)
            + b"|\n"
            + b"|-" * (many * 2 // 5)
            + b"|\n"
            + b"|b" * (many * 2 // 5)
        ),
        "long table": lambda: b"|Time|What|\n|-|-|\n" + b"|10:00|x|\n" * (many * 5 // 5),
        "many times": lambda: (
            b"# a\n\n## Timeline\n\n" + b"- 2026-03-01 10:00 x\n" * (many * 2 // 5)
        ),
        "front matter": lambda: (
            b"---\n" + b"a: &a [*a, *a]\n" * (many * 5 // 5) + b"---\n" + sample
        ),
        "many people": lambda: b"## Attendees\n\n" + b"- A B (c)\n" * (many * 5 // 5),
        "many actions": lambda: (
            b"## Actions\n\n" + b"- [ ] do it (owner: A B, due: 2026-01-01)\n" * (many * 2 // 5)
        ),
    }
