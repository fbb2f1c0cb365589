"""The pictures that pages show are of the app as it is."""

import asyncio
import importlib.util
import re
from pathlib import Path

import pytest
from pages import ROOT

spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "pictures" / "make.py")
assert spec is not None
assert spec.loader is not None
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


@pytest.mark.parametrize("picture", make.PICTURES, ids=lambda picture: picture.file)
def test_the_pictures_are_of_the_app(picture, tmp_path, monkeypatch) -> None:
    """They show what the app shows now. Mend with: python docs/pictures/make.py."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = (make.HERE / picture.file).read_text("utf-8")
    drawn = asyncio.run(make.draw(picture))
    if picture.file.endswith(".svg"):
        kept, drawn = make.text_of(kept), make.text_of(drawn)
    assert kept == drawn


def test_the_frames_in_the_pages_are_the_pictures() -> None:
    """Every frame that was drawn stands in a page, and fits into it."""
    pages = [page.read_text("utf-8") for page in make.PAGES]
    assert [make.with_frames(page) for page in pages] == pages
    shown = {found[2] for page in pages for found in make.FRAME.finditer(page)}
    assert shown == {path.name for path in make.HERE.glob("*.txt")}
    assert shown == {one.file for one in make.PICTURES if one.file.endswith(".txt")}


@pytest.mark.parametrize("path", sorted(make.HERE.glob("*.svg")), ids=lambda path: path.name)
def test_pictures_fetch_nothing(path: Path) -> None:
    """No font and no style is loaded from elsewhere, and a page shows each of them."""
    text = path.read_text("utf-8")
    assert set(re.findall(r"\w+://[^\s\"')]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in text
    assert any(f"pictures/{path.name}" in page.read_text("utf-8") for page in make.PAGES)
