"""A published Markdown postmortem becomes what it says, and nothing it does not say."""

from datetime import date

import pytest
from importing import read, rows, said, things

from rcakit import ImportFile, UnreadableError
from rcakit.model import ActionStatus, ActionType, EventKind, LessonKind, Precision, Role
from rcakit_markdown.importer import MarkdownImporter

TABLES = """\
# Search was slow

## Timeline

All times in UTC.

| Time             | Event                    |
| :--------------- | ------------------------ |
| 2026-01-05 09:58 | Index rebuilt by hand    |
| 2026-01-05 10:08 | Follow-up sent           |
| 2026-01-05 10:07 | Second row, listed late  |
| 2026-01-05 10:07 | Third row, same minute   |

## Contributing Factors

- The index has one writer
- Nobody watches its age

## Action Items

- Document the rebuild. Especially its order
- **Alarm on the age**: fires after an hour
- Guard the writer (done)
## Lessons Learned

- Stay calm

## Attendees

- AN, EC
- Kofi Boateng (scribe)

## Stats

- Category: Search
"""


def test_a_report_with_a_table():
    """Rows come in order of time, ties in order of the source; every list gives its things."""
    imported = read(TABLES)
    texts = [event.text for event in things(imported, "event")]
    assert texts == [
        "Index rebuilt by hand",
        "Second row, listed late",
        "Third row, same minute",
        "Follow-up sent",
    ]
    assert imported.incident["title"] == "Search was slow"
    assert imported.incident["timezone"] == "UTC"
    assert imported.incident["tags"] == ("Search",)
    assert "11: 2026-01-05 10:07 is listed below 2026-01-05 10:08" in said(imported.warnings)
    assert [cause.text for cause in things(imported, "cause")] == [
        "The index has one writer",
        "Nobody watches its age",
    ]
    assert {cause.role for cause in things(imported, "cause")} == {Role.CONTRIBUTING}
    actions = things(imported, "action")
    assert [(a.title, a.status, a.owner) for a in actions] == [
        ("Document the rebuild. Especially its order", ActionStatus.OPEN, ""),
        ("Alarm on the age: fires after an hour", ActionStatus.OPEN, ""),
        ("Guard the writer", ActionStatus.DONE, ""),
    ]
    assert [lesson.text for lesson in things(imported, "lesson")] == ["Stay calm"]
    people = things(imported, "person")
    assert [(p.name, p.roles) for p in people] == [
        ("AN", ()),
        ("EC", ()),
        ("Kofi Boateng", ("scribe",)),
    ]
    assert imported.milestones == {}


def test_a_bulleted_report():
    """Bold bullets stand for headings, as some teams write them; times with a dot are read."""
    imported = read(
        """\
---
title: Incident on 2026-02-10 - Disk full
weight: 5
---

# Incident on 2026-02-10 - Disk full

- **Key events**
  - First detected: 2026-02-10 13:42
  - Incident declared: 2026-02-10 15:12
  - Repaired: 2026-02-10 14:54
  - Resolved 2026-02-12 19:18

- **Time to repair**: 1h 12m

- **Time to resolve**: 35h 36m

- **Identified**: A user saw [pull errors](https://chat.example/1)

- **Impact**: Some pods could not start.

- **Context**:
  - 2026-02-10 13:42 Team looked at the `Disk` panel
  - 2026-02-10 14.26 Compared the sizes
  - 2026-02-12 19:18 All nodes drained

- **Resolution**:
  - The size was put back

- **Review actions**:
  - Compare sizes in the runbook
  - [x] Test with big images
"""
    )
    events = things(imported, "event")
    assert [event.text for event in events] == [
        "Team looked at the Disk panel",
        "Compared the sizes",
        "Repaired",
        "Incident declared",
        "All nodes drained",
    ]
    keys = {found.key: found.item for found in imported.found}
    stones = {name: keys[key].text for name, key in imported.milestones.items()}
    assert stones == {
        "detected": "Team looked at the Disk panel",
        "declared": "Incident declared",
        "mitigated": "Repaired",
        "resolved": "All nodes drained",
    }
    told = said(imported.warnings)
    assert "1h 12m is counted from detected" in told
    assert "stated as 35h 36m" in told
    assert "53 h 36 min from detected" in told
    assert "“14.26” was read as 14:26" in told
    assert "No time zone is stated" in told
    assert imported.incident["detected_by"] == "A user saw pull errors"
    assert [action.status for action in things(imported, "action")] == [
        ActionStatus.OPEN,
        ActionStatus.DONE,
    ]
    assert [impact.metric for impact in things(imported, "impact")] == [
        "Some pods could not start."
    ]
    assert "The resolution was left out" in said(imported.skipped)


