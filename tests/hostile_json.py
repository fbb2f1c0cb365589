"""JSON made to hurt whoever reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from importer_samples import SAMPLES

Make = Callable[[], bytes]
MB = 1_000_000


_SCALARS = (
    *("9" * 100_000, "-" + "9" * 5_000, "9" * 400, "9007199254740993"),
    *("1e999999", "-1e999999", "1e-999999", "NaN", "Infinity", "-Infinity", "0." + "1" * 100_000),
    *("null", "true", "[]", "{}", "[[]]", '""', '"\\ud83d"', '"\\udc00\\ud800"', '"\\u0000"'),
    *('"\\u001b]0;x\\u0007"', '"\\u202e"', '"' + "a" * 3_000_000 + '"', '"0000-00-00T00:00:00Z"'),
    *('"9999-12-31T23:59:59-23:59"', '"0001-01-01T00:00:00+23:59"', '"2026-06-30T23:59:60Z"'),
    *('"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59Z"', '"99999999999999999999"', '"-1"'),
    *('"2026-02-30T00:00:00Z"', '"2026-01-01T24:00:00Z"', '"2026-01-01T00:00:00+99:99"'),
    *('"__class__"', '"../../etc/passwd"', '"{0.__class__}"', '"%s%n"', '"=1+1"'),
    *("[" * 30_000 + "]" * 30_000, '{"a":' * 30_000 + "1" + "}" * 30_000, "[1,2,[3,{}]]"),
)


def json_files(importer: str, scale: float = 1) -> dict[str, Make]:
    """JSON: nesting, numbers, halves of characters, every field of a sample spoiled in turn."""
    sample = SAMPLES[importer][0].data.decode()
    many = int(1_000_000 * scale)
    files: dict[str, Make] = {
        "deep arrays": lambda: b"[" * 100_000,
        "deep closed arrays": lambda: b"[" * 100_000 + b"]" * 100_000,
        "deep objects": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "deep below the limit": lambda: b'{"log_entries":' + b"[" * 900 + b"]" * 900 + b"}",
        "a million objects": lambda: b"[" + b"{}," * many + b"{}]",
        "a million lines": lambda: b"{}\n" * many,
        "a million numbers": lambda: b'{"log_entries":[' + b"1," * many + b"1]}",
        "a million keys": lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(many // 2)) + b"}",
        "one key often": lambda: b"{" + b'"log_entries":[],' * (many // 2) + b'"a":1}',
        "lists in lists": lambda: b'{"log_entries":[' + b"[[[[{}]]]]," * (many // 10) + b"1]}",
        "escapes": lambda: b'["' + b"\\u0041" * many + b'"]',
        "python names": lambda: (
            sample.replace('"id"', '"__class__"').replace('"time"', '"__proto__"').encode()
        ),
        "twice the same key": lambda: sample.replace('"t', '"text": null, "t').encode(),
        "not closed": lambda: sample.rstrip("}]\n ").encode(),
        "comments": lambda: b"// a\n" + sample.encode(),
        "other lines": lambda: b"\n".join(b'{"%d": [1]}' % n for n in range(many // 20)),
    }
    for number, (spoiled, value) in enumerate(_spoiled(sample, 4 if scale >= 1 else 1)):
        files[f"spoiled {number} ({spoiled})"] = lambda value=value: value
    return files


def _spoiled(sample: str, fields: int) -> Iterator[tuple[str, bytes]]:
    """The sample with one field replaced, for every field and value in turn, in few files."""
    whole = [json.loads(line) for line in sample.splitlines()] if "\n" in sample.strip() else None
    documents = [json.loads(sample)] if whole is None else whole[:1]
    for document in documents:
        paths = list(_paths(document))
        for number, scalar in enumerate(_SCALARS):
            # A field for each value, and each field in the end, is as good as all by all.
            chosen = paths[number % len(paths) :: max(1, len(paths) // fields)]
            for path in chosen[:fields]:
                yield ".".join(map(str, path)), _replaced(document, path, scalar).encode()


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, one in inner:
        yield from _paths(one, (*path, key))


def _replaced(value: object, path: tuple[str | int, ...], scalar: str) -> str:
    """JSON of `value` with what is at `path` replaced by a text that need not be JSON."""
    if not path:
        return scalar
    first, *rest = path
    if isinstance(value, dict):
        fields = ",".join(
            f"{json.dumps(key)}:{_replaced(one, tuple(rest), scalar)}"
            if key == first
            else f"{json.dumps(key)}:{json.dumps(one)}"
            for key, one in value.items()
        )
        return "{" + fields + "}"
    assert isinstance(value, list)
    entries = ",".join(
        _replaced(one, tuple(rest), scalar) if place == first else json.dumps(one)
        for place, one in enumerate(value)
    )
    return f"[{entries}]"
