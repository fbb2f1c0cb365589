"""Where in the files a finding is about: the file and the path of keys."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from rcakit import convert
from rcakit.model import TABLES, Postmortem, find, things
from rcakit.store.codec import MAIN, known_keys, notes_file
from rcakit.store.folder import Snapshot
from rcakit.toml.locate import Index


def place(postmortem: Postmortem, about: str, field: str = "") -> tuple[str, tuple[str, ...]]:
    """The file that holds `about`, and the path of its key; postmortem.toml where it is none."""
    found = find(postmortem, about)
    if found is not None:
        table, name = found
        path = (table, name, field) if field else (table, name)
        return TABLES[table].file, path
    if about in postmortem.notes:
        return notes_file(about), (field,) if field else ()
    for file, unknown in postmortem.extra.items():
        if about in unknown:
            return file, (about,)
    return MAIN, tuple(about.split(".")) if about else (field,) if field else ()


def unknown_keys(postmortem: Postmortem) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Every key rcakit does not know: its file, its path, and the keys that may stand there."""
    for file, extra in postmortem.extra.items():
        for key in extra:
            yield file, (key,), known_keys(file)
    for path, known in convert.unknown_keys(postmortem.review):
        yield MAIN, ("review", *path), known
    for spec in TABLES.values():
        for name, item in things(postmortem, spec.name).items():
            for path, known in convert.unknown_keys(item):
                yield spec.file, (spec.name, name, *path), known


@attrs.define
class Lines:
    """The lines of keys in the files of a folder; each file is scanned once, when first asked for.

    Attributes:
        snapshot: The folder as it was read.
    """

    snapshot: Snapshot
    _texts: dict[str, str] = attrs.field(factory=dict, init=False)
    _indexes: dict[str, Index] = attrs.field(factory=dict, init=False)

    def line(self, file: str, path: tuple[str, ...]) -> int:
        """The line of a key, from 1; of what it would stand in, where it is not there."""
        stored = self.snapshot.files.get(file)
        if stored is None:
            return 1
        if file not in self._indexes:
            self._texts[file] = stored.data.decode("utf-8", "replace")
            self._indexes[file] = Index(self._texts[file])
        return self._indexes[file].line(path) or 1

    def item(self, file: str, path: tuple[str, ...], text: str) -> int:
        """The line of one text in the list that a key holds; the key's own where it is not seen."""
        start = self.line(file, path)
        for number, line in enumerate(self._texts.get(file, "").split("\n")[start - 1 :], start):
            if number > start and line.startswith("["):
                break
            if f'"{text}"' in line or f"'{text}'" in line:
                return number
        return start

    def about(self, about: str, field: str = "") -> tuple[str, int]:
        """The file and line of what a finding is about."""
        file, path = place(self.snapshot.postmortem, about, field)
        return file, self.line(file, path)
