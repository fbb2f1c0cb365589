"""The contract of a plugin: six hooks, all of which return things.

A plugin is a module named in the entry-point group `rcakit`. It marks functions with
`@rcakit.hookimpl` and takes only the arguments it wants. Hooks grow only by new arguments, so
a plugin written for this version goes on working.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pluggy

from rcakit.diagram import Diagram
from rcakit.errors import UnreadableError
from rcakit.guide import Finding, Guide, Method, Severity, Table
from rcakit.metrics import Measured
from rcakit.model import Postmortem
from rcakit.model.frozen import frozen_fields

API_VERSION = 1
"""Raised when a hook changes; a plugin may ask for one by `rcakit_api = 1` in its module."""

hookspec = pluggy.HookspecMarker("rcakit")
hookimpl = pluggy.HookimplMarker("rcakit")


def _nothing_beside(name: str) -> bytes:
    raise UnreadableError(Path(name), None, "it is included, and files beside cannot be read here.")


_ZIP = "It is a zip archive; unpack it and import the files in it."
_PACKED = {
    b"PK\x03\x04": _ZIP,
    b"PK\x05\x06": "It is a zip archive with nothing in it.",
    b"\x1f\x8b": "It is compressed with gzip; unpack it with gunzip and import what is in it.",
    **{
        b"BZh%d1AY&SY"
        % level: "It is compressed with bzip2; unpack it with bunzip2 and import what is in it."
        for level in range(1, 10)
    },
    b"\xfd7zXZ\0": "It is compressed with xz; unpack it with unxz and import what is in it.",
    b"\x28\xb5\x2f\xfd": "It is compressed with zstd; unpack it and import what is in it.",
    b"7z\xbc\xaf\x27\x1c": "It is a 7z archive; unpack it and import the files in it.",
}
"""What is said of files that have to be unpacked first, by the bytes they begin with."""


@attrs.frozen
class ImportFile:
    """A file handed to importers: its bytes, already in memory and within the size limit.

    Attributes:
        name: The file's name without its folder; "-" for standard input.
        data: Its contents.
        zone: IANA name of the zone for times that carry none.
        options: What the person said about the file, such as {"time": "When", "text": "What"}.
        beside: The contents of a file that this one includes, by its path from this file's
            folder, which it lies in; raises `UnreadableError` where there is none.
    """

    name: str
    data: bytes
    zone: str = "UTC"
    options: Mapping[str, str] = attrs.field(factory=dict, converter=frozen_fields)
    beside: Callable[[str], bytes] = attrs.field(default=_nothing_beside, eq=False, repr=False)

    def head(self, size: int) -> str:
        """The first `size` bytes as text without leading blanks, to recognise a file by."""
        return self.data[:size].decode("utf-8", "replace").lstrip("\ufeff \t\r\n\x1e")

    @property
    def packed(self) -> str:
        """What to do with it, a sentence, where it is an archive or compressed; "" where not."""
        return next((said for start, said in _PACKED.items() if self.data.startswith(start)), "")

    def text(self, *, torn: bool = False) -> str:
        """The contents as text: UTF-8, or UTF-16 with its mark as spreadsheets write it.

        Args:
            torn: Whether it may end within a character; that one is left out then.

        Raises:
            UnreadableError: It is neither, or holds a NUL byte; says at which line.
        """
        wide = self.data[:2] in (b"\xff\xfe", b"\xfe\xff")
        data = self.data
        if self.packed:
            raise UnreadableError(Path(self.name), None, self.packed)
        try:
            text = data.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as problem:
            if not (torn and problem.reason == "unexpected end of data" and problem.start):
                raise UnreadableError(
                    Path(self.name),
                    data.count(b"\n", 0, problem.start) + 1,
                    "It is not UTF-8 text; save it as UTF-8 and import it again.",
                ) from None
            return attrs.evolve(self, data=data[: problem.start]).text()
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise UnreadableError(Path(self.name), line, "It holds a NUL byte, so it is no text.")
        return text


@attrs.frozen
class Remark:
    """Something about an imported file a person should know, with its line where there is one."""

    text: str
    line: int | None = None


MOST_REMARKS = 300


def few(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """The first 300 remarks, and how many more there are."""
    left = len(remarks) - MOST_REMARKS
    more = (Remark(f"And {left} more of this sort."),) if left > 0 else ()
    return (*remarks[:MOST_REMARKS], *more)


@attrs.frozen
class Found:
    """One thing an importer found.

    Attributes:
        table: "event", "evidence", "cause", "action", "impact", "person", "lesson", "question".
        key: The source's own id of it. The same key gives the same thing, so that importing
            twice adds nothing; it never depends on the order of the file.
        item: The value, of that table's class. The because of a cause names keys of this file.
        called: Words its id is made of; "" for those of the item.
    """

    table: str
    key: str
    item: Any
    called: str = ""


@attrs.frozen(kw_only=True)
class Imported:
    """What an importer made of a file.

    Attributes:
        found: The things, events in the order they happened (ties in the order of the source).
        incident: Fields of `Incident` the file states; only empty ones are filled.
        milestones: Milestone id to the key of its event, where the file says so.
        problem: The key of the cause that all others lead to; taken where the postmortem has no
            problem yet. "" where the file does not say.
        warnings: What was odd, each with its line: a time without a zone, rows out of order.
        skipped: What was left out, each with its line.
        notes: For a method the file has notes for, those notes as plain data, made from the ids
            that the things got, by their keys. Keys of tables that are there already are kept.
    """

    found: tuple[Found, ...] = ()
    incident: Mapping[str, object] = attrs.field(factory=dict, converter=frozen_fields)
    milestones: Mapping[str, str] = attrs.field(factory=dict, converter=frozen_fields)
    problem: str = ""
    warnings: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: Mapping[str, Callable[[Mapping[str, str]], Mapping[str, object]]] = attrs.field(
        factory=dict, converter=frozen_fields
    )


class Importer:
    """Reads one kind of file. Pure, offline and bounded: bytes in, values out.

    Attributes:
        id: What `--from` takes, such as "pagerduty".
        title: How it is shown.
        summary: One line: which files it reads.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str] = ""

    def recognises(self, file: ImportFile) -> float:
        """How sure it is that it can read the file: 0 not at all, 1 certain."""
        raise NotImplementedError

    def read(self, file: ImportFile) -> Imported:
        """What is in the file.

        Raises:
            rcakit.errors.UnreadableError: It cannot be read; says at which line and why.
        """
        raise NotImplementedError


