"""Disks that can be stopped, that fail, and that lose what was not synced."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import attrs

from rcakit.saving.files import OsFileSystem

_CALLS = ("open_new", "write", "set_mode", "fsync", "close", "replace", "rename", "fsync_dir",
          "mkdir", "rmdir", "unlink", "read", "mode", "names", "is_folder", "writable")  # fmt: skip

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
        kind: `data`, `link` (a name for a node), `unlink`, `move`, or `sync`.
        node: The file or folder it is about.
        places: Folder nodes and names: where to, for a move where from first.
        data: For `data`.
    """

    kind: str
    node: int
    places: tuple[tuple[int, str], ...] = ()
    data: bytes = b""


class RecordingDisk(OsFileSystem):
    """The real one, which also remembers every change, so that other ends can be played out.

    The model of a power cut: bytes last after fsync of their file, names after fsync of the
    folder they are in; before that each change may or may not have reached the disk, in any
    combination.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ops: list[_Op] = []
        self._nodes: dict[Path, int] = {}
        self._open: dict[int, int] = {}
        self._contents: dict[int, bytes] = {}
        self._folders: set[int] = set()
        for path in (root, *sorted(root.rglob("*"))):
            node = self._node(path)
            if path.is_dir():
                self._folders.add(node)
            else:
                self._contents[node] = path.read_bytes()
        self._start = dict(self._nodes)

    def _node(self, path: Path) -> int:
        return self._nodes.setdefault(path, len(self._nodes) + 1000 * (path in self._nodes))

    def _new_node(self, path: Path) -> int:
        self._nodes[path] = node = 10_000 + len(self.ops)
        return node

    def _place(self, path: Path) -> tuple[int, str]:
        return self._nodes[path.parent], path.name

    def open_new(self, path: Path, mode: int) -> int:
        """As the real one, remembered."""
        descriptor = super().open_new(path, mode)
        node = self._new_node(path)
        self._open[descriptor] = node
        self.ops.append(_Op("link", node, (self._place(path),)))
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        """As the real one, remembered."""
        taken = super().write(descriptor, data[: max(1, len(data) // 2)])
        self.ops.append(_Op("data", self._open[descriptor], data=data[:taken]))
        return taken

    def fsync(self, descriptor: int) -> None:
        """As the real one, remembered."""
        super().fsync(descriptor)
        self.ops.append(_Op("sync", self._open[descriptor]))

    def fsync_dir(self, folder: Path) -> None:
        """As the real one, remembered."""
        super().fsync_dir(folder)
        self.ops.append(_Op("sync", self._nodes[folder]))

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
        self.ops.append(_Op("move", node, places))
        for path in [p for p in self._nodes if p == source or source in p.parents]:
            self._nodes[target / path.relative_to(source)] = self._nodes.pop(path)

    def mkdir(self, folder: Path) -> None:
        """As the real one, remembered."""
        super().mkdir(folder)
        node = self._new_node(folder)
        self._folders.add(node)
        self.ops.append(_Op("link", node, (self._place(folder),)))

    def rmdir(self, folder: Path) -> None:
        """As the real one, remembered."""
        super().rmdir(folder)
        self.ops.append(_Op("unlink", self._nodes.pop(folder), (self._place(folder),)))

    def unlink(self, path: Path) -> None:
        """As the real one, remembered."""
        super().unlink(path)
        self.ops.append(_Op("unlink", self._nodes.pop(path), (self._place(path),)))

    def ends(self, random: Random) -> Iterator[tuple[bool, Tree]]:
        """Every state a power cut may leave: whether all calls had returned, and the tree."""
        seen: set[str] = set()
        for length in range(len(self.ops) + 1):
            pending = [n for n in range(length) if not self._lasting(n, length)]
            for dropped in _choices(pending, random):
                for torn in (False, True):
                    state = self._state(length, dropped, torn=torn)
                    mark = f"{length == len(self.ops)}{state}"
                    if mark not in seen:
                        seen.add(mark)
                        yield length == len(self.ops), state

    def _lasting(self, number: int, length: int) -> bool:
        op = self.ops[number]
        synced = {later.node for later in self.ops[number:length] if later.kind == "sync"}
        return op.kind == "sync" or (op.node if op.kind == "data" else op.places[-1][0]) in synced

    def _state(self, length: int, dropped: set[int], *, torn: bool) -> Tree:
        names: dict[int, dict[str, int]] = {}
        for path, node in self._start.items():
            if path != self.root:
                names.setdefault(self._start[path.parent], {})[path.name] = node
        contents = dict(self._contents)
        for number, op in enumerate(self.ops[:length]):
            lost = number in dropped
            if op.kind == "data":
                data = op.data[: len(op.data) // 2] if lost and torn else b"" if lost else op.data
                contents[op.node] = contents.get(op.node, b"") + data
            elif lost or op.kind == "sync":
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


def _choices(pending: list[int], random: Random) -> Iterator[set[int]]:
    yield set()
    yield set(pending)
    for number in pending:
        yield {number}
        yield set(pending) - {number}
    for _ in range(6 if len(pending) > 2 else 0):
        yield {number for number in pending if random.random() < 0.5}