def test_a_report_in_the_shape_of_the_sre_book():
    """Labelled lines, an action table with a bug column, sorted lessons, a day above the items."""
    imported = read(
        """\
# Postmortem of the poem server

**Date**: 2026-03-04

**Authors**: ana, kofi

**Summary**: Poems were not served.

**Impact**: About 12 k requests failed.

**Root Causes**: A leak of file handles.

**Trigger**: A sudden rise of traffic.

**Detection**: The error rate paged us.

## Action Items

| Action Item | Type | Owner | Bug |
| --- | --- | --- | --- |
| Write the playbook \\| now | mitigate | ana | n/a **DONE** |
| Balance the load | prevent | kofi | [POEM-7](https://bugs.example/browse/POEM-7) **TODO** |
| Close handles | repair | | Bug 17 |

## Lessons Learned

### What went well

* The alert was quick

### What went wrong

* We had no practice

### Where we got lucky

* It was a Sunday

## Timeline

2026-03-04 (*all times UTC*)

* 14:51 News of a poem
* 14:54 **OUTAGE BEGINS** — backends melt under a load that
  grows and grows
* 15:36 **INCIDENT ENDS**, load is normal
"""
    )
    events = things(imported, "event")
    assert events[1].text == "OUTAGE BEGINS — backends melt under a load that grows and grows"
    assert events[0].at.isoformat() == "2026-03-04T14:51:00+00:00"
    assert [(a.title, a.type, a.owner, a.status) for a in things(imported, "action")] == [
        ("Write the playbook | now", ActionType.MITIGATE, "ana", ActionStatus.DONE),
        ("Balance the load", ActionType.PREVENT, "kofi", ActionStatus.OPEN),
        ("Close handles", ActionType.REPAIR, "", ActionStatus.OPEN),
    ]
    trackers = [action.tracker for action in things(imported, "action")]
    assert trackers == [(), ("https://bugs.example/browse/POEM-7",), ("Bug 17",)]
    assert [lesson.kind for lesson in things(imported, "lesson")] == [
        LessonKind.WENT_WELL,
        LessonKind.WENT_WRONG,
        LessonKind.GOT_LUCKY,
    ]
    assert [(c.text, c.role) for c in things(imported, "cause")] == [
        ("A leak of file handles.", None),
        ("A sudden rise of traffic.", Role.TRIGGER),
    ]
    assert imported.incident["summary"] == "Poems were not served."
    assert imported.incident["detected_by"] == "The error rate paged us."
    assert [p.roles for p in things(imported, "person")] == [("author",), ("author",)]
    keys = {found.key: found.item for found in imported.found}
    assert {name: keys[key].at.minute for name, key in imported.milestones.items()} == {
        "impact-started": 54,
        "resolved": 36,
    }


