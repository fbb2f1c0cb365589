"""Files of models, XML and BIF, made to hurt whoever reads them."""

from __future__ import annotations

from collections.abc import Callable

from importer_samples import SAMPLES

Make = Callable[[], bytes]
MB = 1_000_000


def xml_files(importer: str, scale: float = 1) -> dict[str, Make]:
    """XML: entities, nesting, document types, encodings."""
    sample = SAMPLES[importer][0].data
    root = {"open-psa": "opsa-mef", "xmlbif": "BIF"}[importer].encode()
    many = int(200_000 * scale)

    def inside(text: bytes) -> Make:
        return lambda: b"<" + root + b">" + text + b"</" + root + b">"

    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(12)
    )
    typed = b"<!DOCTYPE " + root
    return {
        "billion laughs": lambda: (
            typed + b" [" + laughs + b"]><" + root + b">&l11;</" + root + b">"
        ),
        "quadratic": lambda: (
            typed
            + b'[<!ENTITY a "'
            + b"a" * 100_000
            + b'">]><'
            + root
            + b">"
            + b"&a;" * 50_000
            + b"</"
            + root
            + b">"
        ),
        "entity in an attribute": lambda: typed + b"[" + laughs + b"]><" + root + b' a="&l11;"/>',
        "parameter entities": lambda: (
            typed + b"[<!ENTITY % a \"<!ENTITY b 'x'>\">%a;]><" + root + b">&b;</" + root + b">"
        ),
        "external entity": lambda: (
            typed + b'[<!ENTITY x SYSTEM "file:///etc/passwd">]><' + root + b">&x;</" + root + b">"
        ),
        "external type": lambda: typed + b' SYSTEM "http://127.0.0.1:9/x.dtd"><' + root + b"/>",
        "public type": lambda: typed + b' PUBLIC "-//x" "file:///dev/zero"><' + root + b"/>",
        "type without end": lambda: typed + b" [" + b"<!ELEMENT a ANY>" * 100_000,
        "deep": lambda: b"<" + root + b">" + b"<a>" * 100_000,
        "deep and closed": inside(b"<a>" * 100_000 + b"</a>" * 100_000),
        "deep below the limit": inside(b"<a>" * 900 + b"</a>" * 900),
        "deep gates": lambda: sample.replace(b"<or>", b"<or><and>" * 990, 1),
        "many elements": inside(b"<a/>" * many),
        "many attributes": inside(
            b"<a " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>"
        ),
        "many equal attributes": inside(b"<a " + b'a="1" ' * 100_000 + b"/>"),
        "long attribute": inside(b'<a b="' + b"a" * int(10 * MB * scale) + b'"/>'),
        "long name": inside(b"<" + b"a" * int(5 * MB * scale) + b"/>"),
        "long text": inside(b"a" * int(10 * MB * scale)),
        "text in pieces": inside(b"a&amp;" * int(500_000 * scale)),
        "text of many lines": inside(b"a\n" * int(2_000_000 * scale)),
        "long comment": inside(b"<!--" + b"a" * int(10 * MB * scale) + b"-->"),
        "comments": inside(b"<!---->" * many),
        "instructions": inside(b"<?a b?>" * many),
        "CDATA": inside(b"<![CDATA[" + b"]" * int(5 * MB * scale) + b"]]>"),
        "unclosed CDATA": inside(b"<![CDATA[" * 100_000),
        "namespaces": inside(b"".join(b'<a xmlns:n%d="x"/>' % n for n in range(many // 20))),
        "NUL reference": inside(b"&#0;"),
        "surrogate reference": inside(b"&#xD83D;"),
        "control reference": inside(b"&#x1B;"),
        "unknown entity": inside(b"&nbsp;"),
        "unknown encoding": lambda: b'<?xml version="1.0" encoding="x-none"?>' + sample[21:],
        "utf-7": lambda: b'<?xml version="1.0" encoding="utf-7"?>' + sample[21:],
        "wrong encoding": lambda: b'<?xml version="1.0" encoding="utf-16"?>' + sample[21:],
        "ascii": lambda: b'<?xml version="1.0" encoding="ascii"?>' + b"\xff" + sample[21:],
        "two roots": lambda: sample + sample,
        "version 9": lambda: b'<?xml version="9.9"?>' + sample[21:],
        "no end": lambda: sample[: len(sample) * 2 // 3],
        "only the declaration": lambda: b'<?xml version="1.0"?>',
        **_numbers(sample),
    }


def _numbers(sample: bytes) -> dict[str, Make]:
    """The sample with a number of it replaced by one that is none or too much."""
    values = (
        *("1e999", "-1e999", "nan", "inf", "-1", "9" * 5000, "1e-400", "", " ", "0x10", "1_0"),
        *("١", "1,5", "\u202e1", "1e99999999999999999999", "999999999999"),
    )
    numbers = (b"0.1", b"1e-3", b"2", b"0.7 0.3", b"0.01 0.99", b"0.95", b"(3, 4)", b"[ 3 ]")
    return {
        f"{number.decode()} is {value[:20]!r}": lambda number=number, value=value: sample.replace(
            number, value.encode()
        )
        for number in numbers
        if number in sample
        for value in values
    }


def bif_files(importer: str, scale: float = 1) -> dict[str, Make]:
    """BIF: comments, brackets, tables larger than any machine."""
    sample = SAMPLES[importer][0].data
    many = int(100_000 * scale)
    two = b"variable %s { type discrete [ 2 ] { yes, no }; }\n"
    forty = b"".join(two % b"v%d" % n for n in range(40))
    return {
        "unclosed comments": lambda: b"/*" * many + sample,
        "comments": lambda: b"/**/" * many + sample,
        "slashes": lambda: b"/" * many + sample,
        "quotes": lambda: b'"' * many,
        "brackets": lambda: sample + b"{" * many,
        "parentheses": lambda: sample + b"(" * many,
        "bars": lambda: sample + b"probability (" + b"|" * many,
        "many variables": lambda: b"".join(two % b"v%d" % n for n in range(int(20_000 * scale))),
        "many properties": lambda: b"network a { " + b"property b c;" * many + b"}" + sample,
        "40 parents": lambda: (
            forty
            + b"probability ( v0 | "
            + b", ".join(b"v%d" % n for n in range(1, 40))
            + b" ) { default 0.5, 0.5; }"
        ),
        "20 parents": lambda: (
            forty
            + b"probability ( v0 | "
            + b", ".join(b"v%d" % n for n in range(1, 21))
            + b" ) { default 0.5, 0.5; }"
        ),
        "many states": lambda: (
            b"variable a { type discrete [ 100000 ] { "
            + b", ".join(b"s%d" % n for n in range(100_000))
            + b" }; }"
        ),
        "states that are not there": lambda: b"variable a { type discrete [ 999999999 ] { b }; }",
        "states in squares": lambda: (
            b"".join(
                b"variable %s { type discrete [ 3000 ] { %s }; }"
                % (name, b", ".join(b"s%d" % n for n in range(3000)))
                for name in (b"a", b"b")
            )
            + b"probability ( a | b ) { default 1.0; }"
        ),
        "a long table": lambda: (
            two % b"a" + b"probability ( a ) { table " + b"0.5, " * many + b"0.5; }"
        ),
        "a circle": lambda: (
            two % b"a" + two % b"b" + b"probability ( a | b ) { table 0.5,0.5,0.5,0.5; }"
            b"probability ( b | a ) { table 0.5,0.5,0.5,0.5; }"
        ),
        "its own parent": lambda: (
            two % b"a" + b"probability ( a | a ) { table 0.5, 0.5, 0.5, 0.5; }"
        ),
        **_numbers(sample),
    }
