"""Which commands there are, and importing one only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: Mapping[str, tuple[str, str]] = {
    "open": ("rcakit.cli.app:open_command", "Open the terminal app on a postmortem or a library."),
    "tour": ("rcakit.cli.app:tour_command", "Open the app on a copy of a finished sample."),
    "new": ("rcakit.cli.new:new_command", "Make a new postmortem and print its path."),
    "log": ("rcakit.cli.log:log_command", "Add one event to the timeline, from any shell."),
    "import": ("rcakit.cli.importing:import_command", "Take in files of other tools."),
    "ask": ("rcakit.cli.ask:ask_command", "Ask the questions of a step or method in plain text."),
    "analyze": ("rcakit.cli.analyze:analyze_command", "Show what a method draws and computes."),
    "metrics": ("rcakit.cli.metrics:metrics_command", "Print every metric with its from and to."),
    "check": ("rcakit.cli.check:check_command", "Point out what is wrong or wanting."),
    "export": ("rcakit.cli.export:export_command", "Write a postmortem in another format."),
    "list": ("rcakit.cli.listing:list_command", "List the postmortems of a library."),
    "restore": ("rcakit.cli.restore:restore_command", "Put in what a refused save has kept."),
    "plugins": ("rcakit.cli.plugins:plugins_command", "Show what is installed, and what failed."),
    "schema": ("rcakit.cli.schema:schema_command", "Print the JSON Schema of the files."),
    "merge-driver": (
        "rcakit.cli.merge_driver:merge_driver_command",
        "Merge two versions of a file for git; --install sets it up.",
    ),
    "resolve": ("rcakit.cli.resolve:resolve_command", "Settle what a merge has left open."),
    "completion": ("rcakit.cli.completion:completion_command", "Print a completion script."),
}
"""Name of each command, where it is, and its line of help."""


class Commands(click.Group):
    """A group whose commands are listed without being imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order one usually needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a path that exists is opened, and a near miss is named."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            if not Path(args[0]).exists():
                raise click.UsageError(_unknown(args[0]), ctx)
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, then whatever click completes of the group itself."""
        return [
            *_completed(incomplete),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line, with the path that stands for `open`."""
        del ctx
        formatter.write_usage("rcakit", "[OPTIONS] [COMMAND [ARGS]... | PATH]")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, 1)
    meant = f"Did you mean {close[0]!r}?" if close else "`rcakit --help` lists them."
    return f"There is no command and no file or folder {name!r}. {meant}"


def _completed(incomplete: str) -> Iterator[CompletionItem]:
    from click.shell_completion import CompletionItem

    for name, (_, line) in COMMANDS.items():
        if name.startswith(incomplete):
            yield CompletionItem(name, help=line)
