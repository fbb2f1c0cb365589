"""The team's policy says what is wrong in it with the words of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from rcakit.errors import UnreadableError
from rcakit.library import read_policy


def policy(tmp_path: Path, text: str) -> Path:
    """A policy with this text."""
    file = tmp_path / "rcakit.toml"
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("metric", "line", "said"),
    [
        ('to = "detected"', 2, "metric.ttd.from is missing."),
        ('from = "detected"', 2, "metric.ttd.to is missing."),
        ('to = 3\nfrom = "a"', 3, "metric.ttd.to must be text, not a whole number."),
        ('to = "b"\nstart = "a"', 4, "metric.ttd.start is no key of this table; write from."),
        ('from = "a"\nend = "b"', 4, "metric.ttd.end is no key of this table; write to."),
        ('from = "a"\nto = "b"\nuntil = "c"', 5, "metric.ttd.until is no key of this table."),
    ],
)
def test_a_metric_is_told_of_by_its_keys(tmp_path: Path, metric: str, line: int, said: str) -> None:
    """Not by the names the code has for them, and where they stand."""
    file = policy(tmp_path, f'timezone = "UTC"\n[metric.ttd]\n{metric}\n')
    with pytest.raises(UnreadableError) as error:
        read_policy(file)
    assert (error.value.line, error.value.reason) == (line, said)


def test_a_metric_is_read(tmp_path: Path) -> None:
    """From where to where."""
    file = policy(tmp_path, '[metric.ttd]\nfrom = "a"\nto = "b"\n')
    (metric,) = read_policy(file).metrics()
    assert (metric.name, metric.start, metric.end) == ("ttd", "a", "b")
