"""What a merge loses is seen, whatever lost it."""

from __future__ import annotations

import pytest
from merging_pairs import Pair, pair

from rcakit.merging.hunks import Hunk
from rcakit.merging.proof import holds
from rcakit.merging.texts import woven

SOUND = '[cause.a]\ntext = "A"\nbecause = ["x"]\n'


def differing() -> list[Pair]:
    """Pairs in which both sides changed the file, and not in the same way."""
    pairs = [pair(seed) for seed in range(60)]
    return [one for one in pairs if len({one.base, one.ours.text, one.theirs.text}) == 3]


def test_a_side_that_is_left_out_is_missed() -> None:
    """Taking one side whole, or neither, loses the other; what comes of the merge does not."""
    pairs = differing()
    assert len(pairs) > 30
    for one in pairs:
        texts = one.base, one.ours.text, one.theirs.text
        for text in texts:
            assert not holds(*texts, (text,), frozenset()), one
        result = woven(*(text.encode() for text in texts))
        assert result is not None
        assert holds(*texts, result.parts, frozenset()) or one.truly_conflicts()
        assert holds(*texts, (Hunk(one.ours.text, None, one.theirs.text),), frozenset())


@pytest.mark.parametrize(
    ("ours", "theirs", "result"),
    [
        (SOUND.replace('"A"', '"B"'), SOUND, SOUND),
        (SOUND, SOUND.replace('"A"', '"B"'), SOUND),
        (SOUND.replace('"x"', '"x", "y"'), SOUND.replace('"x"', '"z"'), SOUND.replace("x", "z")),
        (SOUND.replace('"x"', ""), SOUND, SOUND),
        (SOUND + "n = 1\n", SOUND, SOUND),
        (SOUND + "n = 1\n", SOUND + "n = true\n", SOUND + "n = 1\n"),
        (SOUND, SOUND, SOUND + "n = 1\n"),
        (SOUND + "# note\n", SOUND, SOUND),
        (SOUND, SOUND, ""),
        (SOUND, SOUND, SOUND + "x = \n"),
        (SOUND.replace("A", "B"), SOUND.replace("A", "C"), SOUND.replace("A", "B")),
    ],
)
def test_what_is_no_merge(ours: str, theirs: str, result: str) -> None:
    """A change lost, invented, decided for nobody asked, or a text that is no TOML."""
    assert not holds(SOUND, ours, theirs, (result,), frozenset())
