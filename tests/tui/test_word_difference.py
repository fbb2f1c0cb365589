"""What differs between two texts is seen word by word."""

from __future__ import annotations

from time import process_time

from rcakit.tui.word_difference import GONE, NEW, alike, difference


def marked(now: str, then: str) -> dict[str, str]:
    """What is struck out and what is underlined."""
    shown = difference(now, then)
    text = shown.plain
    found = {GONE: "", NEW: ""}
    for span in shown.spans:
        found[str(span.style)] += text[span.start : span.end]
    return found


def test_words_gone_and_new() -> None:
    """What is the same is neither."""
    assert marked("the pool was small", "the pool was too large") == {
        GONE: "small",
        NEW: "too large",
    }
    assert marked("one\ntwo", "one\ntwo") == {GONE: "", NEW: ""}


def test_what_could_act_is_made_visible() -> None:
    """On both sides."""
    assert difference("a \x1b[5m", "a \x9b [red]").plain.isprintable()
    assert "[red]" in difference("a", "a [red]").plain


def test_texts_that_have_little_in_common() -> None:
    """They are not worth a difference."""
    assert alike("the pool was small", "the pool was too small")
    assert not alike("the pool was small", "nobody had looked at a dashboard")


def test_long_texts_take_no_time() -> None:
    """Line by line, and beyond that not at all."""
    start = process_time()
    difference("word " * 50_000, "other " * 50_000)
    difference("a\n" * 50_000, "b\n" * 50_000)
    assert process_time() - start < 5
