"""What a log's records come to."""

from __future__ import annotations

from rcakit.state.edge import Edge, Turn, back
from rcakit.state.log import Record
from rcakit.state.trail import Trail


def titled(old: str, new: str) -> Edge:
    """From one title to another."""
    return (Turn(("postmortem.toml", "title"), (old,), (new,)),)


def test_undoing_what_is_not_the_last_change_any_more() -> None:
    """Another app wrote in between; each step still goes on from where the one before ends."""
    trail = Trail({"postmortem.toml": {"title": "start"}})
    for record in (
        Record("do", "a", titled("start", "a")),
        Record("do", "other", titled("a", "other")),
        Record("do", "the change on disk", titled("other", "a")),
        Record("undo", "a", titled("a", "start")),
    ):
        trail.take(record)
    assert trail.here["postmortem.toml"]["title"] == "start"
    assert trail.base()["postmortem.toml"]["title"] == "start"
    assert len(trail.done) == 4


def test_redo_after_undo() -> None:
    """They are each other's opposite, and a new change ends it."""
    trail = Trail({"postmortem.toml": {"title": "start"}})
    there = titled("start", "a")
    trail.take(Record("do", "a", there))
    trail.take(Record("undo", "a", back(there)))
    assert (len(trail.done), len(trail.undone)) == (0, 1)
    trail.take(Record("redo", "a", there))
    assert (len(trail.done), len(trail.undone)) == (1, 0)
    trail.take(Record("undo", "a", back(there)))
    trail.take(Record("do", "b", titled("start", "b")))
    assert (len(trail.done), len(trail.undone)) == (1, 0)
