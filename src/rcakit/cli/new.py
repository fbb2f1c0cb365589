"""`rcakit new`: a new postmortem folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from rcakit.cli.installed import Installed
from rcakit.cli.output import result_path, say
from rcakit.creating import create
from rcakit.errors import BadAnswer
from rcakit.library import policy_for
from rcakit.model import Kind
from rcakit.store import load
from rcakit.times import read_day, zone_of

_ZONE_LINK = Path("/etc/localtime")


@click.command("new")
@click.argument("title")
@click.option(
    "--in",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to make it in; this one if not given.",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.INCIDENT.value,
    show_default=True,
    help="What it is about.",
)
@click.option("--timezone", metavar="ZONE", help="Where clocks are read, such as Europe/Berlin.")
@click.option("--severity", help="One of your severities, such as SEV2.")
@click.option("--date", "day", metavar="DAY", default="today", help="When it happened; today.")
@click.pass_obj
def new_command(
    installed: Installed,
    *,
    title: str,
    parent: Path,
    kind: str,
    timezone: str | None,
    severity: str | None,
    day: str,
) -> int:
    """Make a postmortem with TITLE and print the path of its folder."""
    policy = policy_for(parent)
    if timezone is not None:
        timezone = zone_of(timezone).key
    if severity and policy.severity and severity not in policy.severity:
        say(f"This library has no severity {severity!r}; it has {', '.join(policy.severity)}.")
    happened = read_day(day, today=date.today())  # noqa: DTZ011  the day on this machine's clock
    path = create(
        parent,
        title,
        day=happened,
        policy=policy,
        kind=Kind(kind),
        timezone=timezone or None,
        machine_zone=machine_zone(),
        severity=severity or None,
    )
    result_path(path)
    installed.tell_saved(load(path).postmortem, path)
    return 0


def machine_zone() -> str:
    """The IANA name of the zone this machine is set to; UTC where it does not say."""
    named = os.environ.get("TZ", "").removeprefix(":")
    try:
        linked = str(_ZONE_LINK.readlink()) if _ZONE_LINK.is_symlink() else ""
    except OSError:
        linked = ""
    for name in (named, linked.partition("zoneinfo/")[2]):
        if name and not name.startswith("/"):
            try:
                found = zone_of(name).key
            except BadAnswer:
                continue
            return found.removeprefix("Etc/") if found == "Etc/UTC" else found
    return "UTC"
