"""A merge breaks no law that neither side breaks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EXAMPLES, changes, postmortems

from rcakit.change import AddCause, Change, DeleteCause, Link, Put
from rcakit.errors import RcakitError, Refused
from rcakit.model import Action, Cause, Incident, Postmortem
from rcakit.session import Session
from rcakit.store import Snapshot, load, store, unsound

EMPTY = Snapshot(Postmortem(incident=Incident(title="")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A postmortem of three causes without a link."""
    session = Session(tmp_path, EMPTY, Postmortem(incident=Incident(title="t")))
    for name in "abc":
        session.apply(AddCause(name, Cause(text=f"text of {name}")))
    session.save()
    return tmp_path


@pytest.mark.parametrize(
    ("theirs", "mine", "words"),
    [
        (Link("a", "b"), Link("b", "a"), "circle, “text of a” because of “text of b”"),
        (DeleteCause("c"), Link("a", "c"), "cause.a.because names “text of c”"),
        (Link("a", "c"), DeleteCause("c"), "cause.a.because names “text of c”"),
        (
            DeleteCause("c"),
            Put("action", "fix", Action(title="Mend it", addresses=("c",))),
            "action.fix.addresses names “text of c”",
        ),
    ],
)
def test_two_right_versions_that_are_wrong_together(
    folder: Path, theirs: Change, mine: Change, words: str
) -> None:
    """It is said why, nothing is written, and mine is still here to be kept beside."""
    other, session = Session.open(folder), Session.open(folder)
    other.apply(theirs)
    other.save()
    session.apply(mine)
    before = session.now
    with pytest.raises(RcakitError, match="cannot be merged") as caught:
        session.merge()
    assert words in str(caught.value)
    assert load(folder).postmortem == other.now
    assert session.now == before
    assert [path.name for path in session.keep_mine_beside()]


def test_what_was_wrong_before_is_no_reason(folder: Path) -> None:
    """A reference to nothing and a circle that a person wrote do not stand in the way."""
    file = folder / "causes.toml"
    hand = '\n[cause.d]\ntext = "d"\nbecause = ["e", "none"]\n\n[cause.e]\ntext = "e"\n'
    session = Session.open(folder)
    file.write_text(file.read_text() + hand + 'because = ["d"]\n')
    session.apply(Link("a", "b"))
    assert session.merge().clashes == ()
    assert session.now.causes["a"].because == ("b",)
    assert len(list(unsound(folder, load(folder)))) == 2


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_merge_is_sound_or_refused(data: st.DataObject) -> None:
    """Whatever two people change, what is on disk names what is there and has no circle."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store(folder, EMPTY, data.draw(postmortems()))
        other, session = Session.open(folder), Session.open(folder)
        for side in (other, session):
            for _ in range(data.draw(st.integers(1, 3))):
                with suppress(Refused):
                    side.apply(data.draw(changes(side.now)))
        other.save()
        with suppress(RcakitError):
            session.merge()
        assert not list(unsound(folder, load(folder)))
