"""Disks that can be stopped, that fail, and that lose what was not synced."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import attrs

from rcakit.saving.files import OsFileSystem

_CALLS = ("open_new", "write", "set_mode", "fsync", "close", "replace", "rename", "fsync_dir",
          "mkdir", "rmdir", "unlink", "read", "mode", "links", "names", "is_folder",
          "writable")  # fmt: skip

Tree = dict[str, bytes | None]
"""The files of a folder by relative path; folders are None."""


def tree(folder: Path) -> Tree:
    """What is in `folder` now, but for the lock."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.name != "lock"
    }


def plant(contents: Tree, folder: Path) -> None:
    """Make `folder` hold `contents`."""
    folder.mkdir(parents=True)
    for name, data in contents.items():
        if data is None:
            (folder / name).mkdir(parents=True, exist_ok=True)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


class Killed(BaseException):
    """The process ends here; nothing in the program may catch this."""


class FailingDisk(OsFileSystem):
    """Fails the call number `at` (from 0), and with `on` also every later call of its kind."""

    def __init__(self, at: int, error: BaseException, *, on: bool = False) -> None:
        self.at, self.error, self.on = at, error, on
        self.count = 0
        self.failed: str | None = None
        for name in _CALLS:
            setattr(self, name, functools.partial(self._call, name))

    def _call(self, name: str, *args: object) -> object:
        number, self.count = self.count, self.count + 1
        if number == self.at or (self.on and name == self.failed):
            self.failed = name
            if name == "close":  # the descriptor is gone, whatever close says
                os.close(args[0])
            raise self.error
        return getattr(OsFileSystem, name)(self, *args)


@attrs.define
class _Op:
    """One change of the disk, and when a sync makes it last.

    Attributes:
        kind: `data`, `link` (a name for a node), `unlink`, `move`, `sync`, or `said` for the
            moment at which somebody was told that all so far is saved.
        node: The file or folder it is about.
        places: Folder nodes and names: where to, for a move where from first.
        data: For `data`.
    """

    kind: str
    node: int
    places: tuple[tuple[int, str], ...] = ()
    data: bytes = b""


@attrs.frozen
class Cut:
    """What a power cut may leave.

    Attributes:
        said: How many saves had been acknowledged.
        returned: Whether it came after the last call.
        state: What is on the disk.
    """

    said: int
    returned: bool
    state: Tree


class Quick(OsFileSystem):
    """The real one that waits for no disk, for tests that cut no power of the machine's own."""

    def fsync(self, descriptor: int) -> None:
        """Nothing."""

    def fsync_dir(self, folder: Path) -> None:
        """Only what would fail."""
        os.close(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))


