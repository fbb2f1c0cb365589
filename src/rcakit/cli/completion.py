"""`rcakit completion`: what makes a shell complete commands, methods and formats."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from rcakit.cli.output import result, say

VARIABLE = "_RCAKIT_COMPLETE"
_WHERE = {
    "bash": "~/.local/share/bash-completion/completions/rcakit",
    "zsh": "a file named _rcakit in a folder of $fpath",
    "fish": "~/.config/fish/completions/rcakit.fish",
}


class _Bash(BashComplete):
    """Prints the script without asking the bash that happens to be here how old it is."""

    @staticmethod
    def _check_version() -> None:
        """Do nothing: the script may be for another machine."""


_SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> int:
    """Print the completion script for SHELL; where to put it is said on stderr."""
    script = _SHELLS[shell](context.find_root().command, {}, "rcakit", VARIABLE).source()
    result(script)
    say(f"Put this into {_WHERE[shell]}")
    return 0
