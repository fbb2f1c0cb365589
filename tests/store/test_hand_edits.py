"""What a person or another tool wrote stays as it is when the app changes something else."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EXAMPLES, changes, postmortems

from rcakit.change import AddCause, Change, Edit, Judge, Link, Put, SetIncident, SetProblem
from rcakit.errors import ConflictError, Refused
from rcakit.model import Action, Cause, Event, Incident, Postmortem, Status
from rcakit.session import Session
from rcakit.store import Snapshot, load, store

HEADER = re.compile(r"\[[a-z]+\.[a-z0-9-]+\]")

CAUSES = """\
# Written by hand in the meeting.

[cause.slow]
text   = "Checkout was slow"   # seen by customers
status = "hypothesis"          # a default, written out
because = ["pool"]             # more to come
x-team = { name = "payments", oncall = true }

# Ana is sure of this one.
[cause.pool]
text = 'The pool was empty'
unknown-key = 1
probability = 1

[cause.zone]
text = "A zone was down"
"""
POSTMORTEM = """\
# our template, version 3
title = "Checkout was slow"
timezone = "Europe/Berlin"   # the team's
kind = "incident"
problem = "slow"

[x-tracker]
url = "https://example.org/1"
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A postmortem written by hand."""
    (tmp_path / "postmortem.toml").write_text(POSTMORTEM)
    (tmp_path / "causes.toml").write_text(CAUSES)
    return Session.open(tmp_path)


def after(session: Session, *changes: Change) -> str:
    """Make and save changes; the causes as they are on disk then."""
    for change in changes:
        assert session.apply(change)
    session.save()
    assert Session.open(session.folder).now == session.now
    return (session.folder / "causes.toml").read_text()


def test_one_key_changes_one_line(session: Session) -> None:
    """A changed key alters its own line and no other byte."""
    text = after(session, Edit("cause", "pool", {"probability": 0.5}))
    assert text == CAUSES.replace("probability = 1", "probability = 0.5")
    assert (session.folder / "postmortem.toml").read_text() == POSTMORTEM


def test_a_new_key_and_a_new_cause_leave_the_rest(session: Session) -> None:
    """What is added comes beside what is there; every line written by hand is still there."""
    text = after(
        session,
        Judge("pool", Status.CONFIRMED),
        AddCause("retry", Cause(text="Clients retried"), "slow"),
        Link("pool", "zone"),
    )
    kept = [line for line in CAUSES.splitlines() if not line.startswith("because")]
    assert [line for line in text.splitlines() if line in kept and line] == [
        line for line in kept if line
    ]
    assert "# more to come" in text
    assert "[cause.retry]" in text


def test_other_files_are_not_touched(session: Session) -> None:
    """A save writes the files whose contents changed, and makes those that were missing."""
    after(
        session,
        Put("action", "fix", Action(title="Make the pool bigger", addresses=("pool",))),
        Put("event", "20260301-1332-aaaa", Event(text="x", at=datetime(2026, 3, 1, tzinfo=UTC))),
    )
    assert (session.folder / "causes.toml").read_text() == CAUSES
    assert (session.folder / "postmortem.toml").read_text() == POSTMORTEM
    assert (session.folder / "actions.toml").is_file()


def test_unknown_tables_and_comments_of_the_main_file_stay(session: Session) -> None:
    """Tables of other tools stay where they are when the incident is changed."""
    after(session, SetIncident({"severity": "SEV2", "services": ("checkout",)}), SetProblem("pool"))
    text = (session.folder / "postmortem.toml").read_text()
    for line in ("# our template, version 3", "[x-tracker]", 'url = "https://example.org/1"'):
        assert line in text
    assert 'timezone = "Europe/Berlin"   # the team\'s' in text
    assert 'kind = "incident"' in text
    assert 'severity = "SEV2"' in text


def test_a_change_on_disk_is_not_overwritten(session: Session) -> None:
    """A file that somebody else changed since is named, and nothing is written."""
    theirs = CAUSES.replace("A zone was down", "No zone was down")
    (session.folder / "causes.toml").write_text(theirs)
    session.apply(Judge("pool", Status.CONFIRMED))
    with pytest.raises(ConflictError, match=r"causes\.toml"):
        session.save()
    assert (session.folder / "causes.toml").read_text() == theirs


def test_a_merge_keeps_both_sides(session: Session) -> None:
    """Changes to different things are merged, with the comments of the file on disk."""
    theirs = CAUSES.replace("A zone was down", "No zone was down  ") + "# and theirs\n"
    (session.folder / "causes.toml").write_text(theirs)
    session.apply(Judge("pool", Status.CONFIRMED))
    assert session.merge().clashes == ()
    text = (session.folder / "causes.toml").read_text()
    assert "# and theirs" in text
    assert "No zone was down" in text
    assert 'status = "confirmed"' in text
    assert session.saved


def test_a_clash_keeps_mine_and_says_so(session: Session) -> None:
    """Where both changed one value, mine is kept and the place is named."""
    (session.folder / "causes.toml").write_text(CAUSES.replace("A zone was", "Their zone was"))
    session.apply(Edit("cause", "zone", {"text": "My zone was down"}))
    ((file, clash),) = session.merge().clashes
    assert (file, clash.path) == ("causes.toml", ("cause", "zone", "text"))
    assert 'text = "My zone was down"' in (session.folder / "causes.toml").read_text()


def test_mine_is_kept_beside(session: Session) -> None:
    """My version goes into a file of its own, and what is on disk is what is worked on."""
    (session.folder / "causes.toml").write_text(CAUSES.replace("A zone was", "Their zone was"))
    session.apply(Edit("cause", "zone", {"text": "My zone was down"}))
    (beside,) = session.keep_mine_beside()
    assert beside.name == "causes.mine.toml"
    assert "My zone was down" in beside.read_text()
    assert session.now.causes["zone"].text == "Their zone was down"
    assert Session.open(session.folder).now == session.now


def annotated(folder: Path) -> dict[str, tuple[str, str]]:
    """Write a comment above each table with an id; comment to file and header."""
    comments: dict[str, tuple[str, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        lines: list[str] = []
        inside = False
        for line in file.read_text().split("\n"):
            if HEADER.fullmatch(line) and not inside:
                comment = f"# remark {len(comments)}"
                comments[comment] = (file.name, line)
                lines.append(comment)
            inside ^= line.count('"""') % 2 == 1
            lines.append(line)
        file.write_text("\n".join(lines))
    return comments


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_comments_stay_with_what_they_are_about(data: st.DataObject) -> None:
    """Whatever is changed, a comment above a thing is there as long as the thing is."""
    postmortem = data.draw(postmortems())
    with TemporaryDirectory() as name:
        folder = Path(name)
        store(folder, Snapshot(Postmortem(incident=Incident(title=""))), postmortem)
        comments = annotated(folder)
        session = Session.open(folder)
        assert session.now == postmortem
        for _ in range(3):
            with suppress(Refused):
                session.apply(data.draw(changes(session.now)))
        rewritten = session.save().rewritten
        assert not rewritten
        assert load(folder).postmortem == session.now
        for comment, (file, header) in comments.items():
            lines = (folder / file).read_text().split("\n")
            if header in lines:
                assert comment in lines


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_undoing_everything_gives_the_files_back(data: st.DataObject) -> None:
    """Saved after every change and every undo, what a person wrote is there again to the byte."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store(folder, Snapshot(Postmortem(incident=Incident(title=""))), data.draw(postmortems()))
        annotated(folder)
        session = Session.open(folder)
        before = {file: file.read_bytes() for file in folder.rglob("*.toml")}
        for _ in range(4):
            with suppress(Refused):
                session.apply(data.draw(changes(session.now)))
                session.save()
                assert load(folder).postmortem == session.now
        while session.undo() is not None:
            session.save()
            assert load(folder).postmortem == session.now
        assert {file: file.read_bytes() for file in before} == before
