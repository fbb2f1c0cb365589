"""The Markdown report: what a team publishes."""

import re
from datetime import UTC, date, datetime, timedelta

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
        name: attrs.evolve(action, owner="", addresses=(), status=model.ActionStatus.OPEN)
        for name, action in start.actions.items()
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


def _with_actions(*statuses: str, **fields: object) -> Postmortem:
    """A postmortem with an action for each status, "action-0" and so on, that nobody owns."""
    actions = {
        f"action-{number}": model.Action(
            title=f"Action {number}", status=model.ActionStatus(status), **fields
        )
        for number, status in enumerate(statuses)
    }
    return attrs.evolve(empty(), actions=model.frozen(actions))


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        (("idea", "wont-do"), ""),
        (("open", "idea"), "The one action that was taken on has no owner yet."),
        (("open", "done", "wont-do"), "2 of 2 actions that were taken on have no owner yet."),
        (("open", "in-progress"), "2 of 2 actions have no owner yet."),
        (("open",), "The one action has no owner yet."),
    ],
)
def test_an_owner_is_missed_only_where_the_action_was_taken_on(statuses, told) -> None:
    """An idea and what will not be done need no owner, as the check on owners has it."""
    postmortem = _with_actions(*statuses)
    lines = [line for line in _unknown(postmortem) if "owner" in line]
    assert lines == ([f"- {told}"] if told else [])
    (table,) = tables(section(export(postmortem), "Actions"))
    shown = {row[0]: bool(row[2]) for row in table[2:]}
    assert shown == {
        f"Action {number}": status not in ("idea", "wont-do")
        for number, status in enumerate(statuses)
    }


@pytest.mark.parametrize(
    ("status", "outcome", "skipped", "shown"),
    [
        ("idea", "", False, True),
        ("open", "", False, True),
        ("done", "", False, True),
        ("done", "It worked.", False, False),
        ("done", "", True, False),
        ("wont-do", "", False, False),
    ],
)
def test_a_day_to_look_is_shown_while_somebody_is_to_look(status, outcome, skipped, shown) -> None:
    """Nobody looks at what will not be done, nor twice, nor where it was said that nobody did."""
    postmortem = _with_actions(status, verify_by=date(2026, 1, 1), outcome=outcome)
    if skipped:
        left = model.frozen({"follow-up/outcome/action-0": "nobody looked"})
        postmortem = attrs.evolve(postmortem, skipped=left)
    told = section(export(postmortem), "Actions")
    assert ("to be looked at on 2026-01-01" in told) == shown


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


def test_a_role_is_the_same_in_any_letter_case() -> None:
    """As in the steps, “Owner” is the owner, and a role has one row however it is written."""
    people = {
        "a": model.Person(name="Ada", roles=("Owner", "on call")),
        "b": model.Person(name="Ben", roles=("On Call",)),
    }
    report = export(attrs.evolve(empty(), people=model.frozen(people)))
    rows = {heading: who for heading, who in tables(report)[0] if heading in ("Owner", "On call")}
    assert rows == {"Owner": "Ada", "On call": "Ada, Ben"}
    assert [report.count(f"| {heading} |") for heading in rows] == [1, 1]


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
    assert f"- All {len(guesses) - 1} causes are still hypotheses." in told


def _with_causes(**causes: model.Cause) -> Postmortem:
    """A postmortem with these causes, the one named `down` being its problem."""
    return attrs.evolve(empty(), causes=model.frozen(causes), problem="down")


@pytest.mark.parametrize(
    ("status", "said"),
    [("hypothesis", "the problem"), ("confirmed", "the problem, confirmed")],
)
def test_the_problem_is_no_hypothesis(status, said) -> None:
    """What people saw is no guess, and no step asks whether it is so."""
    down = model.Cause(text="It was down", because=("full",), status=model.Status(status))
    full = model.Cause(text="It was full")
    postmortem = _with_causes(down=down, full=full)
    assert f"- **It was down** ({said}); because" in export(postmortem)
    assert "- 1 cause is still a hypothesis: “It was full”." in _unknown(postmortem)
    assert not any("hypothes" in line for line in _unknown(_with_causes(down=down)))