@pytest.mark.parametrize(
    ("row", "at", "remark"),
    [
        ("| 8:40 | x |", "2026-03-01T08:40:00+00:00", ""),
        ("| 5:55 PM | x |", "2026-03-01T17:55:00+00:00", ""),
        ("| 12:05 am | x |", "2026-03-01T00:05:00+00:00", ""),
        ("| 11.50 | x |", "2026-03-01T11:50:00+00:00", "11:50"),
        ("| 1600 | x |", "2026-03-01T16:00:00+00:00", "16:00"),
        ("| 14:32:05 | x", "2026-03-01T14:32:05+00:00", ""),
        ("| **14:32** | x |", "2026-03-01T14:32:00+00:00", ""),
        ("| 22026-03-02 10:00 | x |", "2026-03-02T10:00:00+00:00", "22026 was read as 2026"),
        ("| 2 March 2026 10:00 | x |", "2026-03-02T10:00:00+00:00", ""),
        ("| 02/03/2026 10:00 | x |", "2026-03-02T10:00:00+00:00", ""),
        ("| 2026-03-01T10:00:00.5+01:00 | x |", "2026-03-01T10:00:00.500000+01:00", ""),
        ("| 10:00 CEST | x |", "2026-03-01T10:00:00+02:00", ""),
        ("| 10:00 IST | x |", "2026-03-01T10:00:00+00:00", "can mean"),
        ("| 10:45~ | x |", "2026-03-01T10:45:00+00:00", "approximate"),
        ("| 14:?? | x |", "2026-03-01T14:00:00+00:00", "minute"),
        ("| 2026-03-02 --:-- | x |", "2026-03-02T00:00:00+00:00", "left open"),
        ("| 2026-03-02 (Time TBC) | x |", "2026-03-02T00:00:00+00:00", "left open"),
        ("| 2026-03-02 | x |", "2026-03-02T00:00:00+00:00", ""),
    ],
)
def test_times_as_people_write_them(row, at, remark):
    """Each way of writing gives one moment; what was guessed is told with its line."""
    imported = read(rows(row))
    (event,) = things(imported, "event")
    assert event.at.isoformat() == at
    assert event.text == "x"
    if remark:
        assert f"7: {remark}" in said(imported.warnings) or remark in said(imported.warnings)
        assert {w.line for w in imported.warnings} == {7}
    else:
        assert imported.warnings == ()


def test_how_exactly_a_time_is_known():
    """A day alone is known to the day, a time left open too, an approximate one to the hour."""
    written = ("2026-03-02 --:--", "2026-03-03 14:??", "2026-03-04 10:45~", "2026-03-05 10:45")
    events = things(read(rows(*(f"| {when} | x |" for when in written))), "event")
    assert [event.precision for event in events] == [
        Precision.DAY,
        Precision.HOUR,
        Precision.HOUR,
        Precision.MINUTE,
    ]
    assert events[0].source.raw["written"] == "2026-03-02 --:--"


def test_ranges():
    """An event that lasted has its end; an end left open stays unknown, and is told."""
    imported = read(rows("| 09:00 - 11:00 | a |", "| 12:26-12:?? | b |", "| 23:30 – 00:10 | c |"))
    a, b, c = things(imported, "event")
    assert a.until.isoformat() == "2026-03-01T11:00:00+00:00"
    assert b.until is None
    assert c.until.isoformat() == "2026-03-02T00:10:00+00:00"
    assert "8: When it ended is left open" in said(imported.warnings)


def test_a_left_in_row_of_the_template():
    """It is left out, with its line."""
    imported = read(rows("| HH:mm | Short event description. |", "| 10:00 | x |"))
    assert len(things(imported, "event")) == 1
    assert "7: A row of the template" in said(imported.skipped)


def test_rows_without_a_time():
    """They are left out, with their lines and words."""
    imported = read(rows("| soon | The plan |", "| 10:00 | x |"))
    assert len(things(imported, "event")) == 1
    assert "7: This row has no readable time (“soon”)" in said(imported.skipped)


def test_midnight():
    """A bare time far before the row above it is of the next day; a little before is disorder."""
    imported = read(rows("| 23:50 | a |", "| 00:10 | b |", "| 00:05 | c |"))
    assert [event.at.day for event in things(imported, "event")] == [1, 2, 2]
    assert [event.text for event in things(imported, "event")] == ["a", "c", "b"]
    assert [remark.line for remark in imported.warnings] == [8, 9]
    assert "8: 00:10 comes behind 23:50" in said(imported.warnings)
    assert "9: 2026-03-02 00:05 is listed below" in said(imported.warnings)


