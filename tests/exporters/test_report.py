"""The Markdown report: what a team publishes."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_reader import tables
from syrupy.assertion import SnapshotAssertion

from rcakit import (
    Column,
    Diagram,
    DiagramKind,
    Edge,
    Finding,
    Group,
    Lens,
    Node,
    Postmortem,
    Reading,
    Severity,
    Table,
    model,
)
from rcakit.testing import broken, empty, hostile, reading_of, sample
from rcakit_report import rcakit_exporters

(REPORT,) = rcakit_exporters()
LENS = Lens(
    "tree",
    "A small tree",
    Diagram(
        DiagramKind.TREE,
        (Node("payments-failed", "Payments failed"), Node("x", "A ```reason```")),
        (Edge("payments-failed", "x"),),
        root="payments-failed",
    ),
)


def export(postmortem: Postmortem, **parts: object) -> str:
    """The report of a postmortem."""
    result = REPORT.export(attrs.evolve(reading_of(postmortem), **parts))
    assert isinstance(result, str)
    return result


def section(report: str, heading: str) -> str:
    """The text under a second-level heading; "" where there is no such section."""
    _, found, rest = report.partition(f"\n## {heading}\n")
    return rest.split("\n## ")[0] if found else ""


def test_a_finished_postmortem(report: SnapshotAssertion) -> None:
    """The report of a full postmortem reads as one a team would publish."""
    assert export(sample(), lenses=(LENS,)) == report


def test_an_almost_empty_postmortem(report: SnapshotAssertion) -> None:
    """An empty postmortem gives a short report that says what is not known."""
    assert export(empty()) == report


@pytest.mark.parametrize("make", [sample, empty, broken, hostile])
def test_every_table_is_rectangular(make) -> None:
    """Each row has as many cells as its heading, whatever the texts are."""
    for table in tables(export(make(), lenses=(LENS,))):
        assert len({len(row) for row in table}) == 1, table


def _with_events(count: int, **fields: object) -> Postmortem:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    events = {
        f"e{number:04}": model.Event(text=f"Event {number}", at=start + timedelta(minutes=number))
        for number in range(count)
    }
    events["last"] = attrs.evolve(events.popitem()[1], **fields)
    return attrs.evolve(empty(), events=model.frozen(events))


def test_low_relevance_is_left_out_of_a_long_timeline_and_counted() -> None:
    """In a long timeline an event of low relevance is left out, and the report says so."""
    low = {"relevance": model.Relevance.LOW}
    short, long = (section(export(_with_events(n, **low)), "Timeline") for n in (10, 80))
    assert "Event 9" in short
    assert "left out" not in short
    assert "Event 79" not in long
    assert "1 entry is left out" in long


def test_a_milestone_is_shown_even_if_its_event_is_archived() -> None:
    """What a metric is taken from can be looked up in the timeline."""
    postmortem = _with_events(80, relevance=model.Relevance.ARCHIVE)
    assert "Event 79" not in section(export(postmortem), "Timeline")
    postmortem = attrs.evolve(postmortem, milestones=model.frozen({"resolved": "last"}))
    assert "**Resolved.** Event 79" in section(export(postmortem), "Timeline")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"at": datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)}, "13:00:05"),
        ({"at": datetime(2026, 3, 1, 12, tzinfo=UTC)}, "13:00"),
        ({"at": datetime(2026, 3, 1, 12, tzinfo=UTC), "precision": "hour"}, "about 13:00"),
        ({"at": datetime(2026, 3, 1, 12, tzinfo=UTC), "precision": "day"}, "during the day"),
        (
            {
                "at": datetime(2026, 3, 1, 12, tzinfo=UTC),
                "until": datetime(2026, 3, 2, 1, tzinfo=UTC),
            },
            "13:00 to 2026-03-02 02:00",
        ),
        (
            {
                "earliest": datetime(2026, 3, 1, 12, tzinfo=UTC),
                "latest": datetime(2026, 3, 1, 13, tzinfo=UTC),
            },
            "between 13:00 and 14:00",
        ),
        ({"latest": datetime(2026, 3, 1, 13, tzinfo=UTC)}, "before 14:00"),
        ({}, ""),
    ],
)
def test_a_time_is_shown_no_more_exactly_than_it_is_known(fields, expected) -> None:
    """Times are in the incident's zone, and vague ones say that they are."""
    if "precision" in fields:
        fields = fields | {"precision": model.Precision(fields["precision"])}
    postmortem = attrs.evolve(
        empty(),
        incident=model.Incident(title="T", timezone="Europe/Berlin"),
        events=model.frozen({"e": model.Event(text="It happened", **fields)}),
    )
    (table,) = tables(section(export(postmortem), "Timeline"))
    assert table[-1][0] == expected


