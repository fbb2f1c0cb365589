"""Nothing is written that could not be opened again, and a refusal is never as long as a file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hostile_runs import contents

from rcakit.change import AddCause, Put
from rcakit.errors import BadAnswer, Refused, UnreadableError
from rcakit.model import Cause, Event
from rcakit.session import Session
from rcakit.store import load
from rcakit.times import read_moment, zone_of

AT = read_moment("2026-03-01T10:00:00Z", zone="UTC")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A small postmortem."""
    (tmp_path / "postmortem.toml").write_text('title = "t"\n')
    return Session.open(tmp_path)


def test_a_file_too_large_to_be_opened_is_not_written(session: Session) -> None:
    """The sentence names the file and both sizes; the work stays, and less of it is saved."""
    session.apply(AddCause("a", Cause(text="a")))
    session.save()
    before = contents(session.folder)
    session.apply(Put("event", "e", Event(text="long " * 1_100_000, at=AT)))
    with pytest.raises(Refused, match=r"timeline\.toml would have 5,[\d,]+ bytes, .* 5 MB"):
        session.save()
    assert contents(session.folder) == before
    assert "e" in session.now.events
    session.undo()
    session.apply(Put("event", "e", Event(text="long " * 900_000, at=AT)))
    session.save()
    assert load(session.folder).postmortem == session.now


@pytest.mark.parametrize(
    "text",
    [
        '[cause.a]\ntext = "a"\nstatus = "' + "long" * 100_000 + '"\n',
        '[cause.a]\ntext = "a"\nstatus = """' + "a\n" * 100_000 + '"""\n',
        '[cause.a]\ntext = "a"\n' + "k" * 100_000 + " = 1\n" + "k" * 100_000 + " = 2\n",
        "x = {" + "k" * 100_000 + " = 1, " + "k" * 100_000 + " = 2}\n",
        "[cause." + "k" * 100_000 + ']\ntext = "a"\n',
    ],
    ids=["a word", "lines", "a key", "an inline key", "an id"],
)
def test_a_sentence_is_short(session: Session, text: str) -> None:
    """Whatever it quotes of the file."""
    (session.folder / "causes.toml").write_text(text)
    with pytest.raises(UnreadableError) as caught:
        load(session.folder)
    assert len(caught.value.reason) < 1000
    assert "\n" not in caught.value.reason


def test_a_zone_that_is_none_costs_little() -> None:
    """It is looked for once, and what is no name is not looked for as a module."""
    for name in (
        "Nowhere/City",
        ".".join("a" * 20_000),
        "(" * 30_000 + "." * 5_000,
        "../UTC",
        "\0",
    ):
        with pytest.raises(BadAnswer):
            zone_of(name)
        start = time.process_time()
        for _ in range(1000):
            with pytest.raises(BadAnswer):
                zone_of(name)
        assert time.process_time() - start < 2