def test_headings_as_times():
    """A heading with a time is an event with the text below it; one with a day dates the rest."""
    imported = read(
        """\
# Postmortem

## Timeline (UTC)

### Monday 2 March 2026

### 5:55 PM 

The pager rang.
Nobody heard it.

- twice

### 6:10 PM - It was heard

## 2026-03-03

- 09:00 Review
"""  # noqa: W291  the blank behind the heading is the case
    )
    a, b, c = things(imported, "event")
    assert (a.at.isoformat(), a.text) == (
        "2026-03-02T17:55:00+00:00",
        "The pager rang. Nobody heard it.\n- twice",
    )
    assert (b.at.hour, b.text) == (18, "It was heard")
    assert c.at.isoformat() == "2026-03-03T09:00:00+00:00"


@pytest.mark.parametrize(
    ("head", "offset", "zone"),
    [
        ("| Date and Time in CET | Event |", "+01:00", "Europe/Paris"),
        ("| When (BST) | Event |", "+01:00", "Europe/London"),
        ("| Time [Europe/Berlin] | Event |", "+02:00", "Europe/Berlin"),
        ("| Time (UTC-5) | Event |", "-05:00", None),
    ],
)
def test_the_zone_of_a_table(head, offset, zone):
    """The head of the column says it; an abbreviation is taken as written, also in summer."""
    imported = read(rows("| 2026-07-01 10:00 | x |", head=head), zone="Asia/Tokyo")
    (event,) = things(imported, "event")
    assert event.at.isoformat() == f"2026-07-01T10:00:00{offset}"
    assert imported.incident.get("timezone") == zone


def test_no_zone():
    """The zone of the file is used, and that is told."""
    imported = read(rows("| 10:00 | x |", head="| Time | Event |"), zone="Europe/Berlin")
    (event,) = things(imported, "event")
    assert event.at.isoformat() == "2026-03-01T10:00:00+01:00"
    assert "read as Europe/Berlin" in said(imported.warnings)


def test_a_zone_that_the_text_contradicts():
    """A pasted alert of the same minute, whole hours away, shows that the label is wrong."""
    imported = read(rows("| 12:42 PM | Alert: down since 4:42PM UTC |", head="| Time (BST) | E |"))
    assert "The text says 4:42PM UTC" in said(imported.warnings)


def test_an_hour_that_came_twice():
    """It is read as the earlier one, and both readings are told."""
    imported = read(rows("| 2025-10-26 02:30 | x |", head="| Time | E |"), zone="Europe/Berlin")
    (event,) = things(imported, "event")
    assert event.at.isoformat() == "2025-10-26T02:30:00+02:00"
    assert "came twice" in said(imported.warnings)


def test_no_day():
    """Without a day anywhere the times stay in the texts; the option date gives it."""
    text = "# Report\n\n## Timeline\n\n- 10:00 UTC first\n- 10:05 UTC second\n"
    first, _ = things(read(text), "event")
    assert (first.at, first.text) == (None, "10:00 UTC first")
    assert "No day is stated" in said(read(text).warnings)
    first, _ = things(read(text, options={"date": "2026-03-01"}), "event")
    assert first.at.isoformat() == "2026-03-01T10:00:00+00:00"
    first, _ = things(read(text, name="2026-03-02-report.md"), "event")
    assert first.at.day == 2


