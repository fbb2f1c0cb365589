"""What a merge left open is understood, whoever wrote the marks: git alone or the driver."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import tomli
from merging_pairs import NAMES, Pair, pair

from rcakit.merging.disputes import Unmerged, unmerged
from rcakit.merging.hunks import Side, chosen, hunks, marked
from rcakit.merging.texts import woven

BASE = """\
# ours
[cause.pool]
text = "The pool was exhausted"
gate = "any"

[cause.retries]
text = "Clients retried"
"""
OURS = BASE.replace("was exhausted", "was empty").replace('"any"', '"all"')
THEIRS = BASE.replace("was exhausted", "ran dry").replace("retried", "tried again")


def by_git(base: str, ours: str, theirs: str, style: str, folder: Path) -> bytes:
    """What git's own merge makes of three texts; `style` is an option of it, or nothing."""
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, text in zip(paths, (ours, base, theirs), strict=True):
        path.write_text(text, "utf-8", newline="")
    style = [style] if style else []  # type: ignore[assignment]
    command = ["git", "merge-file", "-p", *style, *map(str, paths)]
    return subprocess.run(command, capture_output=True, check=False).stdout


def by_driver(base: str, ours: str, theirs: str) -> bytes:
    """What the driver leaves."""
    result = woven(base.encode(), ours.encode(), theirs.encode())
    assert result is not None
    return marked(result.parts).encode()


def found(data: bytes) -> Unmerged:
    """What is open in a file; something must be."""
    result = unmerged(data)
    assert result is not None
    return result


def test_a_dispute_is_named() -> None:
    """Its line, what it is about in the words of the thing, and what each side says."""
    data = by_driver(BASE, OURS, THEIRS)
    [one] = found(data).disputes
    assert one.path == ("cause", "pool", "text")
    assert data.decode().split("\n")[one.line - 1] == 'text = "The pool was empty"'
    assert one.title == "the text of the cause “The pool was exhausted”"
    assert one.sentence() == (
        "both sides changed the text of the cause “The pool was exhausted”: "
        "ours “The pool was empty”, theirs “The pool ran dry”"
    )
    assert one.shows(Side.BASE) == "The pool was exhausted"


def test_a_thing_taken_out_is_named() -> None:
    """Whichever side took it out, and that the other changed it."""
    gone = BASE[: BASE.index("\n[cause.retries]")]
    [one] = found(by_driver(BASE, gone, THEIRS)).disputes
    assert one.path == ("cause", "retries")
    assert one.sentence() == (
        "ours took out the cause “Clients retried”, and theirs has changed or uses it"
    )
    [one] = found(by_driver(BASE, THEIRS, gone)).disputes
    assert one.sentence().startswith("theirs took out the cause “Clients retried”")


def test_keys_of_the_postmortem_are_named() -> None:
    """A key that is in no thing, and one of a table without ids."""
    base = 'title = "One"\n\n[milestone]\ndetected = "a"\n'
    ours, theirs = (
        base.replace("One", who).replace('"a"', f'"{who}"') for who in ("mine", "yours")
    )
    titles = [one.title for one in found(by_driver(base, ours, theirs)).disputes]
    assert titles == ["the title", "the milestone “detected”"]


def test_a_circle_stays_open() -> None:
    """A link that only together with another makes a circle is asked, though one side made it."""
    ours = BASE.replace('gate = "any"', 'because = ["retries"]')
    theirs = BASE.replace('retried"\n', 'retried"\nbecause = ["pool"]\n')
    for one, other in ((ours, theirs), (theirs, ours)):
        [dispute] = found(by_driver(BASE, one, other)).disputes
        assert dispute.path[2] == "because"
        assert dispute.shows(Side.OURS) == "(not there)"


