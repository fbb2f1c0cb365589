"""Whatever a person wrote around a value stays when the program changes another."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from random import Random

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toml_handwriting import Handwriting, Path, changed

from rcakit.toml.equal import same
from rcakit.toml.layout import scan
from rcakit.toml.patch import rewrite
from rcakit.toml.write import canonical

EXAMPLES = int(os.environ.get("RCAKIT_EXAMPLES", "200"))


def text(source: str) -> str:
    """`source` without its indentation."""
    return textwrap.dedent(source).lstrip("\n")


def get(document: object, path: Path) -> object:
    """What stands at `path`, or None."""
    for part in path:
        if not isinstance(document, dict) or part not in document:
            return None
        document = document[part]
    return document


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="RCAKIT_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.integers(0, 2**64))
def test_random_handwriting_survives_random_changes(seed: int) -> None:
    """The result says what is wanted; comments and tables that did not change are untouched."""
    random = Random(seed)
    hand = Handwriting(random, newline=random.choice(("\n", "\n", "\r\n")))
    hand.write()
    old = tomli.loads(hand.text)
    wanted = changed(old, random)
    result = rewrite(hand.text, wanted)
    assert same(tomli.loads(result.text), wanted)
    assert result.in_place
    if hand.newline == "\r\n" and "\n" in hand.text:
        assert "\n" not in result.text.replace("\r\n", "")
    if hand.text.startswith("#:schema"):
        assert result.text.startswith("#:schema ./x.schema.json")
    if not hand.comments:
        return
    for comment in hand.comments:
        before, after = get(old, comment.owner), get(wanted, comment.owner)
        gone = after is None or (isinstance(before, dict) is not isinstance(after, dict))
        if not gone and not (comment.inside and not same(before, after)):
            assert comment.text in result.text
    for block in scan(hand.text).blocks:
        if block.path and same(get(old, block.path), get(wanted, block.path)):
            assert hand.text[block.start : block.body_end].rstrip("\r\n") in result.text


def test_the_canonical_text_of_a_program_stays_canonical() -> None:
    """A file only the program wrote is written again as a whole, and keeps its schema line."""
    old = {"format": 1, "cause": {"b": {"text": "two\nlines"}, "c": {"because": ["b"]}}}
    wanted = {"format": 1, "cause": {"a": {"text": "x"}, **old["cause"]}}
    result = rewrite(canonical(old, "./a.json"), wanted, "./other.json")
    assert result.text == canonical(wanted, "./a.json")
    assert result.in_place
    windows = rewrite(canonical(old, "./a.json").replace("\n", "\r\n"), wanted)
    assert windows.text == canonical(wanted, "./a.json").replace("\n", "\r\n")


def test_an_empty_file_becomes_canonical_with_the_schema() -> None:
    """A new file gets the schema line it is given."""
    assert rewrite("", {"a": 1}, "./s.json").text == "#:schema ./s.json\na = 1\n"


def test_keys_sorted_by_hand_stay_in_their_order() -> None:
    """An order other than the program's is a person's work, even without a comment."""
    result = rewrite('title = "x"\nformat = 1\n', {"format": 2, "title": "x"})
    assert result.text == 'title = "x"\nformat = 2\n'


def test_nothing_to_change_changes_nothing() -> None:
    """The same document gives the same bytes."""
    untidy = "a=1 # x\r\n\n\n[b]\n"
    assert rewrite(untidy, {"b": {}, "a": 1}).text == untidy


def test_one_value_of_many() -> None:
    """Only the characters of the value change; the comment behind it stays."""
    old = text("""
        # mine
        [cause.a]
        text = 'one'   # why
        status="hypothesis"
        """)
    wanted = {"cause": {"a": {"text": "one", "status": "confirmed"}}}
    assert rewrite(old, wanted).text == old.replace("hypothesis", "confirmed")


def test_a_list_keeps_its_comments_and_layout() -> None:
    """An item that joins a list does not cost the comments of the others."""
    old = text("""
        # mine
        because = [
            "a", # the first
            "b",
        ]
        short = ["x"]
        """)
    result = rewrite(old, {"because": ["a", "b", "c"], "short": ["x", "y"]})
    assert '"a", # the first\n' in result.text
    assert '"c"' in result.text
    assert 'short = ["x", "y"]\n' in result.text


def test_a_new_table_goes_where_its_id_sorts() -> None:
    """Between siblings in order; the comment above the next table stays with that table."""
    old = text("""
        # all causes

        [cause.a]
        text = "a"

        # about c
        [cause.c]
        text = "c"
        """)
    wanted = {"cause": {n: {"text": n} for n in "abc"}}
    assert rewrite(old, wanted).text == text("""
        # all causes

        [cause.a]
        text = "a"

        [cause.b]
        text = "b"

        # about c
        [cause.c]
        text = "c"
        """)


def test_a_new_table_goes_last_where_nothing_is_sorted() -> None:
    """Behind the last sibling, before the tables of another kind."""
    old = text("""
        [cause.c] # one
        [cause.a]
        text = "a"

        [zone]
        x = 1
        """)
    wanted = {"cause": {"c": {}, "a": {"text": "a"}, "b": {"text": "b"}}, "zone": {"x": 1}}
    assert rewrite(old, wanted).text == text("""
        [cause.c] # one
        [cause.a]
        text = "a"

        [cause.b]
        text = "b"

        [zone]
        x = 1
        """)


def test_a_removed_table_takes_its_comment_and_no_other() -> None:
    """The comment attached to the header goes; one that stands alone stays."""
    old = text("""
        [cause.a]
        text = "a"

        # --- the database ---

        # about b
        [cause.b]
        text = "b"
        # still b

        # --- the end ---
        """)
    assert rewrite(old, {"cause": {"a": {"text": "a"}}}).text == text("""
        [cause.a]
        text = "a"

        # --- the database ---

        # --- the end ---
        """)
    assert rewrite(
        old[: old.index("\n# --- the end")], {"cause": {"a": {"text": "a"}}}
    ).text == text("""
        [cause.a]
        text = "a"

        # --- the database ---
        """)


def test_a_new_root_key_stands_before_the_first_table() -> None:
    """It would belong to the table otherwise; the table's comment stays with the table."""
    old = "#:schema ./s.json\n# about a\n[cause.a]\n"
    wanted = {"format": 1, "cause": {"a": {}}}
    assert rewrite(old, wanted).text == "#:schema ./s.json\nformat = 1\n\n# about a\n[cause.a]\n"


