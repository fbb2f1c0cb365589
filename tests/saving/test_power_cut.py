"""What was said to be saved survives a power cut, whatever of what was not synced is lost."""

from __future__ import annotations

from random import Random

import pytest
from power_cuts import Tally, play
from saving_stories import STORIES, random_story


@pytest.mark.parametrize("name", STORIES)
def test_every_power_cut(name: str) -> None:
    """All files are of before or all of after, acknowledged saves are there, nothing is left."""
    tally = Tally()
    play(STORIES[name], tally, Random(3), most=32, recoveries=6)
    assert tally.before > 5
    assert tally.after > 1


@pytest.mark.parametrize("name", STORIES)
def test_a_power_cut_after_a_kill(name: str) -> None:
    """What a killed process left unsynced does not take what another saved afterwards."""
    random = Random(5)
    changes = play(STORIES[name], Tally(), random, most=2, recoveries=0)
    for kill_after in random.sample(range(1, changes), 3):
        tally = Tally()
        play(STORIES[name], tally, random, most=4, recoveries=0, kill_after=kill_after)
        assert tally.after > 1


@pytest.mark.parametrize("seed", range(3))
def test_any_saves(seed: int) -> None:
    """The same of saves that nobody thought of."""
    tally = Tally()
    play(random_story(seed), tally, Random(seed), most=8, recoveries=3)
    assert tally.cuts > 20
