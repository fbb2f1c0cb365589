"""The tables of evidence, events and actions: every cell can be edited where it stands."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from app_driver import Seat, seated
from app_place import empty
from textual.widgets import DataTable

from rcakit.model import Evidence, Postmortem, things
from rcakit.tui.columns import SHEETS

ROW = {"evidence": "pool-wait", "timeline": "20260310-1228-x1gh", "actions": "mend-runbook"}
ROW["follow-up"] = ROW["actions"]
TYPED = {
    "title": ("Other words", "Other words"),
    "text": ("Other words", "Other words"),
    "kind": ("log", "log"),
    "basis": ("recalled", "recalled"),
    "source": ("the wiki", "the wiki"),
    "at": ("2026-03-10 14:32", datetime(2026, 3, 10, 13, 32, tzinfo=UTC)),
    "evidence": ("pool-wait", ("pool-wait",)),
    "who": ("Kofi", "Kofi"),
    "owner": ("Kofi", "Kofi"),
    "due": ("2026-05-01", date(2026, 5, 1)),
    "verify_by": ("2026-06-01", date(2026, 6, 1)),
    "type": ("detect", "detect"),
    "status": ("done", "done"),
    "addresses": ("slow-query, index-missing", ("slow-query", "index-missing")),
    "outcome": ("It worked", "It worked"),
}
"""For each field what to type, and the value it becomes."""
TYPED_FOR = {("timeline", "kind"): ("decision", "decision")}


async def _undone(me: Seat, before: Postmortem) -> None:
    after = me.now
    assert after != before
    assert me.on_disk() == after
    await me.press("ctrl+z")
    assert me.now == before == me.on_disk()
    await me.press("ctrl+y")
    assert me.now == after == me.on_disk()


@pytest.mark.parametrize("step", SHEETS)
async def test_every_cell_of_a_row_is_edited_where_it_stands(folder: Path, step: str) -> None:
    """Enter on a cell, an answer, and the file has it; the keyboard is on the cell again."""
    name, spec = ROW[step], SHEETS[step]
    async with seated(folder, step=step, size=(180, 40)) as me:
        for field in dict.fromkeys(column.field for column in spec.columns if column.field):
            typed, value = TYPED_FOR.get((step, field)) or TYPED[field]
            before = me.now
            await me.cell(name, field)
            await me.press("enter")
            assert me.asked == f"edit/{spec.table}/{name}/{field}"
            assert me.panel.has_focus_within, field
            await me.answer(typed)
            assert me.complaint == "", field
            there: Any = things(me.on_disk(), spec.table)[name]
            assert getattr(there, field) == value, field
            assert me.now != before, field
            grid = me.bench.pane.query_one(DataTable)
            assert grid.has_focus, field
            assert me.bench.pane.chosen == name, field
            await _undone(me, before)


async def test_a_cell_that_is_counted_says_so(folder: Path) -> None:
    """How often evidence is used is no field; enter on it does not act as if it were."""
    async with seated(folder, step="evidence", size=(160, 40)) as me:
        await me.cell("pool-wait", "")
        await me.press("enter")
        assert me.desk.own == []
        assert "counted" in me.said


@pytest.mark.parametrize(
    ("step", "answers", "table", "values"),
    [
        ("evidence", ("A heap dump", "log"), "evidence", {"title": "A heap dump", "kind": "log"}),
        (
            "timeline",
            ("Kofi calls Ines", "2026-03-10 13:45"),
            "events",
            {
                "text": "Kofi calls Ines",
                "at": datetime(2026, 3, 10, 12, 45, tzinfo=UTC),
            },
        ),
        ("actions", ("Sleep more", "Ines"), "actions", {"title": "Sleep more", "owner": "Ines"}),
    ],
)
async def test_a_new_row(
    folder: Path, step: str, answers: tuple[str, ...], table: str, values: dict[str, object]
) -> None:
    """`n` asks for it and for what is most wanting; the cursor is on the new row, delete undoes."""
    async with seated(folder, step=step) as me:
        await me.press("escape")
        before = me.now
        await me.press("n")
        for answer in answers:
            assert me.panel.has_focus_within
            await me.answer(answer)
            assert me.complaint == ""
        made = next(iter(set(getattr(me.on_disk(), table)) - set(getattr(before, table))))
        item = getattr(me.on_disk(), table)[made]
        assert {field: getattr(item, field) for field in values} == values
        assert me.bench.pane.chosen == made
        await me.press("delete")
        assert made not in getattr(me.on_disk(), table)
        assert "ctrl+z" in me.said
        await me.press("ctrl+z", "ctrl+z", *["ctrl+z"] * (len(answers) - 1))
        assert me.now == before == me.on_disk()


async def test_deleting_what_others_point_at(folder: Path) -> None:
    """An event that is a milestone and evidence that causes rest on leave nothing dangling."""
    from rcakit.model import dangling

    async with seated(folder, step="timeline") as me:
        event = me.now.milestones["impact-started"]
        await me.cursor(event)
        await me.press("delete")
        assert event not in me.on_disk().events
        assert list(dangling(me.on_disk())) == []
        await me.press("ctrl+z")
        assert me.on_disk().milestones["impact-started"] == event


async def test_a_milestone(folder: Path) -> None:
    """`m` says which milestone an event is; it is marked in the table."""
    async with seated(folder, step="timeline") as me:
        before = me.now
        await me.cursor("20260310-1250-h8dw")
        await me.press("m")
        await me.answer("acknowledged")
        assert me.on_disk().milestones["acknowledged"] == "20260310-1250-h8dw"
        await _undone(me, before)


async def test_evidence_of_an_event(folder: Path) -> None:
    """`e` adds evidence to the event under the cursor."""
    async with seated(folder, step="timeline") as me:
        before = me.now
        await me.cursor("20260310-1250-h8dw")
        await me.press("e")
        await me.answer("A note of Bea")
        evidence = me.on_disk().events["20260310-1250-h8dw"].evidence
        assert me.on_disk().evidence[evidence[-1]] == Evidence(title="A note of Bea")
        await _undone(me, before)


async def test_the_cursor_stays_on_its_row(folder: Path) -> None:
    """A new time moves the event in the table, and the cursor goes with it."""
    async with seated(folder, step="timeline") as me:
        name = "20260310-1250-h8dw"
        await me.cell(name, "at")
        await me.press("enter")
        await me.answer("2026-03-10 18:00")
        assert me.bench.pane.chosen == name
        assert me.bench.pane.query_one(DataTable).cursor_column == 0
        await me.press("ctrl+z")
        assert me.bench.pane.chosen == name


async def test_a_dash_empties_a_cell(folder: Path) -> None:
    """Where a field may be empty; where it may not, it says so and stays."""
    async with seated(folder, step="actions", size=(160, 40)) as me:
        await me.cell("mend-runbook", "due")
        await me.press("enter")
        await me.answer("-")
        assert me.on_disk().actions["mend-runbook"].due is None
        await me.cell("mend-runbook", "title")
        await me.press("enter")
        await me.answer("-")
        assert me.complaint
        assert me.on_disk().actions["mend-runbook"].title != "-"


async def test_impact_person_and_lesson(folder: Path) -> None:
    """The incident and report steps add what they hold by a key."""
    async with seated(folder, step="incident") as me:
        await me.press("escape", "n")
        await me.answer("Letters lost")
        await me.answer("12")
        assert me.on_disk().impacts["letters-lost"].value == 12
        await me.press("escape", "p")
        await me.answer("Noor")
        assert "Noor" in [one.name for one in me.on_disk().people.values()]
        await me.to_step("report")
        await me.press("escape", "n")
        await me.answer("The drill helped")
        assert "The drill helped" in [one.text for one in me.on_disk().lessons.values()]


MARKDOWN = """# Search was slow

