"""The plugins as a command sees them: loaded when first needed, their faults told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rcakit.cli.failing import tell
from rcakit.errors import Exit

if TYPE_CHECKING:
    from rcakit.library import Policy
    from rcakit.model import Postmortem
    from rcakit.plugins import Owned, Plugins
    from rcakit.reading import Reader


class Installed:
    """What the options before the command say of plugins, and the plugins themselves.

    Attributes:
        third_party: Whether plugins that did not come with rcakit are loaded.
        blocked: Names of plugins and distributions to leave out.
    """

    def __init__(self, *, third_party: bool = True, blocked: tuple[str, ...] = ()) -> None:
        self.third_party = third_party
        self.blocked = blocked
        self._gathered: dict[tuple[frozenset[str], tuple[str, ...] | None], Plugins] = {}
        self._told: set[str] = set()

    def plugins(
        self, policy: Policy | None = None, hooks: tuple[str, ...] | None = None
    ) -> Plugins:
        """Everything that is installed and neither blocked here nor by the library.

        Args:
            policy: What the library says.
            hooks: Names of the hooks that are asked; None for all.
        """
        from rcakit.plugins import gather

        blocked = frozenset(self.blocked).union(policy.plugins.blocked if policy else ())
        if (blocked, hooks) not in self._gathered:
            self._gathered[blocked, hooks] = gather(
                third_party=self.third_party, blocked=blocked, hooks=hooks
            )
        return self._gathered[blocked, hooks]

    def reader(self, path: Path, hooks: tuple[str, ...] | None = None) -> Reader:
        """What computes about a postmortem at `path`, with the policy that applies there.

        Args:
            path: The postmortem.
            hooks: Names of the hooks of plugins that are asked; None for all.
        """
        from rcakit.library import policy_for
        from rcakit.reading import Reader

        policy = policy_for(path)
        return Reader(self.plugins(policy, hooks), policy)

    def tolerant_reader(self, path: Path) -> Reader:
        """As `reader`; a policy that cannot be read is told of and does not stand in the way."""
        from rcakit.errors import UnreadableError
        from rcakit.reading import Reader

        try:
            return self.reader(path)
        except UnreadableError as error:
            tell(f"{error} rcakit's own policy is used.")
            return Reader(self.plugins())

    def tell_saved(self, postmortem: Postmortem, folder: Path) -> None:
        """Tell the plugins that asked that a postmortem is on disk."""
        self.tolerant_reader(folder).plugins.saved(postmortem, folder)

    def tell_faults(self) -> None:
        """Name every plugin that was left out or raised, each once."""
        for plugins in self._gathered.values():
            left_out = [
                f"The plugin {plugin.label} was left out: {plugin.reason}"
                for plugin in plugins.plugins
                if plugin.state == "failed"
            ]
            for sentence in (*left_out, *(str(fault) for fault in plugins.faults)):
                if sentence not in self._told:
                    self._told.add(sentence)
                    tell(sentence)

    def faults_are_told(self) -> None:
        """Leave out what the result of the command itself says of plugins."""
        for plugins in self._gathered.values():
            self._told.update(
                f"The plugin {plugin.label} was left out: {plugin.reason}"
                for plugin in plugins.plugins
            )


def failed(plugins: Plugins, asked: Owned[Any]) -> int:
    """The exit code: a fault where the plugin of what was asked for failed at it, else fine."""
    mine = (asked.plugin, asked.thing.id)
    fell = any((fault.plugin, fault.thing) == mine for fault in plugins.faults)
    return int(Exit.INTERNAL if fell else Exit.OK)


def installed(context: click.Context) -> Installed:
    """What is installed, for a command or for completing one that has not been called yet."""
    found = context.find_object(Installed)
    if found is None:
        options = context.find_root().params
        found = Installed(
            third_party=not options.get("no_plugins"), blocked=tuple(options.get("block") or ())
        )
        context.find_root().obj = found
    return found


def completer(registry: str) -> Callable[..., list[Any]]:
    """What completes the id of a method, a format and so on.

    Args:
        registry: Attributes of `Plugins`, separated by commas, such as "steps,methods".
    """

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        del parameter
        plugins = installed(context).plugins()
        return [
            CompletionItem(name, help=owned.thing.title)
            for attribute in registry.split(",")
            for name, owned in getattr(plugins, attribute).items()
            if name.startswith(incomplete)
        ]

    return complete
