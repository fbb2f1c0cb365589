"""A list of actions keeps every action, sorted and in the state it is said to be in."""

import pytest
from importing import read, said, things

from rcakit.model import ActionStatus, ActionType


def actions(text):
    """The import of a section of actions, and its actions as (title, type)."""
    imported = read(f"# X\n\n## Action items\n\n{text}\n")
    return imported, [(action.title, action.type) for action in things(imported, "action")]


@pytest.mark.parametrize(
    "text",
    [
        "- Prevent:\n  - Add a limit\n  - Add a test",
        "- **Prevent**\n  - Add a limit\n  - Add a test",
        "1. Prevent:\n   1. Add a limit\n   2. Add a test",
        "* Prevention\n    * Add a limit\n    * Add a test",
        "**Prevent**\n\n- Add a limit\n- Add a test",
        "- Soon:\n  - Prevent:\n    - Add a limit\n    - Add a test",
    ],
)
def test_a_group_of_actions(text):
    """Each item below it is an action of its kind, however the list is written."""
    _, found = actions(text)
    assert found == [("Add a limit", ActionType.PREVENT), ("Add a test", ActionType.PREVENT)]


def test_a_group_is_what_stands_behind_its_heading():
    """What was written before a kind is named is not of that kind."""
    _, found = actions("- Add a limit\n\n**Detect**\n\n- Add an alert")
    assert found == [("Add a limit", None), ("Add an alert", ActionType.DETECT)]


@pytest.mark.parametrize("owner", ["TBD", "unassigned", "?", "n/a", "nobody", "<name>"])
def test_an_owner_who_is_nobody(owner):
    """Words that say nobody has it yet are not an owner, in a list as in a table."""
    for text in (f"- Do it (owner: {owner})", f"| What | Owner |\n|--|--|\n| Do it | {owner} |"):
        imported, _ = actions(text)
        assert things(imported, "action")[0].owner == ""


def test_behind_a_group():
    """What stands further left is not of the group; its words are told where they name no kind."""
    imported, found = actions("- Soon:\n  - a\n    - detail\n    - more\n  - b\n- c\n- d:")
    assert [title for title, _ in found] == ["a", "b", "c", "d:"]
    assert things(imported, "action")[0].source.raw["text"] == "a\ndetail\nmore"
    assert said(imported.skipped) == "5: “Soon:” was taken as a heading, not an action."


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("Done 2026-03-01", ActionStatus.DONE),
        ("Done (March 3, 2026)", ActionStatus.DONE),
        ("Fixed in v1.2.3", ActionStatus.DONE),
        ("Done: https://x.example/1", ActionStatus.DONE),
        ("Merged in #12", ActionStatus.DONE),
        ("✅ Done", ActionStatus.DONE),
        ("Completed 2 of 5", ActionStatus.OPEN),
        ("Fixed in staging only", ActionStatus.OPEN),
        ("Done except for the test", ActionStatus.OPEN),
    ],
)
def test_what_may_stand_behind_done(state, status):
    """A day, a version or a link; other words may take it back, so they are told."""
    imported, _ = actions(f"| What | Status |\n|--|--|\n| Do it | {state} |")
    (action,) = things(imported, "action")
    assert action.status is status
    assert ("is not known" in said(imported.warnings)) is (status is ActionStatus.OPEN)


def test_a_heading_may_say_that_all_is_done():
    """With or without the word for what is done."""
    for head in ("Completed", "Completed items", "Done"):
        imported = read(f"## Actions\n\n### {head}\n\n- Do it\n")
        assert things(imported, "action")[0].status is ActionStatus.DONE


@pytest.mark.parametrize("text", ["- ~~Do it~~", "| What |\n|--|\n| ~~Do it~~ |"])
def test_struck_through(text):
    """It is taken as done, and told, for it may have been dropped; a tick leaves no doubt."""
    imported, _ = actions(text)
    assert things(imported, "action")[0].status is ActionStatus.DONE
    assert "it may have been dropped" in said(imported.warnings)
    ticked, _ = actions("- [x] ~~Do it~~")
    assert ticked.warnings == ()
    dropped, _ = actions("- ~~Do it (won't do)~~")
    assert things(dropped, "action")[0].status is ActionStatus.WONT_DO
