"""What a document quotes, lists with slashes or marks as code is read as it is meant."""

import pytest
from importing import read, things

TIMELINE = "# Outage on 2026-03-03\n\n## Timeline (UTC)\n\n"


@pytest.mark.parametrize("mark", ["> ", ">", "> > "])
def test_a_quoted_table(mark):
    """Its marks are no part of its cells, and its lines keep their numbers."""
    table = ("| Time | Event |", "|--|--|", "| 10:00 | a |", "| 10:05 | b |", "| ? | c |")
    imported = read(TIMELINE + "\n".join(mark + line for line in table))
    assert [(e.at.minute, e.text) for e in things(imported, "event")] == [(0, "a"), (5, "b")]
    assert [remark.line for remark in imported.skipped] == [9]


def test_quoted_and_other_code():
    """The marks of a quoted block are taken off; in code that is not quoted they are its words."""
    for text in (
        "> ```\n> 10:00 a > b\n> ```\n> 10:05 c",
        "```\n10:00 a > b\n> 10:07 x\n```\n10:05 c",
    ):
        events = things(read(TIMELINE + text), "event")
        assert [event.text for event in events] == ["a > b", "c"]


def test_services_with_slashes():
    """Only a slash between blanks parts them."""
    imported = read("# X\n\nServices: CI/CD, api/v2 / checkout; web\n")
    assert imported.incident["services"] == ("CI/CD", "api/v2", "checkout", "web")


def test_code_in_a_line():
    """Its marks come in pairs of the same length."""
    imported = read(TIMELINE + "- 10:00 ran ``a b`` and `*c*` with ` alone\n")
    assert things(imported, "event")[0].text == "ran a b and *c* with ` alone"
