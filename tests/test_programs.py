"""Programs that tests need: left out at home, never in a CI run."""

import pytest
from programs import program

MISSING = "no-such-program-anywhere"


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_a_missing_program_fails_a_ci_run(monkeypatch, ci, outcome) -> None:
    """A test that cannot run is told as left out, and in a CI run as failed."""
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=MISSING):
        program(MISSING)
