"""The command line: every ability of the screens, without them.

`rcakit --help` imports click and nothing of rcakit's own but the table of commands; each
command is imported when it is called.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import rcakit
from rcakit.cli.commands import Commands


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`rcakit PATH` is short for `rcakit open PATH`. "
    "Exit codes: 0 fine, 1 errors found, 2 usage, 3 changed on disk, or could not be written, "
    "4 unreadable file, 70 bug.",
)
@click.option("--no-plugins", is_flag=True, help="Load only what came with rcakit.")
@click.option(
    "--block",
    metavar="NAME",
    multiple=True,
    help="Leave out the plugin or distribution NAME; may be given several times.",
)
@click.version_option(rcakit.__version__, prog_name="rcakit", message="%(prog)s %(version)s")
@click.pass_context
def rcakit_command(context: click.Context, *, no_plugins: bool, block: tuple[str, ...]) -> int:
    """Lead a postmortem step by step, from raw incident data to verified actions.

    Without a command, opens the library in this folder.
    """
    from rcakit.cli.installed import Installed

    context.obj = Installed(third_party=not no_plugins, blocked=block)
    context.call_on_close(context.obj.tell_faults)
    if context.invoked_subcommand is not None:
        return 0
    from rcakit.cli.app import open_app

    return open_app(context.obj, None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Nothing it meets ends in a traceback on the terminal.

    Args:
        arguments: What was typed behind `rcakit`; those of the process where None.
    """
    from rcakit.cli.failing import guarded

    given = list(sys.argv[1:] if arguments is None else arguments)
    code = guarded(lambda: rcakit_command.main(given, prog_name="rcakit", standalone_mode=False))
    if arguments is None:
        from rcakit.cli.ending import end_in_time

        end_in_time(code)
    return code
