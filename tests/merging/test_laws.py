"""What holds of every merge, also of files written by hand in every way TOML allows."""

from __future__ import annotations

from random import Random

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_handwriting import Handwriting, changed

from rcakit.merging.hunks import Side, chosen, hunks, marked, unmarked
from rcakit.merging.texts import Woven, woven
from rcakit.toml.equal import same
from rcakit.toml.patch import rewrite
from rcakit.toml.read import parse

SEEDS = st.integers(0, 2**32)


def three(seed: int, newline: str = "\n") -> tuple[str, str, str] | None:
    """A file as a person wrote it, and two ways to go on from it; None where it is no TOML."""
    random = Random(seed)
    writer = Handwriting(random, newline)
    writer.write()
    try:
        document = tomli.loads(writer.text)
    except ValueError:
        return None
    sides = [rewrite(writer.text, changed(document, random)).text for _ in range(2)]
    return writer.text, sides[0], sides[1]


def merge(base: str, ours: str, theirs: str) -> Woven:
    """The merge of three texts that are TOML."""
    result = woven(base.encode(), ours.encode(), theirs.encode())
    assert result is not None
    return result


@settings(max_examples=150)
@given(SEEDS)
def test_whichever_side_is_taken_is_toml(seed: int) -> None:
    """And what one side alone changed is there on both."""
    texts = three(seed)
    if texts is None:
        return
    base, ours, theirs = texts
    parts = merge(base, ours, theirs).parts
    taking = [tomli.loads(chosen(parts, side)) for side in (Side.OURS, Side.THEIRS)]
    before, one, other = (tomli.loads(text) for text in texts)
    for name in {*before, *one, *other}:
        was, mine, yours = before.get(name), one.get(name), other.get(name)
        if same(was, yours):
            assert same(taking[0].get(name), mine)
        if same(was, mine):
            assert same(taking[1].get(name), yours)


@settings(max_examples=150)
@given(SEEDS)
def test_one_side_alone(seed: int) -> None:
    """Where only one side changed the file, or both in the same way, it is that side's text."""
    texts = three(seed)
    if texts is None:
        return
    base, ours, _ = texts
    for sides in ((base, ours, base), (base, base, ours), (base, ours, ours)):
        text = chosen(merge(*sides).parts, Side.OURS)
        assert not hunks(merge(*sides).parts)
        assert text == ours or text == ours + "\n"


@settings(max_examples=150)
@given(SEEDS)
def test_sides_are_equal(seed: int) -> None:
    """Changing the sides about changes neither what is asked nor what the files say."""
    texts = three(seed)
    if texts is None:
        return
    base, ours, theirs = texts
    one, other = merge(base, ours, theirs).parts, merge(base, theirs, ours).parts
    assert len(hunks(one)) == len(hunks(other))
    if not hunks(one):
        said, again = (tomli.loads(chosen(parts, Side.OURS)) for parts in (one, other))
        assert sorted_lists(said) == sorted_lists(again)


def sorted_lists(value: object) -> object:
    """A value in which the order of lists does not count."""
    if isinstance(value, dict):
        return {name: sorted_lists(inner) for name, inner in value.items()}
    return sorted(map(repr, value)) if isinstance(value, list) else value


@settings(max_examples=100)
@given(SEEDS)
def test_no_comment_is_lost(seed: int) -> None:
    """A comment that is on both sides, or new on one, is in what comes of them."""
    random = Random(seed)
    texts = three(seed)
    if texts is None:
        return
    base, ours, theirs = texts
    sides = [noted(ours, random, "mine"), noted(theirs, random, "theirs")]
    text = marked(merge(base, sides[0], sides[1]).parts)
    for side, word in zip(sides, ("mine", "theirs"), strict=True):
        assert side.count(f"# by {word}") == text.count(f"# by {word}")


def noted(text: str, random: Random, word: str) -> str:
    """A text with a comment of its own, on a line between two others, if it stays TOML."""
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines)), f"# by {word}")
    with_note = "\n".join(lines)
    try:
        return with_note if same(tomli.loads(with_note), tomli.loads(text)) else text
    except ValueError:
        return text


@settings(max_examples=60)
@given(SEEDS)
def test_lines_end_as_they_did(seed: int) -> None:
    """A file whose lines end with CR LF is merged as one whose lines end with LF."""
    texts = three(seed, "\r\n")
    if texts is None:
        return
    result = merge(*texts)
    assert result.newline in ("\r\n", "\n")
    assert "\r" not in "".join(part for part in result.parts if isinstance(part, str))


@settings(max_examples=100)
@given(SEEDS, st.integers(7, 12))
def test_marks_are_read_back(seed: int, size: int) -> None:
    """What is written with marks is read as the same parts again."""
    texts = three(seed)
    if texts is None:
        return
    parts = merge(*texts).parts
    read = unmarked(marked(parts, size=size))
    assert read == (parts if hunks(parts) else None)


@given(st.text("<>=|\n ab", max_size=200))
def test_marks_of_any_kind(text: str) -> None:
    """No text makes reading marks fail, and what is read holds every line that is no mark."""
    parts = unmarked(text)
    if parts is not None:
        assert hunks(parts)
        assert "".join(sorted(chosen(parts, Side.OURS))).count("a") <= text.count("a")


def test_the_sides_are_sound() -> None:
    """A file that rcakit does not read is not merged by its things."""
    sound = b'title = "a"\n'
    for broken in (b"title = ", b"\xff", b"\xef\xbb\xbftitle = 1\n", b"a = nan\n"):
        assert woven(sound, broken, sound + b"x = 1\n") is None
        assert woven(sound, sound + b"x = 1\n", broken) is None


def test_a_base_with_marks() -> None:
    """Of several bases one is made that may have marks in it: what was before them counts."""
    base = b"<<<<<<< a\nx = 1\n||||||| b\nx = 0\n=======\nx = 2\n>>>>>>> c\ny = 1\n"
    result = woven(base, b"x = 1\ny = 2\n", b"x = 2\ny = 1\nz = 3\n")
    assert result is not None
    assert [(hunk.ours, hunk.base, hunk.theirs) for hunk in hunks(result.parts)] == [
        ("x = 1\n", "x = 0\n", "x = 2\n")
    ]
    merged = chosen(result.parts, Side.OURS)
    assert parse(merged.encode(), None) == {"x": 1, "y": 2, "z": 3}  # type: ignore[arg-type]