@pytest.mark.parametrize(
    ("item", "title", "status", "owner", "due", "priority"),
    [
        ("Do it (done)", "Do it", ActionStatus.DONE, "", None, ""),
        ("[x] Do it", "Do it", ActionStatus.DONE, "", None, ""),
        ("[ ] Do it", "Do it", ActionStatus.OPEN, "", None, ""),
        ("~~Do it~~", "Do it", ActionStatus.DONE, "", None, ""),
        ("✅ Do it", "Do it", ActionStatus.DONE, "", None, ""),
        ("Do it - in progress", "Do it", ActionStatus.IN_PROGRESS, "", None, ""),
        ("Do it (won't do)", "Do it", ActionStatus.WONT_DO, "", None, ""),
        ("Do it (owner: Ana Po)", "Do it", ActionStatus.OPEN, "Ana Po", None, ""),
        ("Do it @bo", "Do it", ActionStatus.OPEN, "bo", None, ""),
        ("[P1] Do it, due 2026-04-01", "Do it", ActionStatus.OPEN, "", date(2026, 4, 1), "P1"),
        ("Do what is not done", "Do what is not done", ActionStatus.OPEN, "", None, ""),
        ("Close the door", "Close the door", ActionStatus.OPEN, "", None, ""),
        ("Resolved tickets are kept", "Resolved tickets are kept", ActionStatus.OPEN, "", None, ""),
    ],
)
def test_what_an_action_says_of_itself(item, title, status, owner, *, due, priority):
    """State, owner, day and priority are taken off the title; nothing else is made up."""
    (action,) = things(read(f"## Action items\n\n- {item}\n"), "action")
    assert (action.title, action.status, action.owner) == (title, status, owner)
    assert (action.due, action.priority) == (due, priority)
    assert action.type is None


def test_groups_details_and_fillers_of_actions():
    """A group sorts its items, an item below an action is its detail, "None" is no action."""
    imported = read(
        """\
## Corrective actions

- Prevent:
  - Guard it
- Watch it
  - with a panel
- None

### Detection

1. Alarm on it
"""
    )
    actions = things(imported, "action")
    assert [(a.title, a.type) for a in actions] == [
        ("Guard it", ActionType.PREVENT),
        ("Watch it", None),
        ("Alarm on it", ActionType.DETECT),
    ]
    assert "with a panel" in actions[1].source.raw["text"]
    assert "7: “None” is no action." in said(imported.skipped)


def test_a_table_of_facts_and_a_table_of_actions():
    """Facts beside their names; an action has its day, state and ticket, unknown ones are told."""
    imported = read(
        """\
# Payments failed

| Field | Value |
|---|---|
| Severity | SEV-1 |
| Incident start | 2026-02-03 14:05 UTC |
| Resolved | 2026-02-03 15:40 UTC |
| Services affected | payments, checkout |

## Leadup

At 13:58 on Tuesday a deploy was made.

## Timeline

14:05 UTC - Errors begin
14:20 UTC: Rolled back

## Corrective actions

| Description | Priority | Due | Owner | Status | Ticket |
|---|:-:|---|---|---|---|
| Raise it | P0 | 2026-02-10 | @ana | Done | [PAY-1](https://j.example/browse/PAY-1) |
| Add alert | P1 | Q2 | TBD | In progress | PAY-2 |
| Old idea | P2 | - | | Won't fix |
| Odd one | | | | Frozen | |
"""
    )
    assert imported.incident["severity"] == "SEV-1"
    assert imported.incident["services"] == ("payments", "checkout")
    assert [(e.at.isoformat(" ", "minutes"), e.text) for e in things(imported, "event")] == [
        ("2026-02-03 14:05+00:00", "Errors begin"),
        ("2026-02-03 14:20+00:00", "Rolled back"),
        ("2026-02-03 15:40+00:00", "Resolved"),
    ]
    assert set(imported.milestones) == {"impact-started", "resolved"}
    assert "zone" not in said(imported.warnings)
    assert "At 13:58 on Tuesday" in said(imported.skipped)
    actions = things(imported, "action")
    assert [(a.status, a.owner, a.due, a.priority) for a in actions] == [
        (ActionStatus.DONE, "ana", date(2026, 2, 10), "P0"),
        (ActionStatus.IN_PROGRESS, "", None, "P1"),
        (ActionStatus.WONT_DO, "", None, "P2"),
        (ActionStatus.OPEN, "", None, ""),
    ]
    assert actions[0].tracker == ("https://j.example/browse/PAY-1",)
    assert actions[1].tracker == ("PAY-2",)
    assert "Due: Q2" in actions[1].source.raw["text"]
    assert "26: The status “Frozen” is not known" in said(imported.warnings)