@attrs.frozen
class Lens:
    """One method's look at a postmortem, ready to be shown.

    Attributes:
        method: The method's id.
        title: Its title.
        diagram: Its drawing; None where it has none.
        tables: What it computed.
        findings: What it points out.
    """

    method: str
    title: str
    diagram: Diagram | None
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True)
class Reading:
    """Everything computed about a postmortem, for exporters and checks.

    Attributes:
        postmortem: The postmortem.
        metrics: Every metric, known or unknown.
        findings: All findings; empty while checks run.
        lenses: What each installed method shows; empty while checks run.
        documents: File name to the plain contents of that file, as rcakit would save it; empty
            while checks run.
        profile: The name of the report profile asked for; "" for the usual one.
    """

    postmortem: Postmortem
    metrics: tuple[Measured, ...] = ()
    findings: tuple[Finding, ...] = ()
    lenses: tuple[Lens, ...] = ()
    documents: Mapping[str, Mapping[str, object]] = attrs.field(
        factory=dict, converter=frozen_fields
    )
    profile: str = ""


class Exporter:
    """Writes a postmortem in one format. Pure: the same reading gives the same result.

    Attributes:
        id: What `--to` takes, such as "markdown".
        title: How it is shown.
        suffix: The usual ending of a file's name, such as ".md".
    """

    id: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str] = ""

    def export(self, reading: Reading) -> str | bytes:
        """The whole document."""
        raise NotImplementedError


class Check:
    """One rule of what a good postmortem has.

    Attributes:
        id: The rule's id, such as "action-without-owner"; policies name it.
        severity: How much it matters unless the library says otherwise.
        title: The rule as a sentence.
        source: Where the rule comes from.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    title: ClassVar[str]
    source: ClassVar[str] = ""

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """Where the rule is not kept."""
        raise NotImplementedError

    def finding(self, text: str, *about: str, mend: str = "", field: str = "") -> Finding:
        """A finding of this rule."""
        return Finding(
            rule=self.id, severity=self.severity, text=text, mend=mend, about=about, field=field
        )


class Hooks:
    """The hooks, as pluggy reads them; the docstrings are their documentation."""

    @hookspec
    def rcakit_methods(self) -> Iterable[Method]:  # type: ignore[empty-body]
        """Root-cause methods this plugin adds, as instances."""

    @hookspec
    def rcakit_steps(self) -> Iterable[Guide]:  # type: ignore[empty-body]
        """Steps of the process this plugin adds, in order."""

    @hookspec
    def rcakit_importers(self) -> Iterable[Importer]:  # type: ignore[empty-body]
        """Importers this plugin adds."""

    @hookspec
    def rcakit_exporters(self) -> Iterable[Exporter]:  # type: ignore[empty-body]
        """Exporters this plugin adds."""

    @hookspec
    def rcakit_checks(self) -> Iterable[Check]:  # type: ignore[empty-body]
        """Rules this plugin adds to `rcakit check`."""

    @hookspec
    def rcakit_saved(self, postmortem: Postmortem, folder: Path) -> None:
        """Called after `postmortem` has been saved in `folder`; must not alter its files."""