def test_missing_owners_are_counted_and_bare_causes_named() -> None:
    """The report says how many owners are missing, and each cause no action addresses."""
    start = sample()
    actions = {
        name: attrs.evolve(action, owner="", addresses=()) for name, action in start.actions.items()
    }
    report = export(attrs.evolve(start, actions=model.frozen(actions)))
    assert f"{len(actions)} of {len(actions)} actions have no owner yet." in report
    bare = section(report, "Actions").split("### Causes without an action")[1]
    named = {line for line in bare.split("\n") if line.startswith("- ")}
    standing = [
        cause.text
        for name, cause in start.causes.items()
        if cause.status is not model.Status.RULED_OUT and name != start.problem
    ]
    assert len(named) == len(standing)
    assert all(any(text in line for line in named) for text in standing)


def test_a_ruled_out_cause_says_what_ruled_it_out() -> None:
    """Dead ends stay in the report, with their evidence, and apart from the causes."""
    causes, _, ruled_out = section(export(sample()), "What was behind it").partition(
        "### Looked into and ruled out"
    )
    assert "Packets were lost" not in causes
    assert "**Packets were lost between the two zones**: ruled out by E" in ruled_out


def test_numbers_nobody_vouches_for_are_marked() -> None:
    """A probability without a source is called uncalibrated."""
    assert "probability 0.3 (uncalibrated" in export(sample())


def test_a_method_with_numbers_has_its_tables_printed() -> None:
    """Where the drawing does not say it all, the tables follow, with ids as words."""
    results = Table(
        "results",
        "Results",
        (Column("cause", "Cause", about=True), Column("p", "Probability"), Column("ok", "Known")),
        (("connection-leak", 0.123456, True), ("not-there", None, False)),
    )
    diagram = attrs.evolve(LENS.diagram, kind=DiagramKind.GATES)
    shown = export(sample(), lenses=(attrs.evolve(LENS, diagram=diagram, tables=(results,)),))
    assert "| Timed-out calls did not give their connection back | 0.1235 | yes |" in shown
    assert "| not-there |  | no |" in shown


@pytest.mark.parametrize(
    ("diagram", "shown"),
    [
        (LENS.diagram, True),
        (attrs.evolve(LENS.diagram, edges=()), False),
        (attrs.evolve(LENS.diagram, edges=(), kind=DiagramKind.TIMELINE), True),
        (attrs.evolve(LENS.diagram, groups=(Group("g", "Bone"),)), False),
        (Diagram(DiagramKind.FISHBONE, (Node("x", "X", group="g"),), (), (Group("g", "G"),)), True),
        (Diagram(DiagramKind.TREE), False),
        (None, False),
    ],
)
def test_a_drawing_nobody_has_begun_is_left_out(diagram, shown) -> None:
    """A fish with bare bones, or a tree without a link, says nothing the list does not say."""
    bones = Table("bones", "Bones", (Column("n", "Causes"),), ((0,),))
    tables = (bones,) if diagram is not None else ()
    report = export(sample(), lenses=(attrs.evolve(LENS, diagram=diagram, tables=tables),))
    assert ("### A small tree" in report) == shown


def test_people_without_a_role_are_named() -> None:
    """Whoever took part is in the report, also where nobody said what they did."""
    people = model.frozen({"a": model.Person(name="A. *B*"), "c": model.Person(name="C")})
    assert "| Took part | A. \\*B\\*, C |" in export(attrs.evolve(empty(), people=people))


def test_findings_of_other_checks_are_told() -> None:
    """What a check points out is said among the unknowns; hints are for the authors."""
    findings = tuple(
        Finding(rule=f"my-rule-{severity}", severity=severity, text="Look here.")
        for severity in Severity
    )
    told = section(export(sample(), findings=findings), "What is still unknown")
    assert told.count("- Look here.") == len(Severity) - 1
    assert "says:" not in told


def _unknown(postmortem: Postmortem, *findings: Finding) -> list[str]:
    """The lines of the section on what is unknown."""
    return section(export(postmortem, findings=findings), "What is still unknown").split("\n")


