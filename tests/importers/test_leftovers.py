"""What a document says of itself is taken, or told with its line."""

import pytest
from importing import read, rows, said, things

from rcakit.model import EventKind, Precision


def people(imported):
    """Names with their roles."""
    return [(person.name, person.roles) for person in things(imported, "person")]


def test_a_table_of_labels():
    """Authors and the commander are people; what has no field is told with its line."""
    text = (
        "# Queue\n\n| Authors | kim, lee |\n|--|--|\n| Status | final |\n| IC | Bo |\n"
        "| Time zone | CET |\n\n## Timeline\n\n- 2026-01-01 10:00 a\n"
    )
    imported = read(text)
    assert people(imported) == [
        ("kim", ("author",)),
        ("lee", ("author",)),
        ("Bo", ("incident commander",)),
    ]
    assert said(imported.skipped) == "5: There is no place for “Status: final”; it was left out."
    assert things(imported, "event")[0].at.isoformat() == "2026-01-01T10:00:00+01:00"


def test_labelled_lines():
    """Plain and bold ones alike; a line of prose between them is told too."""
    text = (
        "# Queue\n\nDate: March 3, 2026\nIncident commander: Ana Lopez\nIt was bad\n\n"
        "**Duration:** 40 min\n\n- **Scribe:** Zed\n- **Channel:** #inc-1\n\n"
        "## Severity\n\nSEV-2\n\n## Timeline\n\n- 10:00 UTC a\n"
    )
    imported = read(text)
    assert people(imported) == [("Ana Lopez", ("incident commander",)), ("Zed", ("scribe",))]
    assert imported.incident["severity"] == "SEV-2"
    assert [remark.line for remark in imported.skipped] == [5, 7, 10]
    assert "It was bad" in imported.skipped[0].text
    assert "Duration: 40 min" in imported.skipped[1].text


def test_a_table_of_something_else():
    """It is told once, not row by row; the head of a table of facts is no fact."""
    other = read("# X\n\n## Servers\n\n| a1 | web |\n|--|--|\n| a2 | db |\n| a3 | db |\n")
    assert said(other.skipped) == "5: This table was left out: “a1 | web”"
    facts = read("# X\n\n| Field | Value |\n|--|--|\n| Severity | SEV-1 |\n| Room | 4 |\n")
    assert said(facts.skipped) == "6: There is no place for “Room: 4”; it was left out."


@pytest.mark.parametrize(
    ("item", "title", "owner"),
    [
        ("Alert on age. Owner: Sam. [JIRA-1](https://j.example/JIRA-1)", "Alert on age.", "Sam"),
        ("Alert on age (Owner: Sam [JIRA-1](https://j.example/JIRA-1))", "Alert on age", "Sam"),
        ("Alert on age. **Owner:** J. Doe. Soon", "Alert on age. Soon", "J. Doe"),
        ("Alert on age, owner: [Sam](https://people.example/sam)", "Alert on age", "Sam"),
        ("Alert on age. Owner: Sam [draft]", "Alert on age. [draft]", "Sam"),
        ("See [JIRA-1](https://j.example/JIRA-1). Owner: Sam", "See JIRA-1.", "Sam"),
        ("Alert on age (owners: Bo Chen, Ana)", "Alert on age", "Bo Chen"),
    ],
)
def test_an_owner_in_the_text(item, title, owner):
    """The name ends at a full stop, a bracket or a link; the ticket is kept as such."""
    imported = read(f"# X\n\n## Action items\n\n- [ ] {item}\n")
    (action,) = things(imported, "action")
    assert (action.title, action.owner) == (title, owner)
    assert action.tracker == (("https://j.example/JIRA-1",) if "JIRA" in item else ())


@pytest.mark.parametrize("cell", ["Bo Chen, Ana", "Bo Chen; @ana", "Bo Chen<br>Ana"])
def test_two_owners(cell):
    """The first is the owner; the others are told with the line."""
    imported = read(
        f"# X\n\n## Actions\n\n| What | Owner |\n|--|--|\n| Fix | {cell} |\n| B | ; |\n"
    )
    assert [action.owner for action in things(imported, "action")] == ["Bo Chen", ""]
    (remark,) = imported.warnings
    assert remark.line == 7
    assert "ana" in remark.text.casefold()


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("INCIDENT BEGINS docbrown declares incident #465", True),
        ("Kim declared a major incident", True),
        ("Incident declared", True),
        ("Kim declares the incident over", False),
        ("Incident #4 was declared resolved", False),
        ("No incident declared", False),
        ("Kim has not declared an incident", False),
        ("INCIDENT BEGINS", False),
    ],
)
def test_an_incident_is_declared(text, declared):
    """Explicit words make it communication and the milestone, whatever else they say."""
    imported = read(rows(f"| 10:00 | {text} |"))
    (event,) = things(imported, "event")
    assert (event.kind is EventKind.COMMUNICATION) is declared
    assert ("declared" in imported.milestones) is declared


def test_footnotes():
    """Their marks are taken off; a class of characters in an expression stays."""
    text = "# X\n\n## Summary\n\nAll down[^1].\n\n## Impact\n\n[^1] Many [^note] lost\n"
    imported = read(text)
    assert imported.incident["summary"] == "All down."
    assert things(imported, "impact")[0].metric == "Many lost"
    kept = read("# X\n\n## Impact\n\nPaths like [^/]+ and `[^1]` and [^a]* hurt\n")
    assert things(kept, "impact")[0].metric == "Paths like [^/]+ and [^1] and [^a]* hurt"


def test_a_time_left_open_between_others():
    """It stays in its place, in the range the rows around it give, and is known to the day."""
    imported = read(
        rows("| 10:20 | a |", "| ??:?? | b |", "| --:-- | c |", "| 10:20 | d |", "| 11:00 | e |")
    )
    found = things(imported, "event")
    assert [event.text for event in found] == ["a", "b", "c", "d", "e"]
    open_event = found[1]
    assert (open_event.at, open_event.precision) == (None, Precision.DAY)
    assert open_event.earliest == open_event.latest == found[0].at


def test_a_time_left_open_at_an_end():
    """One row around it gives one bound; a row of another day gives none."""
    first, *_, last = things(
        read(rows("| ??:?? | a |", "| 10:00 | b |", "| 11:00 | c |", "| ??:?? | d |")), "event"
    )
    assert (first.text, first.earliest, first.latest.hour) == ("a", None, 10)
    assert (last.text, last.earliest.hour, last.latest) == ("d", 11, None)
    alone = things(read(rows("| 10:00 | a |", "| 2026-03-02 --:-- | b |")), "event")[1]
    assert (alone.at.isoformat(), alone.earliest) == ("2026-03-02T00:00:00+00:00", None)
