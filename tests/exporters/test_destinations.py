"""A link in a report leads to the web, to a mailbox or to a file beside it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit_report.destinations import web_only
from rcakit_report.prose import prose

SIGNS = "[a] ( ] [ : ` < > ) \\ ! x javascript: java &Tab; script: &#106; data: file: &colon;"
PARTS = st.sampled_from([*SIGNS.split(), "https://x", "mailto:a", " ", "\n"])


@pytest.mark.parametrize(
    "written",
    [
        "[a](https://example.org/x?y=(1))",
        "![a](http://example.org/a.png)",
        "[a](mailto:ada@example.org)",
        "[a](attachments/slow-queries.log)",
        "[a](#the-end)",
        "[a]: https://example.org",
        "list[0]: fine",
        "`[a](javascript:alert(1))`",
    ],
)
def test_what_stays(written: str) -> None:
    """Addresses of the web, of people, of files beside, and what is code."""
    assert prose(written) == written


@pytest.mark.parametrize(
    "destination",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&Tab;script:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript\\:alert(1)",
        "<javascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "vscode://file/x",
    ],
)
@pytest.mark.parametrize("shape", ["[a]({})", "![a]({})", "[a]( {} )", "[a]: {}", "- > [a]:{}"])
def test_what_is_shown_as_text(shape: str, destination: str) -> None:
    """Every other scheme, however it is hidden, in every shape a link has."""
    kept = web_only(shape.format(destination))
    assert "](" not in kept
    assert "]:" not in kept


def test_a_destination_on_the_next_line() -> None:
    """It is not known when the link begins, so the link is text."""
    assert prose("[a](\njavascript:alert(1))") == "[a]\\(\njavascript:alert(1))"
    assert prose("[a]:\njavascript:alert(1)") == "[a]\\:\njavascript:alert(1)"


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_link_to_a_script(words: str) -> None:
    """Whatever it is put together from, no link of Markdown leads to a script or a file."""
    import markdown_it

    rendered = markdown_it.MarkdownIt("commonmark")
    rendered.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    tokens = rendered.parse(prose(words))
    inner = [child for one in tokens for child in one.children or ()]
    for one in inner:
        address = str(one.attrs.get("href", one.attrs.get("src", ""))).lower()
        assert not address.startswith(("javascript:", "data:", "file:", "java%09script:"))
