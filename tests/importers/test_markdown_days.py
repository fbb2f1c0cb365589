"""Which day a bare time is of: never a day nobody wrote, and never without a word about it."""

import pytest
from importing import read, said, things

HEAD = "# Outage on 2026-03-03\n\n## Timeline (UTC)\n\n"


def told(text, **more):
    """Day, hour and words of each event in order of time, and the remarks."""
    imported = read(text, **more)
    found = [f"{event.at:%d %H:%M} {event.text}" for event in things(imported, "event")]
    return found, said(imported.warnings)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- 22:10 resolved\n- 09:00 deploy", ["03 09:00 deploy", "03 22:10 resolved"]),
        (
            "- 00:30 resolved\n- 23:50 mitigated\n- 23:10 deploy",
            ["03 23:10 deploy", "03 23:50 mitigated", "04 00:30 resolved"],
        ),
        (
            "- 2026-03-05 00:30 c\n- 23:50 b\n- 10:20 a",
            ["04 10:20 a", "04 23:50 b", "05 00:30 c"],
        ),
        (
            "| Time | Event |\n|--|--|\n| 12:00 | d |\n| 12:00 | c |\n| 11:00 | b |\n| 10:00 | a |",
            ["03 10:00 a", "03 11:00 b", "03 12:00 c", "03 12:00 d"],
        ),
        ("### 22:10 b\n\nx\n\n### 09:00 a\n\ny", ["03 09:00 a\ny", "03 22:10 b\nx"]),
        (
            "### 2026-03-04\n\n- 22:00 d\n- 09:00 c\n\n### 2026-03-02\n\n- 22:00 b\n- 09:00 a",
            ["02 09:00 a", "02 22:00 b", "04 09:00 c", "04 22:00 d"],
        ),
    ],
)  # fmt: skip
def test_newest_first(text, found):
    """A list that goes back in time is read from its end, and that is told once."""
    events, remarks = told(HEAD + text)
    assert events == found
    assert remarks.count("The rows are listed newest first") == 1


def test_oldest_first():
    """One row out of order, or one past midnight, turns nothing around."""
    for text in ("- 09:00 a\n- 12:00 c\n- 11:00 b\n- 13:00 d", "- 23:00 a\n- 23:50 b\n- 00:10 c"):
        events, remarks = told(HEAD + text)
        assert [event[-1] for event in events] == sorted("abcd")[: len(events)]
        assert "newest first" not in remarks


def test_a_midnight_is_told():
    """Wherever a row or an end was moved to the next day, with its line."""
    _, remarks = told(HEAD + "- 21:00 a\n- 22:10 b\n- 09:00 c\n- 14:00 - 13:30 d")
    assert "7: 09:00 comes behind 22:10, so it was read as past midnight, on 2026-03-04." in remarks
    assert "8: Its end was read as past midnight, on 2026-03-05." in remarks


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Outage on March 3, 2026", "x.md"),
        ("Outage on 3 March 2026 in Paris", "x.md"),
        ("Outage", "20260303-outage.md"),
        ("Outage", "outage_2026_03_03.md"),
        ("Outage 10.2.2 of 31.12", "2026-03-03.md"),
    ],
)
def test_the_day_of_the_document(title, name):
    """It may stand in words in its title, or in digits in the name of the file."""
    events, remarks = told(f"# {title}\n\n## Timeline\n\n- 10:00 UTC a\n- 10:05 UTC b\n", name=name)
    assert events == ["03 10:00 a", "03 10:05 b"]
    assert remarks == ""


def test_a_day_with_two_readings():
    """It dates nothing."""
    text = "# Outage on 03/04/2026\n\n## Timeline\n\n- 10:00 UTC a\n- 10:05 UTC b\n"
    assert "No day is stated" in said(read(text).warnings)


@pytest.mark.parametrize(
    "line",
    ["Recovered 1200 orders by hand", "Discovered 1430 accounts locked out",
     "Detected: 1430 accounts locked out", "Resolved - 1200 tickets", "Detected 10.25 GB of logs",
     "Mitigated: 10.50 % of requests"],
)  # fmt: skip
def test_counted_things_are_no_milestone(line):
    """Four digits behind the name of a milestone count something, unless nothing follows them."""
    imported = read(f"# Outage on 2026-03-03\n\n## Impact\n\n- {line}\n")
    assert things(imported, "event") == []
    assert imported.milestones == {}
    assert things(imported, "impact")[0].metric == line


@pytest.mark.parametrize(
    "line",
    ["Detected: 1430", "Detected: ~1430 (roughly)", "Detected: 1430 UTC by ana", "Detected 14:30",
     "Detected at 14:30", "Detected - 2.30 pm", "| Detected | 1430 |\n|--|--|"],
)  # fmt: skip
def test_a_time_is_a_milestone(line):
    """With a colon of its own, behind one, or in a cell."""
    imported = read(f"# Outage on 2026-03-03\n\n## Impact\n\n{line}\n")
    (event,) = things(imported, "event")
    assert f"{event.at:%H:%M}" == "14:30"
    assert list(imported.milestones) == ["detected"]
