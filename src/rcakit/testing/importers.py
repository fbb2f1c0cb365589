"""The contract of an importer: pure, idempotent, and calm about any bytes."""

from __future__ import annotations

import random
from itertools import pairwise

import attrs

from rcakit.errors import UnreadableError
from rcakit.hooks import Imported, Importer, ImportFile
from rcakit.importing import take
from rcakit.model import TABLES, Event, Postmortem
from rcakit.testing.asserting import check_identity, fail, same_twice
from rcakit.testing.values import empty

SEED = 20260301
_NASTY = (
    b"", b"\n", b"\x00" * 100, b"\xff\xfe\x00", b"\xef\xbb\xbf{}", b"{}", b"[]", b"null",
    b"1e999", b"NaN", b"[" * 100_000, b'{"a":' * 50_000, b"<a>" * 1000, b'"' * 999, b",,,\n,,,\n",
    b"- " * 999, b"# \n## \n| | |\n", b'[{"at": 5, "text": []}]', b"\r\r\r\n",
    "\U0001f9ef\u202e\x1b[2J".encode(),
)  # fmt: skip
"""Files no importer expects."""


def check_importer(importer: Importer, *samples: ImportFile) -> None:
    """Assert that an importer keeps the contract.

    Args:
        importer: The importer.
        samples: Files it should read; each must be recognised and give something.
    """
    check_identity(importer, "importer")
    for sample in samples:
        if _sureness(importer, sample) <= 0:
            fail(f"{importer.id} does not recognise {sample.name}, which it should read.")
        imported = same_twice(lambda file=sample: importer.read(file), f"What {importer.id} finds")  # type: ignore[misc]
        check_imported(importer.id, imported)
        if not imported.found:
            fail(f"{importer.id} finds nothing in {sample.name}.")
        _check_twice(importer, imported)
    for data in (*_NASTY, *_damaged(samples)):
        _check_calm(importer, ImportFile("damaged", data))


def check_imported(owner: str, imported: Imported) -> None:
    """Assert that what was found is well formed: tables, keys, order, milestones."""
    if not isinstance(imported, Imported):
        fail(f"{owner} gives {type(imported).__name__} where Imported is wanted.")
    keys = set()
    for found in imported.found:
        if found.table not in TABLES:
            fail(f"{owner} finds a {found.table!r}, which is no table.")
        if not isinstance(found.item, TABLES[found.table].item):
            fail(f"{owner} finds {type(found.item).__name__} for the table {found.table}.")
        if not found.key.strip():
            fail(f"{owner} finds a {found.table} without a key, which would come in twice.")
        if (found.table, found.key) in keys:
            fail(f"{owner} gives two things of {found.table} the key {found.key!r}.")
        keys.add((found.table, found.key))
    _check_order(owner, imported)
    for milestone, key in imported.milestones.items():
        if ("event", key) not in keys:
            fail(f"{owner} points {milestone} at {key!r}, which is no event it found.")


def _check_order(owner: str, imported: Imported) -> None:
    moments = [
        found.item.moment
        for found in imported.found
        if isinstance(found.item, Event) and found.item.moment is not None
    ]
    if any(later < earlier for earlier, later in pairwise(moments)):
        fail(f"{owner} gives events out of order of time.")
    if any(moment.tzinfo is None for moment in moments):
        fail(f"{owner} gives an event whose time has no offset from UTC.")


def _sureness(importer: Importer, file: ImportFile) -> float:
    sure = importer.recognises(file)
    if not isinstance(sure, int | float) or not 0 <= sure <= 1:
        fail(f"{importer.id} is {sure!r} sure of {file.name}; it must be from 0 to 1.")
    return float(sure)


def _check_twice(importer: Importer, imported: Imported) -> None:
    start = empty()
    first = take(start, importer.id, imported)
    if first.change is None:
        fail(f"Taking in what {importer.id} found adds nothing to an empty postmortem.")
    after: Postmortem = first.change(start)
    second = take(after, importer.id, imported)
    if second.change is not None and second.change(after) != after:
        fail(f"Importing the same file twice with {importer.id} adds {dict(second.added)}.")


def _damaged(samples: tuple[ImportFile, ...]) -> list[bytes]:
    """Samples cut short, with bytes changed, and noise; the same on every run."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    result = [chance.randbytes(size) for size in (1, 10, 100, 2000)]
    for sample in samples:
        data = sample.data[:200_000]
        result += [data[: len(data) * part // 5] for part in range(1, 5)]
        for _ in range(5):
            changed = bytearray(data)
            for _ in range(max(1, len(changed) // 200)):
                if changed:
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
            result.append(bytes(changed))
    return result


def _check_calm(importer: Importer, file: ImportFile) -> None:
    begins = file.data[:40]
    try:
        _sureness(importer, file)
    except AssertionError:
        raise
    except Exception as error:  # noqa: BLE001  whatever it raises is the finding
        fail(f"{importer.id} raises {error!r} at recognising a file that begins with {begins!r}.")
    for zone in ("UTC", "Europe/Berlin"):
        try:
            imported = importer.read(attrs.evolve(file, zone=zone))
        except UnreadableError:
            continue
        except Exception as error:  # noqa: BLE001  whatever it raises is the finding
            fail(
                f"{importer.id} raises {type(error).__name__}: {error} at a file that begins with "
                f"{begins!r}; it should raise UnreadableError with the line and the reason."
            )
        check_imported(importer.id, imported)