@pytest.mark.parametrize("style", ["", "--diff3", "--zdiff3"])
def test_marks_of_git_alone_are_narrowed(tmp_path: Path, style: str) -> None:
    """What git puts between its marks is more than a key; what is asked is the key."""
    ours = OURS.replace("# ours", "# ours, seen again")
    data = by_git(BASE, ours, THEIRS, style, tmp_path)
    assert data.count(b"<<<<<<<") == 1
    assert b'gate = "all"\n' in data.split(b"=======")[0].split(b"<<<<<<<")[1]
    paths = [one.path for one in found(data).disputes]
    if style:
        assert paths == [("cause", "pool", "text")]
    else:
        # Nobody knows what was there before, so whatever differs is asked.
        assert set(paths) >= {("cause", "pool", "text"), ("cause", "pool", "gate")}
    assert all(data.decode().split("\n")[one.line - 1] for one in found(data).disputes)


def conflicting(style: str, folder: Path) -> list[tuple[Pair, bytes]]:
    """Pairs that git alone cannot merge, and what it leaves of them."""
    pairs = [pair(seed, NAMES[seed % len(NAMES)], edits=5) for seed in range(40)]
    left = [(one, by_git(one.base, one.ours.text, one.theirs.text, style, folder)) for one in pairs]
    return [(one, data) for one, data in left if b"<<<<<<<" in data]


def test_nothing_is_lost_by_narrowing(tmp_path: Path) -> None:
    """Every edit of either side is in what git left, narrowed; only true conflicts are asked."""
    asked = 0
    for one, data in conflicting("--diff3", tmp_path):
        parts = found(data).parts
        versions = tuple(tomli.loads(chosen(parts, side)) for side in (Side.OURS, Side.THEIRS))
        assert one.lost(marked(parts), (versions[0], versions[1])) == []
        assert bool(hunks(parts)) <= one.truly_conflicts()
        asked += bool(hunks(parts))
    assert asked > 5


def test_without_a_base_each_side_can_be_had_whole(tmp_path: Path) -> None:
    """Taking one side everywhere gives what git would have with that side at every mark."""
    tried = 0
    for one, data in conflicting("", tmp_path):
        text = data.decode()
        parts = found(data).parts
        for number, side in enumerate((Side.OURS, Side.THEIRS)):
            lines, inside = [], -1
            for line in text.split("\n"):
                if line[:7] in ("<" * 7, "=" * 7, ">" * 7):
                    inside = {"<": 0, "=": 1, ">": -1}[line[0]]
                elif inside in (-1, number):
                    lines.append(line)
            try:
                wanted = tomli.loads("\n".join(lines))
            except ValueError:
                continue  # what git put together is no TOML, whichever side is taken
            tried += 1
            assert tomli.loads(chosen(parts, side)) == wanted
        assert all(note in marked(parts) for note in one.ours.comments | one.theirs.comments)
    assert tried > 20


def test_a_side_that_is_no_toml() -> None:
    """The lines stay together, and the place is named by its key."""
    data = b'a = 1\n<<<<<<< x\nb = \n=======\nb = "\n>>>>>>> y\n'
    [one] = found(data).disputes
    assert (one.line, one.hunk.ours, one.hunk.theirs) == (3, "b = \n", 'b = "\n')


def test_marks_within_a_text_are_words() -> None:
    """A postmortem may quote a merge that went wrong; it is TOML, so nothing is open."""
    assert unmerged(b'a = """\n<<<<<<< x\n1\n=======\n2\n>>>>>>> y\n"""\n') is None


@pytest.mark.parametrize(
    "data", [b"", b"<<<<<<< a\n", b"<<<<<<< a\n=======\n", b"a = \n", b"\xff<<<<<<< \n"]
)
def test_what_has_no_whole_marks(data: bytes) -> None:
    """A file without, with half of them, or no text at all."""
    assert unmerged(data) is None


def test_lines_that_end_with_cr_lf() -> None:
    """They are told from the marks all the same."""
    data = by_driver(BASE, OURS, THEIRS).replace(b"\n", b"\r\n")
    one = found(data)
    assert one.newline == "\r\n"
    assert len(one.disputes) == 1
