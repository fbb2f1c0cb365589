"""An app killed while somebody answers and types loses one answer at most, and no rested text."""

from pathlib import Path
from random import Random

import pytest
from recovering import Found, cycle

CYCLES = 4


def test_at_most_one_answer_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at random: answers are on disk, typed text is offered, undo leads to the beginning."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    found = Found()
    for number in range(CYCLES):
        cycle(tmp_path / str(number), Random(number), found)
    assert found.cycles == CYCLES
    assert found.answers + found.typed, found