def test_a_new_key_follows_the_one_before_it() -> None:
    """The order of the wanted document says where; the indentation is the neighbour's."""
    old = "[cause.a]\n  text = 'a'  # x\n  status = 'confirmed'\n"
    wanted = {"cause": {"a": {"text": "a", "gate": "all", "status": "confirmed"}}}
    assert rewrite(old, wanted).text == (
        "[cause.a]\n  text = 'a'  # x\n  gate = \"all\"\n  status = 'confirmed'\n"
    )


def test_new_tables_are_inline_where_their_like_are() -> None:
    """`source = { ... }` in a file that writes it so; a table of its own in others."""
    old = '# x\n[event.a]\nsource = { kind = "slack" }\n'
    wanted = {"event": {n: {"source": {"kind": "slack"}} for n in "ab"}}
    assert rewrite(old, wanted).text == old + '\n[event.b]\nsource = { kind = "slack" }\n'


@pytest.mark.parametrize(
    ("old", "wanted"),
    [
        ("# c\n[[row]]\na = 1 # x\n\n[[row]]\na = 2\n", {"row": [{"a": 1}, {"a": 3}]}),
        ("# c\n[[row]]\na = 1 # x\n", {"row": [{"a": 1}, {"a": 3}]}),
        ("# c\ncause.a.text = 1 # x\n", {"cause": {"a": {"text": 1, "n": 2}, "b": {"text": 3}}}),
        ("# c\n[cause.a.source]\nk = 1 # x\n", {"cause": {"a": {"text": 3, "source": {"k": 1}}}}),
        ("# c\n[cause]\na = { k = 1 } # x\n", {"cause": {"a": {"k": 1, "l": 2}, "b": {"k": 1}}}),
        ("# c\n[a]\n[b] # x\n[a.c]\nk = 1", {"a": {"c": {"k": 2}, "d": {"k": 1}}, "b": {}}),
    ],
)
def test_other_layouts(old: str, wanted: dict[str, object]) -> None:
    """Arrays of tables, dotted keys and tables out of order keep their comments too."""
    result = rewrite(old, wanted)
    assert same(tomli.loads(result.text), wanted)
    assert result.in_place
    assert "# c\n" in result.text
    assert "# x" in result.text


def test_a_text_that_cannot_be_read_is_replaced_and_said_so() -> None:
    """The caller then keeps a copy."""
    result = rewrite("a = [", {"a": 1})
    assert (result.text, result.in_place) == ("a = 1\n", False)


def test_what_cannot_be_written_names_its_path() -> None:
    """A wrong value is our fault and is found before anything is written."""
    with pytest.raises(ValueError, match=r"cause\.a\.text"):
        rewrite("", {"cause": {"a": {"text": None}}})


def test_ten_thousand_events_by_hand() -> None:
    """One change in 1.5 MB a person edited takes about a second, not the twelve of a full parse."""
    old = "# ours\n" + "".join(
        f"[event.e{n:05}]\nat = 2026-03-01T13:32:05Z\nkind = 'impact'\n"
        f"text = 'the rate of errors passes 5 % for the {n}. time, and nobody has looked'\n\n"
        for n in range(10_000)
    )
    wanted = tomli.loads(old)
    wanted["event"]["e05000"]["text"] = "changed"
    started = time.perf_counter()
    result = rewrite(old, wanted)
    assert time.perf_counter() - started < 4
    lines, new = old.splitlines(), result.text.splitlines()
    assert [n for n, (a, b) in enumerate(zip(lines, new, strict=True)) if a != b] == [25004]


def test_tomlkit_is_not_loaded_before_it_is_needed() -> None:
    """It costs every start of the program 75 ms otherwise."""
    program = (
        "import sys; from rcakit.toml.patch import rewrite;"
        "rewrite('# x\\na = 1\\n[b]\\n', {'a': 2, 'c': {'d': []}}); print('tomlkit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout == b"False\n"
