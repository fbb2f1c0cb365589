"""`rcakit metrics`: every metric with what it runs from and to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from rcakit.cli.installed import Installed
from rcakit.cli.loading import folder_of, home_zone, load_sound
from rcakit.cli.options import json_option, path_argument
from rcakit.cli.output import aligned, result, result_json
from rcakit.library import policy_for
from rcakit.metrics import Measured, measure, words
from rcakit.times import show


@click.command("metrics")
@path_argument()
@json_option("a list of name, from, to and seconds")
@click.pass_obj
def metrics_command(installed: Installed, *, path: Path, as_json: bool) -> int:
    """Print every metric of the postmortem at PATH, with its two milestones.

    What is unknown is said to be, with the reason; it is never zero.
    """
    del installed
    postmortem = load_sound(path).postmortem
    measured = measure(postmortem, policy_for(folder_of(path)).metrics())
    if as_json:
        result_json([as_plain(one) for one in measured])
        return 0
    for line in _shown(measured, home_zone(postmortem)):
        result(line)
    return 0


def as_plain(measured: Measured) -> dict[str, Any]:
    """A metric as plain data; other tools rely on its shape."""
    metric = measured.metric
    return {
        "name": metric.name,
        "from": metric.start,
        "to": metric.end,
        "seconds": measured.seconds,
    }


def _shown(measured: Sequence[Measured], zone: str) -> Iterator[str]:
    rows = []
    for one in measured:
        moments = ""
        if one.start is not None and one.end is not None:
            moments = f"{show(one.start, zone)} → {show(one.end, zone)}"
        value = words(one.seconds) if one.seconds is not None else f"unknown ({one.why})"
        rows.append((one.metric.name, value, f"{one.metric.start} → {one.metric.end}", moments))
    yield from aligned(("metric", "value", "from → to", "between"), rows)
