"""What the pages point at is there."""

import re
from pathlib import Path

import pytest
from pages import DOCS, ROOT, headings

PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    """Every relative link names a file, and every anchor a heading."""
    text = path.read_text("utf-8")
    for target in re.findall(
        r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    ):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        if anchor:
            assert anchor in {_anchor(one) for one in headings(there.read_text("utf-8"))}, target


def test_decisions_are_numbered_without_gaps() -> None:
    """Each has a number of its own, the same in its name and its title."""
    files = sorted((DOCS / "decisions").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    for file in files:
        assert file.read_text("utf-8").startswith(f"# {int(file.name[:4])}. ")
