"""A diagram read out of OxiDD, by way of a file: to ask for node after node takes far longer."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs


@attrs.frozen(eq=False)
class Export:
    """The nodes as OxiDD numbers them, from 1 and each after those it leads to.

    Attributes:
        terminals: What the first nodes are: "T", or "E" and "B".
        variables: The variable of each node after the terminals.
        thens, elses: Where it leads; negative for a complemented edge.
        root: Where one begins.
    """

    terminals: tuple[str, ...]
    variables: list[int]
    thens: list[int]
    elses: list[int]
    root: int


def exported(manager: Any, function: Any) -> Export:
    """One function or family of a manager."""
    with TemporaryDirectory(prefix="rcakit-") as folder:
        file = Path(folder) / "diagram.dddmp"
        manager.export_dddmp(str(file), [function], ascii=True)
        head, _, nodes = file.read_text("ascii").partition(".nodes\n")
    fields = dict(line.split(maxsplit=1) for line in head.splitlines() if " " in line)
    # Variables are numbered among those that matter; their levels are listed in the head.
    levels = sorted(int(level) for level in fields.get(".permids", "").split())
    words = nodes.split()
    count = 1
    while count < int(fields[".nnodes"]) and not words[4 * count + 1].isdecimal():
        count += 1
    first, end = 4 * count, 4 * int(fields[".nnodes"])
    return Export(
        tuple(words[1:first:4]),
        [levels[int(word)] for word in words[first + 1 : end : 4]],
        [int(word) for word in words[first + 2 : end : 4]],
        [int(word) for word in words[first + 3 : end : 4]],
        int(fields[".rootids"]),
    )
