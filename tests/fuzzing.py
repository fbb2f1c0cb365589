"""The laws of what reads files and typed words, for whatever bytes they get.

A target is a reader of rcakit's. It gets bytes and either takes them, and then all of what it made
of them can be saved and read back, or refuses them in one sentence.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from importer_samples import SAMPLES

from rcakit.errors import BadAnswer, PluginFailedError, UnreadableError
from rcakit.hooks import ImportFile
from rcakit.importing import find, take
from rcakit.library import read_policy
from rcakit.model import Incident, Postmortem, frozen
from rcakit.plugins import Plugins, gather
from rcakit.store import FILES, from_documents, to_documents
from rcakit.store.codec import Misfits
from rcakit.times import read_day, read_moment, zone_of
from rcakit.toml.limits import SIZE
from rcakit.toml.patch import rewrite
from rcakit.toml.read import parse
from rcakit.toml.write import canonical

LONGEST = 5.0
"""Seconds of processor time that one file of the size of a sample may take."""
EMPTY = Postmortem(incident=Incident(title="Empty"))


class BrokenLaw(AssertionError):
    """A reader did with some bytes what it never may."""


@cache
def plugins() -> Plugins:
    """What ships with rcakit."""
    return gather(third_party=False)


@attrs.frozen
class Target:
    """A reader and what it may be begun with.

    Attributes:
        law: Raises where the reader breaks a law.
        samples: Bytes that it takes.
    """

    law: Callable[[bytes], None]
    samples: tuple[bytes, ...]


def sound(sentence: str) -> None:
    """A refusal is one line that ends like a sentence."""
    if "\n" in sentence or not sentence.strip() or not sentence.endswith((".", "”", "?")):
        raise BrokenLaw(f"no sentence: {sentence[:300]!r}")
    if len(sentence) > 2000:
        raise BrokenLaw(f"a sentence of {len(sentence)} characters: {sentence[:300]!r}")


def kept(postmortem: Postmortem) -> None:
    """What is saved of a postmortem is read back as it was, unless it is too large to be saved."""
    read = {}
    for name, document in to_documents(postmortem).items():
        data = canonical(document).encode()
        if len(data) > SIZE:
            return
        read[name] = parse(data, Path(name))
    notes = frozen((name, one) for name, one in postmortem.notes.items() if one)
    if from_documents(read) != attrs.evolve(postmortem, notes=notes):
        raise BrokenLaw("what was saved is not what is read back")


def importer(name: str) -> Callable[[bytes], None]:
    """The law of an importer."""

    def law(data: bytes) -> None:
        zone = "America/New_York" if len(data) % 2 else "Asia/Kolkata"
        file = ImportFile("file", data, zone)
        known = plugins()
        known.faults.clear()
        for one in known.importers.values():
            if not 0 <= one.thing.recognises(file) <= 1:
                raise BrokenLaw(f"{one.thing.id} is neither sure nor unsure")
        try:
            owner, imported = find(known, Path("file"), file, name)
        except PluginFailedError:
            raise BrokenLaw("; ".join(map(str, known.faults))) from None
        except UnreadableError as error:
            sound(error.reason)
            return
        first = take(EMPTY, owner, imported)
        if first.change is None:
            return
        after = first.change(EMPTY)
        kept(after)
        again = take(after, owner, imported)
        if again.added or (again.change is not None and again.change(after) != after):
            raise BrokenLaw(f"twice adds {dict(again.added)}")

    return law


def folder_file(name: str) -> Callable[[bytes], None]:
    """The law of a file of a postmortem."""

    def law(data: bytes) -> None:
        main = {} if name == FILES[0] else {FILES[0]: {"title": "a"}}
        try:
            document = parse(data, Path(name))
            postmortem = from_documents({**main, name: document})
        except UnreadableError as error:
            sound(error.reason)
            return
        except Misfits as error:
            for misfit in error.misfits:
                sound(f"{misfit.reason}.")
            return
        kept(postmortem)
        text = data.decode().replace("\r\n", "\n")
        changed = {**document, "added-by-the-test": {"text": "a"}}
        if parse(rewrite(text, changed).text.encode(), Path(name)) != changed:
            raise BrokenLaw("a key that was added is not what is read back")

    return law


def policy(data: bytes) -> None:
    """The law of the team's policy."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rcakit.toml"
        path.write_bytes(data)
        try:
            read_policy(path).metrics()
        except UnreadableError as error:
            sound(error.reason)


def typed(data: bytes) -> None:
    """The law of times and days as people type them."""
    words = data.decode("utf-8", "replace")
    for read in (
        lambda: read_moment(words, zone="Europe/Berlin"),
        lambda: read_moment(words, zone="UTC", base=read_moment("2026-03-01 10:00", zone="UTC")),
        lambda: read_day(words),
        lambda: zone_of(words),
    ):
        try:
            read()
        except BadAnswer as error:
            sound(str(error))


_FOLDER: Mapping[str, bytes] = {
    "postmortem.toml": b'format = 1\ntitle = "a"\ntags = ["x"]\nproblem = "a"\n[milestone]\n'
    b'detected = "e"\n[review]\nstate = "draft"\n[impact.a]\nmetric = "b"\nvalue = 5\n',
    "evidence.toml": b'[evidence.a]\ntitle = "b"\nkind = "log"\n'
    b"captured_at = 2026-03-01T10:00:00+01:00\n",
    "timeline.toml": b"# ours\n[event.20260301-1000-aaaa]\nat = 2026-03-01T10:00:00Z # sure\n"
    b'text = """a\nb"""\nsource = { kind = "x", id = "y", raw = { "a b" = [1, 2.5] } }\n',
    "causes.toml": b'[cause.a]\ntext = "a"\nbecause = [\n    "b", # why\n]\ngate = "all"\n'
    b"probability = 1e-3\n\n[cause.b]\ntext = 'b'\n",
    "actions.toml": b'[action.a]\ntitle = "b"\ndue = 2026-03-31\nstatus = "open"\n',
    "methods/x.toml": b'a = 1\n[b]\nc = [{ d = 10:00:00 }, { e = "\\u00e9" }]\n[[f]]\ng = true\n',
}
_POLICY = b"""\
timezone = "UTC"
[severity.SEV1]
text = "a"
[metric.a]
from = "detected"
to = "resolved"
[check.cycle]
severity = "off"
[plugins]
blocked = ["a"]
"""
_TIMES = (b"yesterday 15:00 CET", b"-1h30m", b"2026-03-01T14:32:05.123+02:00", b"1772375525000")

TARGETS: Mapping[str, Target] = {
    **{
        name: Target(importer(name), tuple(file.data for file in files))
        for name, files in SAMPLES.items()
    },
    **{name: Target(folder_file(name), (data,)) for name, data in _FOLDER.items()},
    "rcakit.toml": Target(
        policy,
        (_POLICY,),
    ),
    "times": Target(typed, _TIMES),
}
"""Every reader, by the name it has in `benchmarks/fuzz.py`."""


def try_on(target: str, data: bytes) -> None:
    """Give some bytes to a reader.

    Raises:
        BrokenLaw: It broke a law; any other exception is one broken as well.
    """
    start = time.process_time()
    TARGETS[target].law(data)
    spent = time.process_time() - start
    if spent > LONGEST:
        raise BrokenLaw(f"took {spent:.1f} s")


def refused(target: str, data: bytes) -> str:
    """How a reader broke a law with some bytes; "" where it kept all of them."""
    try:
        try_on(target, data)
    except BrokenLaw as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  whatever it raises is the finding
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {place.filename}:{place.lineno}: {error}"
    return ""
