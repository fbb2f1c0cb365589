"""The trees of the Aralia benchmark, where their folder is: RCAKIT_SHARED_DATA names its parent."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from rcakit_fault_tree.mef.elements import parse
from rcakit_fault_tree.mef.reading import read
from rcakit_fault_tree.solution import Solution

FOLDER = Path(os.environ.get("RCAKIT_SHARED_DATA", "")) / "fault-trees"
EXPECTED = FOLDER / "expected.csv"
TABLE = EXPECTED.read_text() if EXPECTED.is_file() else ""
ROWS = list(csv.DictReader(TABLE.splitlines()))


@pytest.mark.skipif(not ROWS, reason="RCAKIT_SHARED_DATA names no folder with fault-trees")
@pytest.mark.parametrize("row", ROWS or [{"model": "none"}], ids=lambda row: row["model"])
def test_tree(row):
    """The exact probability to nine digits, and the number of minimal cut sets."""
    found = read(parse((FOLDER / f"{row['model']}.xml").read_bytes()))
    assert not found.faults
    solution = Solution.of(found.tree)
    assert solution.whole
    assert solution.count == int(row["minimal_cut_sets"])
    assert solution.evaluated.top == pytest.approx(float(row["top_probability"]), rel=1e-9)
