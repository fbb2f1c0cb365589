"""What is exported drives no terminal, no browser and no parser, whatever the texts hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from xml.etree import ElementTree as ET

import markdown_it
import pytest
import tomli
from app_driver import SAMPLE
from hostile_pieces import PIECES, Marker
from hostile_words import spoiled
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal_grammar import unseen

from rcakit.hooks import ImportFile, Reading
from rcakit.model import Postmortem
from rcakit.plugins import gather
from rcakit.reading import Reader
from rcakit.store import load
from rcakit.text import one_line

PLUGINS = gather(third_party=False)
SOUND = load(SAMPLE).postmortem
TEXTS = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join),
    min_size=1,
    max_size=6,
).map(tuple)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ALLOWED = ("http:", "https:", "mailto:")


def exported(form: str, postmortem: Postmortem) -> str:
    """A postmortem in a format, with all findings and metrics."""
    document = PLUGINS.exporters[form].thing.export(_reading(postmortem))
    return document if isinstance(document, str) else document.decode()


def _reading(postmortem: Postmortem) -> Reading:
    return Reader(PLUGINS).read(postmortem, "")


def parsed(markdown: str) -> Any:
    """Markdown as the most careless reader takes it: HTML acts, and any link is one."""
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    return reader.parse(markdown), reader.render(markdown)


def _is_markdown(document: str, postmortem: Postmortem) -> None:
    blocks, _ = parsed(document)
    assert blocks[1].children[0].content
    inner = [child for one in blocks for child in one.children or ()]
    assert [one.content for one in blocks if one.type == "html_block"] == []
    assert {one.content for one in inner if one.type == "html_inline"} <= {"<br>"}
    addresses = [str(one.attrs.get("href", one.attrs.get("src", ""))) for one in inner]
    assert [
        one
        for one in addresses
        if re.match(r"\W*[A-Za-z][A-Za-z0-9+.-]*:", one) and not one.startswith(ALLOWED)
    ] == []
    del postmortem


def _is_json(document: str, postmortem: Postmortem) -> None:
    assert json.loads(document)["title"] == postmortem.incident.title


def _is_xml(document: str, postmortem: Postmortem) -> None:
    assert "<!DOCTYPE" not in document
    assert "<!ENTITY" not in document
    texts = {one.text for one in ET.fromstring(document).iter() if one.text}
    said = [one_line(cause.text) for cause in postmortem.causes.values()]
    assert any(text in one for one in texts for text in said)


def _is_bif(document: str, postmortem: Postmortem) -> None:
    file = ImportFile("a.bif", document.encode(), "UTC", {})
    assert len(PLUGINS.importers["bif"].thing.read(file).found) == len(postmortem.causes)


def _is_toml(document: str, postmortem: Postmortem) -> None:
    del postmortem
    assert tomli.loads(document)["kind"] == "fault-tree-prediction"


HELD: Mapping[str, Callable[[str, Postmortem], None]] = {
    "markdown": _is_markdown,
    "json": _is_json,
    "open-psa": _is_xml,
    "xmlbif": _is_xml,
    "bif": _is_bif,
    "fault-tree-prediction": _is_toml,
}
"""What holds of each format."""


def test_every_format_is_held_to_something() -> None:
    """A new exporter needs its line in `HELD`."""
    assert set(PLUGINS.exporters) == set(HELD)


@pytest.mark.parametrize("form", sorted(HELD))
@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_a_hostile_export(form: str, texts: tuple[str, ...]) -> None:
    """It is what its format is, and `cat` of it shows nothing but text."""
    postmortem = spoiled(SOUND, Marker(texts))
    document = exported(form, postmortem)
    assert unseen(document) == []
    document.encode()
    HELD[form](document, postmortem)


@pytest.mark.parametrize("form", sorted(HELD))
def test_every_piece(form: str) -> None:
    """All pieces at once, each in a text of its own."""
    postmortem = spoiled(SOUND, Marker())
    document = exported(form, postmortem)
    assert unseen(document) == []
    HELD[form](document, postmortem)


RUN = (
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "<svg onload=\"document.title='ran'\">",
    "[a](javascript:void(document.title='ran'))",
    "[a](java&Tab;script:void(document.title='ran'))",
    "\n[a]: javascript:void(document.title='ran')\n\n[a]\n",
    "<a href=\"javascript:void(document.title='ran')\">a</a>",
)
CLICK = "for (const a of document.links) if (a.protocol === 'javascript:') a.click()"


def _title(body: str, folder: Path) -> str:
    """The title of a page after everything in it that can run has run."""
    page = folder / "page.html"
    page.write_text(f"<meta charset=utf-8><title>quiet</title>{body}<script>{CLICK}</script>")
    ran = subprocess.run(
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--virtual-time-budget=2000", f"--user-data-dir={mkdtemp(dir=folder)}"),
            *("--host-resolver-rules=MAP * ~NOTFOUND", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    found = re.search("<title>(.*?)</title>", ran.stdout)
    return found[1] if found else f"no page: {ran.stderr[-300:]}"


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
def test_no_script_runs_in_a_browser(tmp_path: Path) -> None:
    """The report of scripts, turned into HTML by a careless reader, runs none; the scripts do."""
    _, page = parsed(exported("markdown", spoiled(SOUND, Marker(RUN))))
    assert _title(page, tmp_path) == "quiet"
    assert _title(parsed("\n\n".join(RUN))[1], tmp_path) == "ran"
