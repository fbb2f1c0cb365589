"""`rcakit plugins`: what is installed, what it brings, and what was left out and why."""

from __future__ import annotations

from pathlib import Path

import click

from rcakit.cli.installed import Installed
from rcakit.cli.output import aligned, result, result_json
from rcakit.plugins import Plugin, Plugins

_REGISTRIES = ("methods", "steps", "importers", "exporters", "checks")


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def plugins_command(installed: Installed, *, as_json: bool) -> int:
    """Show every plugin: where it is from, whether it is loaded, and what it brings."""
    plugins = installed.tolerant_reader(Path()).plugins
    if as_json:
        result_json(
            [
                {
                    "name": plugin.name,
                    "distribution": plugin.distribution,
                    "version": plugin.version,
                    "module": plugin.module,
                    "state": plugin.state,
                    "reason": plugin.reason,
                    "brings": brings(plugins, plugin),
                }
                for plugin in plugins.plugins
            ]
        )
    else:
        rows = [
            (
                plugin.name,
                f"{plugin.distribution} {plugin.version}",
                plugin.state,
                plugin.reason or _words(brings(plugins, plugin)),
            )
            for plugin in plugins.plugins
        ]
        for line in aligned(("plugin", "from", "state", "brings"), rows):
            result(line)
    installed.faults_are_told()
    return 0


def brings(plugins: Plugins, plugin: Plugin) -> dict[str, list[str]]:
    """The ids of what a plugin brings, by kind; kinds it brings nothing of are left out."""
    found = {
        registry: [
            name for name, owned in getattr(plugins, registry).items() if owned.plugin == plugin
        ]
        for registry in _REGISTRIES
    }
    return {registry: names for registry, names in found.items() if names}


def _words(brought: dict[str, list[str]]) -> str:
    return "; ".join(f"{kind}: {', '.join(names)}" for kind, names in brought.items()) or "nothing"
