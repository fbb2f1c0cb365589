"""The guided questions in plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import Run

from rcakit.store import load


def test_answers_are_stored_and_counted(run: Run, folder: Path) -> None:
    """One answer a line; the questions are talk, and the count is the result."""
    ran = run("ask", "basics", folder, stdin="2\nIt was slow.\nno\n")
    assert ran.code == 0
    assert ran.out == f"3 answers, saved in {folder}\n"
    assert "Nothing is left to ask." in ran.err
    incident = load(folder).postmortem.incident
    assert (incident.severity, incident.summary, incident.tags) == (
        "SEV2",
        "It was slow.",
        ("real",),
    )


def test_options_and_help_are_shown(run: Run, folder: Path) -> None:
    """Options are numbered with their remarks; ? explains and asks again."""
    ran = run("ask", "basics", folder, stdin="?\nall of it\n")
    assert "1 All of it" in ran.err
    assert "2 A part  (of users)" in ran.err
    assert "It decides who is asked to the meeting." in ran.err
    assert load(folder).postmortem.incident.severity == "SEV1"


def test_empty_skips_and_is_asked_again_next_time(run: Run, folder: Path) -> None:
    """An empty line passes a question over in this run only."""
    ran = run("ask", "basics", folder, stdin="\nIt was slow.\n\n")
    assert "Still open, 2:" in ran.err
    assert ran.out.startswith("1 answer,")
    assert "How bad was it?" in run("ask", "basics", folder).err


def test_nothing_is_an_answer_where_the_question_says_so(run: Run, folder: Path) -> None:
    """- is stored where there may be nothing to say, and refused elsewhere."""
    ran = run("ask", "basics", folder, stdin="-\nSEV1\n-\n")
    assert "is no answer to this question" in ran.err
    assert load(folder).postmortem.skipped == {"basics/summary": "nothing to say"}
    assert "What happened?" not in run("ask", "basics", folder).err


def test_a_bad_answer_is_told_and_asked_again(run: Run, folder: Path) -> None:
    """The next line is the next try, without a terminal too."""
    ran = run("ask", "basics", folder, stdin="terrible\nSEV1\n")
    assert "is none of: All of it, A part" in ran.err
    assert load(folder).postmortem.incident.severity == "SEV1"


@pytest.mark.parametrize("word", ["<", "undo"])
def test_undo(run: Run, folder: Path, word: str) -> None:
    """The last answer is taken back on disk too, and its question is asked again."""
    ran = run("ask", "basics", folder, stdin=f"SEV1\n{word}\n{word}\nSEV2\n")
    assert "Undone: set severity" in ran.err
    assert "no answer of this run that can be undone" in ran.err
    assert load(folder).postmortem.incident.severity == "SEV2"


def test_each_answer_is_saved_at_once(run: Run, folder: Path) -> None:
    """What was answered before the input ended is on disk."""
    assert run("ask", "basics", folder, stdin="SEV1").code == 0
    assert load(folder).postmortem.incident.severity == "SEV1"


def test_picking_a_thing_that_is_there(run: Run, folder: Path) -> None:
    """Where new text is an answer too, #1, an id or the words pick what is there."""
    for typed, words in (("#1", "circle"), ("slow", "circle"), ("#9", "There is no #9")):
        ran = run("ask", "whys", folder, stdin=f"{typed}\n")
        assert words in ran.err
    run("ask", "whys", folder, stdin="Clients retried\n")
    causes = load(folder).postmortem.causes
    assert causes["pool"].because == ("clients-retried",)


def test_the_talk_as_json(run: Run, folder: Path) -> None:
    """What was asked and answered, and what is left, for a script."""
    talk = run("ask", "basics", folder, "--json", stdin="bad\nSEV1\n\n").json
    assert (talk["guide"], talk["answers"]) == ("basics", 1)
    assert [(one["question"], one["outcome"]) for one in talk["talks"]] == [
        ("basics/severity", "refused"),
        ("basics/severity", "answered"),
        ("basics/summary", "skipped"),
    ]
    assert [one["question"] for one in talk["open"]] == ["basics/summary", "basics/drill"]


def test_bytes_that_are_not_text(run: Run, folder: Path) -> None:
    """What is no UTF-8 becomes a replacement character, and a control is made visible."""
    ran = run("ask", "basics", folder, stdin=b"\xff\x1b[31m\nSEV1\n\xff\n")
    assert ran.code == 0
    assert "\x1b" not in ran.err
    assert load(folder).postmortem.incident.summary == "\ufffd"


def test_a_plugin_that_fails_ends_the_questions(run: Run, folder: Path) -> None:
    """A fault of a method is named, nothing is asked, and the exit code says so."""
    ran = run("ask", "raises", folder, stdin="x\n")
    assert (ran.code, ran.out[:1]) == (70, "0")
    assert "a fault of the plugin" in ran.err


def test_a_change_on_disk_is_taken_in(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody else saves during the interview is kept, and is not undone by <."""
    from rcakit.cli import ask

    def typing() -> object:
        yield "SEV1\n"
        file = folder / "postmortem.toml"
        file.write_text(file.read_text() + "# theirs\n[x-theirs]\na = 1\n")
        yield "It was slow.\n"
        yield "<\n"
        yield "<\n"

    monkeypatch.setattr(ask, "typed_lines", typing)
    ran = run("ask", "basics", folder)
    assert ran.code == 0
    text = (folder / "postmortem.toml").read_text()
    assert "# theirs" in text
    assert "[x-theirs]" in text
    assert 'severity = "SEV1"' in text
    assert "summary" not in text


def test_an_unknown_guide(run: Run, folder: Path) -> None:
    """The steps and methods there are are named."""
    ran = run("ask", "nope", folder)
    assert ran.code == 2
    assert "Steps: basics. Methods: whys, raises." in ran.err


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_that_is_too_long(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """It is refused as a whole, and no part of it answers another question."""
    monkeypatch.setattr("rcakit.cli.ask.LONGEST", 10)
    long = "SEV1".ljust(35, "x")
    ran = run("ask", "basics", folder, "--json", stdin=f"{long}\nSEV2\n{'y' * 9}\n{long}{end}")
    assert [one["outcome"] for one in ran.json["talks"]] == [
        "refused",
        "answered",
        "answered",
        "refused",
    ]
    assert "longer than 10 bytes" in ran.err
    incident = load(folder).postmortem.incident
    assert (incident.severity, incident.summary) == ("SEV2", "y" * 9)


def test_a_last_line_of_the_greatest_length(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs no newline to be whole."""
    monkeypatch.setattr("rcakit.cli.ask.LONGEST", 4)
    run("ask", "basics", folder, stdin="SEV1")
    assert load(folder).postmortem.incident.severity == "SEV1"
