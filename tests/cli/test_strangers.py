"""A plugin that gives nonsense is named, stores nothing, and breaks no command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from stand_ins import Basics, Lines, Run, Whys

from rcakit import (
    Column,
    Diagram,
    DiagramKind,
    Found,
    Imported,
    Number,
    Question,
    Remark,
    Table,
    Text,
)
from rcakit.change import AddCause, Edit, Put
from rcakit.model import Cause, Event, EventKind, Impact, Kind, Source
from rcakit.store import load


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a postmortem."""
    return {path.name: path.read_bytes() for path in folder.glob("*.toml")}


def event(key: Any = "1", **fields: Any) -> Found:
    """An event as an importer without a type checker may give it."""
    return Found("event", key, Event(**{"text": "a", **fields}))


def nested(levels: int) -> dict[str, Any]:
    """A table in a table in a table."""
    raw: dict[str, Any] = {}
    for _ in range(levels):
        raw = {"a": raw}
    return raw


def imported(**fields: Any) -> Imported:
    """What an importer without a type checker may give."""
    return Imported(**fields)


NOON = datetime(2026, 1, 1, 12)  # noqa: DTZ001  without its zone on purpose


@pytest.mark.parametrize(
    "imported",
    [
        Imported(found=(Found("nonsense", "1", Event(text="a")),)),
        Imported(found=(Found("cause", "1", Event(text="a")),)),
        Imported(incident={"severity": 3}),
        None,
        imported(found=(event(text=5),)),
        imported(found=(event(at=NOON), event("2", at=NOON.replace(tzinfo=UTC)))),
        imported(found=(event(kind="nonsense"),)),
        imported(found=(event(evidence=5),)),
        imported(found=(event(5),)),
        imported(found=(event(source=Source(kind="k", raw=nested(1500))),)),
        imported(found=(event(extra=nested(1500)),)),
        imported(found=("text",)),
        imported(found=None),
        imported(found=(event(),), warnings=("text",)),
        imported(found=(event(),), skipped=(Remark(5),)),  # type: ignore[arg-type]
        imported(found=(event(),), warnings=(Remark("a", "b"),)),  # type: ignore[arg-type]
        imported(found=(event(),), milestones={"detected": ["1"]}),
    ],
)
def test_an_importer(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, imported: Any
) -> None:
    """What no table takes, and no file holds, is not taken."""
    before = everything(folder)
    monkeypatch.setattr(Lines, "read", lambda *_: imported)
    ran = run("import", "-", "--into", folder)
    assert ran.code == 70
    assert "failed at reading -" in ran.err
    assert everything(folder) == before


def test_an_importer_gives_words_for_what_has_a_type(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that a file may hold is taken as it would be read from there."""
    found = Imported(found=(event(kind="alert", evidence=[]),), incident={"kind": "drill"})
    monkeypatch.setattr(Lines, "read", lambda *_: found)
    assert run("import", "-", "--into", folder).code == 0
    postmortem = load(folder).postmortem
    assert EventKind.ALERT in {one.kind for one in postmortem.events.values()}
    assert postmortem.incident.kind is Kind.DRILL


@pytest.mark.parametrize("sure", [None, "yes", float("nan"), [1]])
def test_an_importer_that_does_not_say_how_sure_it_is(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, sure: Any
) -> None:
    """Its answer counts as no, and the file as one of no known kind."""
    monkeypatch.setattr(Lines, "recognises", lambda *_: sure)
    ran = run("import", "-", "--into", folder)
    assert ran.code == 4
    assert "it is of no kind that an installed importer knows" in ran.err


def test_an_importer_that_gives_wrong_values(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that could not be read back is not written."""
    before = everything(folder)
    wrong: Any = 3
    imported = Imported(found=(Found("event", "1", Event(text="a", who=wrong)),))
    monkeypatch.setattr(Lines, "read", lambda *_: imported)
    ran = run("import", "-", "--into", folder)
    assert ran.code == 70
    assert "who must be text" in ran.err
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda _: None, "could not take this answer"),
        (lambda _: 1 / 0, "could not take this answer"),
        (lambda _: AddCause("x", None), "could not take this answer"),
        (lambda _: Edit("cause", "pool", {"note": 3}), "note must be text"),
        (lambda _: Edit("cause", "pool", {"x": 3}), "has no 'x'"),
        (lambda _: AddCause("A b", Cause(text="a")), "a to z"),
        (lambda _: Put("event", "e", event(extra=nested(1500)).item), "64 levels deep"),
    ],
    ids=[
        "nothing",
        "raises",
        "a broken change",
        "a wrong value",
        "a wrong field",
        "a wrong id",
        "a deep value",
    ],
)
def test_a_question(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: Any, words: str
) -> None:
    """An answer that cannot be taken is told of, and the questions go on."""
    before = everything(folder)

    def questions(*_: object) -> Iterable[Question]:
        yield Question(id="a", ask="A?", kind=Text(), answer=answer)

    monkeypatch.setattr(Basics, "questions", questions)
    ran = run("ask", "basics", folder, stdin="x\n\n")
    assert ran.code == (70 if words.startswith("could not") else 0)
    assert ran.out[:1] == "0"
    assert words in ran.err
    assert everything(folder) == before
    load(folder)


def test_a_number_that_no_file_can_hold(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not finite is refused with a sentence, and asked again."""

    def questions(*_: object) -> Iterable[Question]:
        yield Question(
            id="a",
            ask="How many?",
            kind=Number(),
            answer=lambda value: Put("impact", "a", Impact(metric="orders", value=value)),
        )

    monkeypatch.setattr(Basics, "questions", questions)
    before = everything(folder)
    for typed in ("nan", "1e999", "-inf"):
        ran = run("ask", "basics", folder, stdin=f"{typed}\n")
        assert (ran.code, ran.out[:1]) == (0, "0"), typed
        assert "Traceback" not in ran.err
    assert everything(folder) == before


def test_a_table_and_a_drawing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Infinity is null in JSON; rows that do not fit and a wrong drawing are faults."""
    rows: tuple[tuple[Any, ...], ...] = (("b", float("inf")), ("c", float("nan")))
    table = Table("t", "T", (Column("x", "X"), Column("y", "Y")), rows)
    monkeypatch.setattr(Whys, "tables", lambda *_: (table,))
    monkeypatch.setattr(Whys, "diagram", lambda *_: Diagram(DiagramKind.TREE, (3,)))  # type: ignore[arg-type]
    ran = run("analyze", "whys", folder)
    assert ran.code == 70
    assert "failed at drawing whys" in ran.err
    monkeypatch.setattr(Whys, "diagram", lambda *_: None)
    assert run("analyze", "whys", folder, "--json").json["tables"]["t"]["rows"][0] == ["b", None]
    for bad in (("a",), ("a", object()), ("a", 1, 2)):
        table = Table("t", "T", (Column("x", "X"), Column("y", "Y")), (*rows, bad))
        ran = run("analyze", "whys", folder, "--json")
        assert (ran.code, ran.json["tables"]) == (70, {})
        assert "the table t" in ran.err


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    """A full disk behind stdout is a sentence and a code, and closed streams are no fault."""
    command = f"{sys.executable} -m rcakit.cli schema"
    done = subprocess.run(
        ["sh", "-c", f"{command} > /dev/full"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 4
    assert done.stderr.startswith("rcakit: The output cannot be used: No space left")
    assert len(done.stderr.splitlines()) == 1
    for closed in ("<&-", ">&-", "2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"{command} {closed}"],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert (done.returncode, done.stderr) == (0, "")