@pytest.mark.parametrize(
    ("because", "counted"),
    [
        (("full", "slow"), True),
        (("full", "ruled-out"), False),
        (("full", "not-there"), False),
    ],
)
def test_only_causes_that_stand_are_to_be_combined(because, counted) -> None:
    """Whether all were needed is no question where one stands, or where the effect was not so."""
    out = model.Status.RULED_OUT
    causes = {
        "full": model.Cause(text="It was full"),
        "slow": model.Cause(text="It was slow"),
        "ruled-out": model.Cause(text="It was hot", because=("full", "slow"), status=out),
        "down": model.Cause(text="It was down", because=because),
    }
    told = [line for line in _unknown(_with_causes(**causes)) if "several behind" in line]
    assert [line.partition(": ")[2] for line in told] == (["“It was down”."] if counted else [])


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


@pytest.mark.parametrize(
    ("who", "text", "named"),
    [
        ("Ed", "Restarted the pool", False),
        ("Ed", "ED's pool was restarted", True),
        ("Ed", "The pool was restarted by Ed.", True),
        ("C++ (team)", "The C++  (team) restarts it", True),
        ("", "Restarted the pool", True),
    ],
)
def test_who_it_was_is_said_unless_the_text_names_them(who, text, named) -> None:
    """A name is whole words: part of another word names nobody."""
    event = model.Event(text=text, who=who)
    told = section(export(attrs.evolve(empty(), events=model.frozen({"e": event}))), "Timeline")
    assert (f" ({who}) |" not in told) == named
    assert "()" not in told


def test_no_sentence_ends_in_two_full_stops() -> None:
    """Where a text brings a full stop of its own, the report puts no second one behind it."""
    causes = {
        "down": model.Cause(text="It was down.", because=("full", "slow"), note="Noted."),
        "full": model.Cause(
            text="It was full.", probability=0.5, probability_source="Ada.", note="Noted."
        ),
        "slow": model.Cause(
            text="It was slow...", status=model.Status.RULED_OUT, evidence=("e",), note="Noted."
        ),
    }
    evidence = model.Evidence(title="A graph.", source="Asked Ada.", note="Noted.")
    postmortem = attrs.evolve(
        _with_causes(**causes),
        evidence=model.frozen({"e": evidence}),
        skipped=model.frozen({"incident/impact": "there were no visitors."}),
    )
    report = export(postmortem)
    assert "Nothing was counted: there were no visitors.\n" in report
    assert "because of “It was full”. Noted." in report
    assert "probability 0.5 (Ada). Noted." in report
    assert "ruled out by E1 (A graph). Noted." in report
    assert "; Asked Ada. Noted." in report
    assert "1 cause is still a hypothesis: “It was full”." in report
    assert not re.search(r"\.[”)]?\.(?!\.)", report.replace("...", "…"))


def test_no_impact_is_said() -> None:
    """Unknown impact is said, and so is why nothing was counted on purpose."""
    assert section(export(empty()), "Impact").strip() == "Nobody has put a number on it yet."
    skipped = attrs.evolve(empty(), skipped=model.frozen({"incident/impact": "nobody was hurt"}))
    assert section(export(skipped), "Impact").strip() == "Nothing was counted: nobody was hurt."


@pytest.mark.parametrize("kept", ["nothing that can be counted", "nothing more"])
def test_that_is_all_gives_no_reason_for_no_impact(kept) -> None:
    """Whoever only said that this is all has not said why, nor that nobody was hurt."""
    skipped = attrs.evolve(empty(), skipped=model.frozen({"incident/impact": kept}))
    told = section(export(skipped), "Impact").strip()
    assert told == "Nothing was named that can be counted."


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
