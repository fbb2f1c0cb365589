"""A command fails for the fault of what it asked, and for no other."""

from __future__ import annotations

import pytest

from rcakit.cli.installed import failed
from rcakit.errors import Exit
from rcakit.plugins import Fault, Plugins, gather


@pytest.fixture
def plugins() -> Plugins:
    """The stand-ins."""
    return gather()


@pytest.mark.parametrize(
    ("during", "thing", "code"),
    [
        ("the check whys-are-asked", "whys-are-asked", Exit.OK),
        ("registering", "registering", Exit.OK),
        ("reading whys.lines", "lines", Exit.OK),
        ("drawing the causes", "whys", Exit.INTERNAL),
    ],
)
def test_the_thing_decides_and_not_the_words(
    plugins: Plugins, during: str, thing: str, code: Exit
) -> None:
    """That an id occurs in a sentence says nothing."""
    asked = plugins.methods["whys"]
    plugins.faults.append(Fault(asked.plugin, during, "ValueError", thing))
    assert failed(plugins, asked) == code
    other = next(plugin for plugin in plugins.plugins if plugin != asked.plugin)
    plugins.faults[:] = [Fault(other, during, "ValueError", thing)]
    assert failed(plugins, asked) == Exit.OK


def test_what_a_reader_asks_is_named(plugins: Plugins) -> None:
    """A fault says which thing of the plugin it was."""
    plugins.ask(plugins.methods["raises"].plugin, "asking", lambda: 1 / 0, 0, "raises")
    assert [fault.thing for fault in plugins.faults] == ["raises"]
