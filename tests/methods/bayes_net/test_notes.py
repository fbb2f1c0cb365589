"""What the network keeps, and the page that says so."""

from __future__ import annotations

import re

import attrs
from pages import page

from rcakit_bayes_net.notes import Notes


def test_every_key_is_on_the_page_of_the_files():
    """And nothing that is none."""
    section = page("file-format.md").partition("### methods/bayes-net.toml")[2]
    section = section.partition("\n## ")[0].partition("\n### ")[0]
    rows = re.findall(r"^\|([^|]*)\|", section, re.MULTILINE)
    told = set(re.findall(r"`(\w+)`", "".join(rows)))
    assert told == {field.name for field in attrs.fields(Notes)} - {"extra"}
