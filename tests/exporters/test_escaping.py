"""Nothing a person writes can change the shape of the report."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_reader import live_signs, row_cells, shown

from rcakit import text
from rcakit.testing.values import HOSTILE
from rcakit_report.markdown import cell, code, inline, link, table
from rcakit_report.prose import prose

SIGNS = st.text(st.sampled_from("|\\`*_{}[]()<>#+-.!~&;=:0123a \t\n\r\x1b\u202e/\"'"))
TEXTS = st.one_of(st.text(), SIGNS)


def _as_seen(words: str) -> str:
    return "\n".join(
        text.one_line(line)
        for line in text.visible(words.replace("\r\n", "\n")).strip().split("\n")
    )


@given(TEXTS)
@example(HOSTILE)
@example("a | b \\| c \\")
@example("1. one\n# two\n- three\n---\n===")
@example("&lt; &amp; &#124;")
def test_text_survives_in_a_cell(words: str) -> None:
    """A reader sees each character that was written, line by line, and no other."""
    lines = cell(words).split("<br>")
    assert "\n".join(shown(line) for line in lines) == _as_seen(words)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
@example([[HOSTILE, "|"], ["\\", "\\|"]])
def test_text_never_breaks_a_row(rows: list[list[str]]) -> None:
    """A table has the rows and cells it was given, whatever stands in them."""
    drawn = table(("a", "b"), [[cell(words) for words in row] for row in rows]).split("\n")
    assert [len(row_cells(line)) for line in drawn] == [2] * (len(rows) + 2)


@given(TEXTS)
@example("_a_ __b__ a_b_ _")
def test_no_sign_keeps_its_meaning(words: str) -> None:
    """Emphasis, code, links, HTML and a heading or list at the start are all escaped."""
    left = live_signs(inline(words))
    assert not re.search(r"[*`\[\]<~|]", left)
    assert not re.match(r"#{1,6}(\s|$)|>|[-+](\s|$)|\d{1,9}[.)](\s|$)|[-=]{2}", left)
    assert not re.search(r"(^|\W)_(\w|$)", left)


@given(TEXTS)
@example("```\n````\n")
def test_a_code_block_ends_where_it_should(content: str) -> None:
    """No line inside is a fence that could end the block."""
    first, *inside, last = code(content).split("\n")
    fence = re.match("`+", first)
    assert fence is not None
    assert last == fence[0]
    assert not any(re.match(rf" *`{{{len(last)},}} *$", line) for line in inside)


@given(TEXTS)
@example("a\n```\n<b>")
@example("- ```\n  <b>\n```\n<script>")
@example("` <b> ``\n<i> `")
@example("```<b>|\n-|")
@example("<https://example.org/> and `<b>`")
def test_prose_shows_html(words: str) -> None:
    """Outside code, a `<` begins a web address or nothing; an open code block is closed."""
    fence = ""
    for line in prose(words).split("\n"):
        opening = re.match("`{3,}|~{3,}", line)
        if fence:
            bare = line.rstrip()
            fence = "" if bare and set(bare) == {fence[0]} and len(bare) >= len(fence) else fence
        elif opening and not (opening[0][0] == "`" and "`" in line[len(opening[0]) :]):
            fence = opening[0]
        else:
            rest = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
            assert "<" not in re.sub(r"<(https?://|mailto:)[^\s<>`]+>", "", rest)
    assert not fence


def test_prose_headings_stand_below_those_of_the_report() -> None:
    """A heading in the summary cannot pass for a section of the report."""
    assert prose("# One\n\ntext\n## Two\nThree\n===\nFour\n---") == (
        "### One\n\ntext\n#### Two\nThree\n\\===\nFour\n\\---"
    )
    assert prose("> # Quoted\n- ## Listed") == "> ### Quoted\n- #### Listed"
    assert prose("> \t# Behind a tab") == "> \t### Behind a tab"


def test_prose_keeps_what_markdown_is_for() -> None:
    """Links, emphasis, lists and code pass through as they are."""
    written = (
        "A *word*, `a < b`, [a link](https://example.org).\n\n- one\n\n```sql\nselect <x>\n```"
    )
    assert prose(written) == written


def test_only_web_addresses_become_links() -> None:
    """An address that a browser would run is shown as text."""
    assert link("ticket", "https://example.org/a?b=(c|d)") == (
        "[ticket](https://example.org/a?b=%28c%7Cd%29)"
    )
    assert link("ticket", "javascript:alert(1)") == "ticket"
    assert link("ticket", "http://[") == "ticket"
