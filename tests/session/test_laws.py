"""Laws of a session: undo is exact, and no change breaks the postmortem."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EXAMPLES, changes, postmortems

from rcakit import graph
from rcakit.errors import Refused
from rcakit.model import dangling
from rcakit.session import Session
from rcakit.store import Snapshot


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_undo_and_redo_are_exact(data: st.DataObject) -> None:
    """As many undos as changes give the start again, and as many redos the end."""
    start = data.draw(postmortems())
    session = Session(Path("nowhere"), Snapshot(start), start)
    made = 0
    for _ in range(data.draw(st.integers(0, 8))):
        before = session.now
        change = data.draw(changes(session.now))
        try:
            made += session.apply(change)
        except Refused:
            assert session.now is before
    end = session.now
    assert sum(session.undo() is not None for _ in range(made)) == made
    assert session.now == start
    assert session.undo() is None
    assert sum(session.redo() is not None for _ in range(made)) == made
    assert session.now == end
    assert session.redo() is None


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_change_breaks_a_postmortem(data: st.DataObject) -> None:
    """After any changes every reference names something, and no causes go in a circle."""
    postmortem = data.draw(postmortems())
    assert not list(dangling(postmortem))
    assert not graph.cycles(postmortem.causes)
    for _ in range(data.draw(st.integers(1, 8))):
        change = data.draw(changes(postmortem))
        try:
            postmortem = change(postmortem)
        except Refused:
            continue
        assert not list(dangling(postmortem)), change
        assert not graph.cycles(postmortem.causes), change