Date: 2026-03-11

## Timeline (UTC)

- 10:00 The index is rebuilt
- 10:12 Search takes four seconds

## Action items

- [ ] Rebuild at night (Noor)
"""


async def test_a_file_is_imported_by_its_path(folder: Path, tmp_path: Path) -> None:
    """Events are in the table and on disk; read twice it adds nothing; one undo takes all back."""
    file = tmp_path / "old notes.md"
    file.write_text(MARKDOWN)
    async with seated(folder, step="timeline") as me:
        await me.bench.action_import_file()
        await me.settle()
        before = me.now
        await me.answer(str(file))
        assert "old notes.md: " in me.said
        texts = [event.text for event in me.on_disk().events.values()]
        assert {"The index is rebuilt", "Search takes four seconds"} <= set(texts)
        after = me.now
        await me.bench.action_import_file()
        await me.settle()
        await me.answer(str(file))
        assert me.now == after
        await me.press("ctrl+z")
        assert me.now == before == me.on_disk()


async def test_a_wrong_path_is_said_and_stays(folder: Path, tmp_path: Path) -> None:
    """One corrects the path instead of typing it again; a folder or a picture are no mishap."""
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    async with seated(folder, step="timeline") as me:
        await me.bench.action_import_file()
        await me.settle()
        before = me.now
        for path in ("no/such/file.md", str(tmp_path), str(picture)):
            await me.answer(path)
            assert me.complaint, path
            assert me.typed == path
            assert me.panel.has_focus_within
        assert me.now == before


@pytest.mark.parametrize("step", SHEETS)
async def test_an_empty_table_says_the_next_key(step: str) -> None:
    """No bare grid: a sentence with a key, and the key works."""
    async with seated(empty(), step=step) as me:
        sentence = SHEETS[step].empty
        assert sentence.split(".")[0] in me.screen
        assert "Press n" in sentence or "or n" in sentence
        await me.press("escape")
        me.bench.pane.focus_pane()
        await me.press("n")
        assert me.asked.startswith("own/")
        assert me.panel.has_focus_within