def _due(count: int) -> list[Finding]:
    return [
        Finding(rule="action-without-due", severity="warning", text="No day.", about=(name,))
        for name in list(sample().actions)[:count]
    ]


def test_gaps_of_one_kind_are_counted_in_one_line() -> None:
    """A reader sees how many there are of each kind, and which ones where they are few."""
    names = [action.title for action in sample().actions.values()]
    few = [line for line in _unknown(sample(), *_due(2)) if "due date" in line]
    assert few[0].startswith("- 2 actions have no due date: “")
    assert all(f"“{name[:40]}" in few[0] for name in names[:2])
    assert "- 5 actions have no due date." in _unknown(sample(), *_due(5))
    assert any(
        line.startswith("- 1 action has no due date: “") for line in _unknown(sample(), *_due(1))
    )


def test_many_findings_of_a_strange_check_are_cut_short() -> None:
    """A check the report knows nothing of is named once, with its first findings below it."""
    found = [Finding(rule="my-rule", severity="warning", text=f"Look at {n}.") for n in range(7)]
    told = _unknown(sample(), *found)
    at = told.index("- 7 findings of the check my-rule:")
    below = ["  - Look at 0.", "  - Look at 1.", "  - Look at 2.", "  - Look at 3."]
    assert told[at + 1 : at + 6] == [*below, "  - and 3 more"]


def test_hypotheses_are_named_where_some_causes_are_settled() -> None:
    """Where all causes are hypotheses, their names would only repeat the list above."""
    assert any("1 cause is still a hypothesis: “Timed-out" in line for line in _unknown(sample()))
    guesses = {
        name: attrs.evolve(cause, status=model.Status.HYPOTHESIS)
        for name, cause in sample().causes.items()
    }
    told = _unknown(attrs.evolve(sample(), causes=model.frozen(guesses)))
    assert f"- All {len(guesses)} causes are still hypotheses." in told


def test_a_cause_without_an_action_is_listed_once() -> None:
    """What another section says in full is not said again."""
    assert "The spring mail" in section(export(sample()), "Actions")
    assert not any("The spring mail" in line for line in _unknown(sample()))


def test_open_questions_are_all_there_in_full() -> None:
    """They stand nowhere else."""
    asked = {f"q{n}": model.OpenQuestion(text=f"Why {n}? " + "x" * 200) for n in range(6)}
    told = _unknown(attrs.evolve(empty(), questions=model.frozen(asked)))
    at = told.index("- 6 questions are open:")
    assert [line[:10] for line in told[at + 1 : at + 7]] == [f"  - Why {n}?" for n in range(6)]
    assert all(len(line) > 200 for line in told[at + 1 : at + 7])


def _imported(**source: str) -> list[list[str]]:
    """The timeline of one event that came from somewhere."""
    event = model.Event(text="It happened", source=model.Source(kind="markdown", **source))
    postmortem = attrs.evolve(empty(), events=model.frozen({"e": event}))
    (table,) = tables(section(export(postmortem), "Timeline"))
    return table


def test_a_source_has_a_column_only_where_it_leads_somewhere() -> None:
    """The name of an importer on every row tells a reader nothing; a link does."""
    assert [len(row) for row in _imported()] == [3] * len(_imported())
    assert "markdown" not in str(_imported(id="L7", url="javascript:alert(1)"))
    assert _imported(url="https://example.org/1")[-1][3] == "[markdown](https://example.org/1)"


def test_no_impact_is_said() -> None:
    """Unknown impact is said, and so is why nothing was counted on purpose."""
    assert section(export(empty()), "Impact").strip() == "Nobody has put a number on it yet."
    skipped = attrs.evolve(empty(), skipped=model.frozen({"incident/impact": "nobody was hurt"}))
    assert section(export(skipped), "Impact").strip() == "Nothing was counted: nobody was hurt."


@given(st.text(), st.text())
def test_any_title_and_summary_leave_the_sections_in_place(title: str, summary: str) -> None:
    """No title or summary adds a section or removes one."""
    incident = attrs.evolve(sample().incident, title=title or "-", summary="-" + summary)
    report = export(attrs.evolve(sample(), incident=incident))
    usual = [line for line in export(sample()).split("\n") if line.startswith("## ")]
    assert [line for line in report.split("\n") if line.startswith("## ")] == usual


def test_reading_is_not_needed_from_disk() -> None:
    """A reading without documents gives the same report."""
    assert REPORT.export(Reading(postmortem=empty())).startswith("# Something happened\n")