def test_causes_come_from_lists_only():
    """Prose about causes is left out with its line; nothing is concluded from it."""
    imported = read(
        "## Root cause\n\nIt broke.\n\n1. The cookie\n   - of the shop\n2. The header\n"
    )
    causes = things(imported, "cause")
    assert [(c.text, c.note) for c in causes] == [
        ("The cookie", "- of the shop"),
        ("The header", ""),
    ]
    assert all(c.because == () and c.gate is None for c in causes)
    assert "3: This prose was left out: “It broke.”" in said(imported.skipped)


def test_marks_are_taken_off_and_text_is_kept():
    """Emphasis, links, code, comments and entities; a table's escaped pipe; no markup is lost."""
    imported = read(
        rows(
            "| 10:00 | **a** _b_ `c_d_e` [f](https://x.example/1) &amp; 2 * 3 * 4 \\| *.org |",
            "<!-- | 10:01 | not this | -->",
            "| 10:02 | [link=evil] $HOME \x1b[31m |",
        )
    )
    events = things(imported, "event")
    assert events[0].text == "a b c_d_e f & 2 * 3 * 4 | *.org"
    assert events[0].source.url == "https://x.example/1"
    assert events[1].text == "[link=evil] $HOME \x1b[31m"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("First report of issue by user", EventKind.DETECTION),
        ("Status page updated", EventKind.COMMUNICATION),
        ("Service restored", EventKind.RECOVERY),
        ("Service was not restored", EventKind.NOTE),
        ("Mail sent: service restored", EventKind.NOTE),
        ("Rolled back the release", EventKind.ACTION),
        ("Alert fired for disk", EventKind.ALERT),
        ("We have no nodes", EventKind.NOTE),
    ],
)
def test_kinds_only_from_clear_words(words, kind):
    """Where no words, or words of two kinds, are there, it is a note."""
    (event,) = things(read(rows(f"| 10:00 | {words} |")), "event")
    assert event.kind is kind


def test_keys_stay():
    """Read twice, all keys are equal; a row added anywhere alters no other key."""
    first = [found.key for found in read(TABLES).found]
    assert first == [found.key for found in read(TABLES).found]
    assert len(set(first)) == len(first)
    more = TABLES.replace("| 2026-01-05 09:58", "| 2026-01-04 08:00 | New |\n| 2026-01-05 09:58")
    more = more.replace("- Nobody watches", "- A new factor\n- Nobody watches")
    second = [found.key for found in read(more).found]
    assert set(first) < set(second)
    assert len(second) == len(first) + 2


def test_rows_alike_are_both_kept():
    """The second of two rows alike has a key of its own."""
    imported = read(rows("| 10:00 | x |", "| 10:00 | x |"))
    first, second = (found.key for found in imported.found)
    assert second == f"{first}-2"


def test_far_days_are_told():
    """A row a year from the others is kept and told; a milestone like that is left out."""
    text = rows("| 2026-03-01 10:00 | a |", "| 2026-03-01 11:00 | b |", "| 2022-03-01 12:00 | c |")
    imported = read(text + "\n## Key events\n\n- Resolved: 2022-02-01 10:00\n")
    assert "9: 2022-03-01 is far" in said(imported.warnings)
    assert "resolved" not in imported.milestones
    assert "Resolved" in said(imported.skipped)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\x00b", b"# x\n\n\xc3\x28"])
def test_what_is_no_text(data):
    """It is refused with the line."""
    with pytest.raises(UnreadableError):
        read(data)


def test_recognises():
    """By name and headings, never JSON."""
    importer = MarkdownImporter()
    assert importer.recognises(ImportFile("a.md", TABLES.encode())) > 0.9
    assert importer.recognises(ImportFile("-", TABLES.encode())) > 0.8
    assert importer.recognises(ImportFile("a.md", b'{"log_entries": []}')) == 0
    assert importer.recognises(ImportFile("a.csv", b"time,text\n10:00,x\n")) == 0