class RecordingDisk(Quick):
    """The real one, which also remembers every change, so that other ends can be played out.

    The model of a power cut: bytes last after fsync of their file, names after fsync of the
    folder they are in; before that each change may or may not have reached the disk, in any
    combination. Bytes that have not may be missing, there in part, or zeros. A move is in one
    step, as on every file system with a journal.

    Attributes:
        root: The folder on it.
        kill_after: After how many changes the process is killed; what it did stays on this disk,
            and another process may go on.
    """

    kill_after = -1

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ops: list[_Op] = []
        self._nodes: dict[Path, int] = {}
        self._open: dict[int, int] = {}
        self._contents: dict[int, bytes] = {}
        self._folders: set[int] = set()
        for number, path in enumerate((root, *sorted(root.rglob("*")))):
            self._nodes[path] = number
            if path.is_dir():
                self._folders.add(number)
            else:
                self._contents[number] = path.read_bytes()
        self._start = dict(self._nodes)

    def _new_node(self, path: Path) -> int:
        self._nodes[path] = node = 10_000 + len(self.ops)
        return node

    def _record(self, op: _Op) -> None:
        self.ops.append(op)
        if len(self.ops) == self.kill_after:
            raise Killed

    def _place(self, path: Path) -> tuple[int, str]:
        return self._nodes[path.parent], path.name

    def said(self) -> None:
        """Somebody was told that all so far is saved."""
        self._record(_Op("said", -1))

    def open_new(self, path: Path, mode: int) -> int:
        """As the real one, remembered."""
        descriptor = super().open_new(path, mode)
        node = self._new_node(path)
        self._open[descriptor] = node
        self._record(_Op("link", node, (self._place(path),)))
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        """As the real one, remembered."""
        taken = super().write(descriptor, data[: max(64, len(data) * 3 // 4)])
        self._record(_Op("data", self._open[descriptor], data=data[:taken]))
        return taken

    def fsync(self, descriptor: int) -> None:
        """As the real one, remembered."""
        super().fsync(descriptor)
        self._record(_Op("sync", self._open[descriptor]))

    def fsync_dir(self, folder: Path) -> None:
        """As the real one, remembered; what is above the root lasts as it is."""
        super().fsync_dir(folder)
        if folder in self._nodes:
            self._record(_Op("sync", self._nodes[folder]))

    def replace(self, source: Path, target: Path) -> None:
        """As the real one, remembered."""
        super().replace(source, target)
        self._move(source, target)

    def rename(self, source: Path, target: Path) -> None:
        """As the real one, remembered."""
        super().rename(source, target)
        self._move(source, target)

    def _move(self, source: Path, target: Path) -> None:
        places = (self._place(source), self._place(target))
        node = self._nodes[source]
        for path in [p for p in self._nodes if p == source or source in p.parents]:
            self._nodes[target / path.relative_to(source)] = self._nodes.pop(path)
        self._record(_Op("move", node, places))

    def mkdir(self, folder: Path) -> None:
        """As the real one, remembered."""
        super().mkdir(folder)
        node = self._new_node(folder)
        self._folders.add(node)
        self._record(_Op("link", node, (self._place(folder),)))

    def rmdir(self, folder: Path) -> None:
        """As the real one, remembered."""
        super().rmdir(folder)
        self._record(_Op("unlink", self._nodes.pop(folder), (self._place(folder),)))

    def unlink(self, path: Path) -> None:
        """As the real one, remembered."""
        super().unlink(path)
        self._record(_Op("unlink", self._nodes.pop(path), (self._place(path),)))

    def cuts(self, random: Random, most: int = 64) -> Iterator[Cut]:
        """Every state a power cut may leave, each once.

        Args:
            random: Chooses where there are too many.
            most: How many ways to lose what is pending are all tried; a sample beyond.
        """
        seen: set[tuple[int, bool, tuple[tuple[str, bytes | None], ...]]] = set()
        for length in range(len(self.ops) + 1):
            said = sum(op.kind == "said" for op in self.ops[:length])
            returned = length == len(self.ops)
            pending = [n for n in range(length) if not self._lasting(n, length)]
            for dropped in _choices(pending, random, most):
                torn = any(self.ops[number].kind == "data" for number in dropped)
                for rest in ("nothing", "half", "zeros") if torn else ("nothing",):
                    state = self._state(length, dropped, rest)
                    mark = (said, returned, tuple(sorted(state.items())))
                    if mark not in seen:
                        seen.add(mark)
                        yield Cut(said, returned, state)

    def _lasting(self, number: int, length: int) -> bool:
        op = self.ops[number]
        if op.kind in ("sync", "said"):
            return True
        synced = {later.node for later in self.ops[number:length] if later.kind == "sync"}
        return (op.node if op.kind == "data" else op.places[-1][0]) in synced

    def _state(self, length: int, dropped: set[int], rest: str) -> Tree:
        names: dict[int, dict[str, int]] = {}
        for path, node in self._start.items():
            if path != self.root:
                names.setdefault(self._start[path.parent], {})[path.name] = node
        contents = dict(self._contents)
        for number, op in enumerate(self.ops[:length]):
            lost = number in dropped
            if op.kind == "data":
                data = _left(op.data, rest) if lost else op.data
                contents[op.node] = contents.get(op.node, b"") + data
            elif lost or op.kind in ("sync", "said"):
                continue
            if op.kind in ("unlink", "move"):
                names.get(op.places[0][0], {}).pop(op.places[0][1], None)
            if op.kind in ("link", "move"):
                names.setdefault(op.places[-1][0], {})[op.places[-1][1]] = op.node
        return self._tree(names, contents)

    def _tree(self, names: dict[int, dict[str, int]], contents: dict[int, bytes]) -> Tree:
        found: Tree = {}
        waiting = [("", self._start[self.root])]
        while waiting:
            prefix, node = waiting.pop()
            for name, child in names.get(node, {}).items():
                if child in self._folders:
                    found[prefix + name] = None
                    waiting.append((f"{prefix}{name}/", child))
                elif name != "lock":
                    found[prefix + name] = contents.get(child, b"")
        return found


def _left(data: bytes, rest: str) -> bytes:
    """What is found of bytes that were not synced."""
    if rest == "zeros":
        return bytes(len(data))
    return data[: len(data) // 2] if rest == "half" else b""


def _choices(pending: list[int], random: Random, most: int) -> Iterator[set[int]]:
    """Which of the pending changes are lost: all ways if there are at most `most`."""
    if 2 ** len(pending) <= most:
        for size in range(len(pending) + 1):
            yield from map(set, itertools.combinations(pending, size))
        return
    yield set()
    yield set(pending)
    for number in pending:
        yield {number}
        yield set(pending) - {number}
    for _ in range(most - 2 * len(pending) - 2):
        yield {number for number in pending if random.random() < 0.5}
