"""Files made to hurt whoever reads them, by format.

Each is made when it is asked for, since some have fifty million bytes. `scale` makes those that
are many of something larger or smaller.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping

from hostile_json import json_files
from hostile_models import bif_files, xml_files
from hostile_tables import csv_files, markdown_files
from hostile_toml import toml_files, toml_fine
from importer_samples import SAMPLES

Make = Callable[[], bytes]

FORMATS: Mapping[str, str] = {
    "markdown": "markdown",
    "pagerduty": "json",
    "csv": "csv",
    "jsonl": "json",
    "bif": "bif",
    "xmlbif": "xml",
    "open-psa": "xml",
    "fault-tree-prediction": "toml",
}
"""The format each importer reads; one that is not named here has nothing it was tried on."""

MB = 1_000_000
TOO_LARGE = 50 * MB
LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""


def anything(importer: str, scale: float = 1) -> dict[str, Make]:
    """What may be handed to any importer in place of its own files."""
    sample = SAMPLES[importer][0].data
    text = sample.decode()
    half = len(sample) // 2
    return {
        "empty": lambda: b"",
        "blank": lambda: b" \n\t\r\n" * 1000,
        "NUL": lambda: sample[:half] + b"\0" + sample[half:],
        "NULs": lambda: bytes(MB),
        "raw ESC": lambda: text.replace("e", "e\x1b]52;c;aGk=\x07").encode(),
        "byte order mark": lambda: b"\xef\xbb\xbf" + sample,
        "two byte order marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + sample,
        "UTF-16 little": lambda: b"\xff\xfe" + text.encode("utf-16-le"),
        "UTF-16 big": lambda: b"\xfe\xff" + text.encode("utf-16-be"),
        "UTF-16 cut": lambda: b"\xff\xfe" + text.encode("utf-16-le")[:-1],
        "UTF-16 without mark": lambda: text.encode("utf-16-le"),
        "UTF-32": lambda: text.encode("utf-32"),
        "latin-1": lambda: text.replace("o", "ö").encode("latin-1"),
        "lone surrogates": lambda: text.replace("o", "\ud83d").encode("utf-8", "surrogatepass"),
        "overlong": lambda: sample.replace(b"o", b"\xc1\xaf"),
        "CR only": lambda: sample.replace(b"\n", b"\r"),
        "CR LF": lambda: sample.replace(b"\n", b"\r\n"),
        "other line ends": lambda: text.replace("\n", "\u2028").encode(),
        "one long line": lambda: b"a" * int(19 * MB * scale),
        "one long word of the sample": lambda: sample + b"a" * int(5 * MB * scale),
        "many empty lines": lambda: sample + b"\n" * int(10 * MB * scale),
        "random": lambda: random.Random(4).randbytes(int(2 * MB * scale)),
        "random after the sample": lambda: sample + random.Random(4).randbytes(int(MB * scale)),
        "too large, random": lambda: random.Random(4).randbytes(MB) * 50,
        "too large, like the sample": lambda: sample * (TOO_LARGE // len(sample)),
        "as large as may be": lambda: sample * int(scale * LIMIT / len(sample)),
        "gzip": lambda: gzip.compress(sample),
        "gzip bomb": lambda: gzip.compress(bytes(int(20 * MB * scale))),
        "zip": lambda: _zip({"events.csv": sample}),
        "zip with ways out": lambda: _zip({"../../evil.json": sample, "/etc/evil": sample}),
        "zip bomb": lambda: _zip({"a.json": bytes(int(50 * MB * scale))}),
        "zip of many": lambda: _zip({f"{n}.json": b"{}" for n in range(int(11_000 * scale))}),
        "zip cut": lambda: _zip({"events.csv": sample})[:-30],
        "PNG": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(4).randbytes(1000),
        "every character": lambda: "".join(map(chr, _characters())).encode() + sample,
        "bidi": lambda: text.replace(" ", " \u202e\u2066\u200b").encode(),
    }


def _characters() -> Iterator[int]:
    yield from range(1, 0xD800)
    yield from range(0xE000, 0x10000)
    yield from range(0x1F600, 0x1F650)


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


BY_FORMAT: Mapping[str, Callable[[str, float], dict[str, Make]]] = {
    "json": json_files,
    "xml": xml_files,
    "bif": bif_files,
    "csv": csv_files,
    "markdown": markdown_files,
    "toml": lambda importer, scale: {
        **toml_files(SAMPLES[importer][0].data.decode() + "\n[more]\n", scale),
        **toml_fine(SAMPLES[importer][0].data.decode() + "\n[more]\n", scale),
    },
}


def files_for(importer: str, scale: float = 1) -> dict[str, Make]:
    """All that an importer is tried on, by name."""
    own = BY_FORMAT[FORMATS[importer]](importer, scale)
    return {
        **anything(importer, scale),
        **{f"{name}, {FORMATS[importer]}": f for name, f in own.items()},
    }
