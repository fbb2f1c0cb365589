"""Stated durations are a constraint on the rows: used where one reading fits, else told."""

import pytest
from importing import read, rows, said, things

DETECT, RECOVER = "Time to detection", "Time to recovery"


def report(*lines, **stated):
    """The milestones (as "HH:MM") and remarks of a report with these rows and durations."""
    stats = "\n".join(f"- {label.replace('_', ' ')}: {value}" for label, value in stated.items())
    imported = read(rows(*lines) + f"\n## Stats\n\n{stats}\n")
    keys = {found.key: found.item for found in imported.found}
    stones = {name: f"{keys[key].at:%H:%M}" for name, key in imported.milestones.items()}
    return stones, said(imported.warnings)


def test_recovery_counted_from_detection():
    """Two pairs are two minutes apart; only one of them also explains the recovery."""
    stones, told = report(
        "| 10:46 | All workers get killed |",
        "| 10:48 | We have no workers |",
        "| 10:49 | First attempt |",
        "| 10:51 | It fails |",
        "| 11:01 | Workers are healthy |",
        "| 11:59 | Ticket marked as resolved |",
        Time_to_detection="2 minutes",
        Time_to_recovery="13 minutes",
    )
    assert stones == {"impact-started": "10:46", "detected": "10:48", "resolved": "11:01"}
    assert "Time to recovery 13 minutes fits 10:48 → 11:01, counted from detection" in told


def test_recovery_counted_from_the_impact():
    """The other anchor, with long times."""
    stones, told = report(
        "| 08:00 | Bad object applied |",
        "| 13:35 | First report of issue |",
        "| 14:48 | Culprit removed, verified |",
        "| 15:05 | User reports that it works |",
        Time_to_detection="335 minutes",
        Time_to_recovery="408 minutes",
    )
    assert stones == {"impact-started": "08:00", "detected": "13:35", "resolved": "14:48"}
    assert "counted from the impact" in told


def test_a_report_is_no_start_of_the_impact():
    """Where the first row is itself a report, it is the detection and the start is unknown."""
    stones, told = report(
        "| 11:38 | Alerted by a team that could not apply changes |",
        "| 11:50 | Started looking |",
        "| 13:06 | Fix deployed |",
        Time_to_detection="12 minutes",
        Time_to_recovery="88 minutes",
    )
    assert stones == {"detected": "11:38", "resolved": "13:06"}
    assert "12 minutes fits 11:38 → 11:50, but 11:38 is itself a report" in told
    assert "counted from the first report" in told


def test_a_duration_that_fits_nothing():
    """It sets nothing; what is stated and what the rows give are both named."""
    stones, told = report(
        "| 10:00 | Outage here |",
        "| 10:07 | Noticed |",
        Time_to_detection="5 minutes",
    )
    assert stones == {}
    assert "stated as 5 minutes" in told
    assert "10:00 → 10:07, 7 min" in told


def test_a_duration_that_fits_several_pairs():
    """Two readings alike in their words: nothing is set."""
    stones, told = report(
        "| 10:00 | One |", "| 10:05 | Two |", "| 10:10 | Three |", Time_to_detection="5 minutes"
    )
    assert stones == {}
    assert "fits several pairs" in told


def test_a_recovery_that_fits_nothing():
    """Detection alone is settled; the recovery is told and stays unknown."""
    stones, told = report(
        "| 10:00 | Outage here |",
        "| 10:05 | Noticed |",
        "| 10:50 | Works |",
        Time_to_detection="5 minutes",
        Time_to_recovery="84 minutes",
    )
    assert stones == {"impact-started": "10:00", "detected": "10:05"}
    assert "stated as 84 minutes, but no row is 1 h 24 min after 10:00 or 10:05" in told


def test_recovery_alone_sets_nothing():
    """What it is counted from is not stated."""
    stones, told = report("| 10:00 | a |", "| 11:24 | b |", Time_to_recovery="84 minutes")
    assert stones == {}
    assert "fits 10:00 → 11:24" in told


def test_repair_is_not_recovery():
    """Time to repair runs to mitigated."""
    stones, _ = report(
        "| 10:00 | Outage here |",
        "| 10:05 | Noticed |",
        "| 10:50 | Works |",
        TTD="5 min",
        Time_to_repair="45m",
    )
    assert stones == {"impact-started": "10:00", "detected": "10:05", "mitigated": "10:50"}


@pytest.mark.parametrize("value", ["1h30m", "1 h 30 min", "90 minutes", "1h 30m", "1.5 hours"])
def test_ways_to_write_a_duration(value):
    """All are ninety minutes."""
    stones, _ = report("| 10:00 | Outage |", "| 11:30 | Noticed |", Time_to_detect=value)
    assert stones == {"impact-started": "10:00", "detected": "11:30"}


def test_declared_after_repaired_is_legal():
    """What the document names is taken as it stands."""
    stones, told = report(
        "| 10:00 | Detected |",
        "| 11:00 | Repaired |",
        "| 12:00 | Incident declared |",
        Time_to_repair="2 hours",
    )
    assert stones == {"detected": "10:00", "mitigated": "11:00", "declared": "12:00"}
    assert "stated as 2 hours, but the times stated for mitigated give 1 h 00 min" in told


def test_no_durations():
    """Without them and without names nothing is set."""
    stones, told = report("| 10:00 | Outage here |", "| 10:05 | Noticed |")
    assert stones == {}
    assert told == ""


def test_events_are_found_once():
    """A milestone named at the minute of a row is that row, not a new event."""
    imported = read(rows("| 10:00 | We look |") + "\n## Key events\n\n- Detected: 10:00\n")
    assert len(things(imported, "event")) == 1
    assert list(imported.milestones) == ["detected"]
