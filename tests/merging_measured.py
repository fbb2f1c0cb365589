"""What comes of merging pairs of edits: counted, for the tests and for the long run."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import attrs
import tomli
from merging_pairs import Pair, pair

from rcakit.merging.hunks import Side, chosen, hunks, marked
from rcakit.merging.texts import woven


@attrs.define
class Counts:
    """What came of many pairs.

    Attributes:
        pairs: How many there were.
        git: Conflicts of git's own merge, line by line.
        git_invalid: Files it merged without a word that are not TOML.
        ours: Conflicts of rcakit.
        true: Pairs about which somebody has to be asked.
        asked_in_vain: Conflicts of rcakit that are not true.
        unasked: True conflicts that rcakit did not see.
        whole: Conflicts over a whole file.
        invalid: Files that are not TOML, whichever side is taken.
        lost: Edits that are in no version of the result.
        comments: Comments that are in no version of it.
        faults: The seeds of all that should not be, with a word about each.
    """

    pairs: int = 0
    git: int = 0
    git_invalid: int = 0
    ours: int = 0
    true: int = 0
    asked_in_vain: int = 0
    unasked: int = 0
    whole: int = 0
    invalid: int = 0
    lost: int = 0
    comments: int = 0
    faults: list[str] = attrs.Factory(list)


def measured(pairs: int, seed: int, *, edits: int = 2, with_git: bool = True) -> Counts:
    """Merge `pairs` pairs of `edits` edits a side."""
    counts = Counts()
    for number in range(pairs):
        _count(counts, pair(seed + number, edits=edits), seed + number, with_git=with_git)
    return counts


def _count(counts: Counts, one: Pair, seed: int, *, with_git: bool) -> None:
    counts.pairs += 1
    if with_git:
        code, text = merged_by_git(one.base, one.ours.text, one.theirs.text)
        counts.git += code > 0
        counts.git_invalid += code == 0 and _document(text) is None
    result = woven(*(text.encode() for text in (one.base, one.ours.text, one.theirs.text)))
    assert result is not None
    asked = hunks(result.parts)
    true = one.truly_conflicts()
    counts.ours += bool(asked)
    counts.true += true
    text = marked(result.parts)
    if asked and not true:
        counts.asked_in_vain += 1
        counts.faults.append(f"{seed}: asked in vain")
    if true and not asked:
        counts.unasked += 1
        counts.faults.append(f"{seed}: not asked")
    if len(result.parts) == 1 and asked:
        counts.whole += 1
        counts.faults.append(f"{seed}: a whole file")
    versions = tuple(_document(chosen(result.parts, side)) for side in (Side.OURS, Side.THEIRS))
    if versions[0] is None or versions[1] is None:
        counts.invalid += 1
        counts.faults.append(f"{seed}: invalid")
        return
    lost = one.lost(text, (versions[0], versions[1]))
    counts.lost += len(lost)
    counts.faults += [f"{seed}: lost {what}" for what in lost]
    gone = [comment for comment in one.comments_of_base() if comment not in text]
    counts.comments += len(gone)
    counts.faults += [f"{seed}: comment {comment}" for comment in gone]


def merged_by_git(base: str, ours: str, theirs: str) -> tuple[int, str]:
    """How many conflicts git's own merge of three texts has, and its result."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(text, "utf-8", newline="")
        done = subprocess.run(
            ["git", "merge-file", "-p", *map(str, paths)], capture_output=True, check=False
        )
    return done.returncode, done.stdout.decode()


def _document(text: str) -> dict[str, object] | None:
    try:
        return tomli.loads(text)
    except ValueError:
        return None
