"""A postmortem that cannot be made says why, in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rcakit.creating import create
from rcakit.errors import SaveError
from rcakit.library import Policy


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    """The sentence ends once."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError) as error:
        create(tmp_path / "file" / "here", "T", day=date(2026, 3, 1), policy=Policy())
    assert str(error.value).endswith("is a file.")
