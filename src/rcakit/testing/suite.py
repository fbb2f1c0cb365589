"""Every contract that a plugin's module has to keep, as tests with names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import ModuleType
from typing import Any

import attrs

from rcakit.hooks import Hooks, ImportFile
from rcakit.testing.asserting import fail
from rcakit.testing.checks import check_check
from rcakit.testing.exporters import check_exporter
from rcakit.testing.guides import check_guide
from rcakit.testing.importers import check_importer
from rcakit.testing.methods import check_method

_CHECKED: Mapping[str, tuple[str, Callable[..., None]]] = {
    "rcakit_methods": ("method", check_method),
    "rcakit_steps": ("step", check_guide),
    "rcakit_importers": ("importer", check_importer),
    "rcakit_exporters": ("exporter", check_exporter),
    "rcakit_checks": ("check", check_check),
}


@attrs.frozen
class ContractTest:
    """One test: call it, and it raises `AssertionError` where the contract is not kept."""

    name: str
    run: Callable[[], None]

    def __call__(self) -> None:
        """Run the test."""
        self.run()

    def __str__(self) -> str:
        return self.name


def contract_tests(
    module: ModuleType, samples: Mapping[str, Iterable[ImportFile]] | None = None
) -> list[ContractTest]:
    """The tests of everything a plugin's module brings, by name.

    Args:
        module: The module named in the entry point.
        samples: Importer id to files that the importer should read.
    """
    tests = [
        ContractTest(f"{module.__name__}: hooks", partial(_check_hooks, module)),
        ContractTest(f"{module.__name__}: loads no Textual", partial(_check_light, module)),
    ]
    for hook, (kind, check) in _CHECKED.items():
        for thing in _brought(module, hook):
            given = (samples or {}).get(thing.id, ()) if kind == "importer" else ()
            run = partial(check, thing, *given)
            tests.append(ContractTest(f"{kind} {getattr(thing, 'id', '?')}", run))
    return tests


def _brought(module: ModuleType, hook: str) -> Iterable[Any]:
    function = getattr(module, hook, None)
    if function is None or not hasattr(function, "rcakit_impl"):
        return ()
    return tuple(function())


def _check_hooks(module: ModuleType) -> None:
    marked = [name for name, value in vars(module).items() if hasattr(value, "rcakit_impl")]
    for name in marked:
        if not hasattr(Hooks, name):
            fail(f"{module.__name__} has the hook {name}, which rcakit does not know.")
    forgotten = [
        name for name in vars(module) if name in vars(Hooks) and name.startswith("rcakit_")
    ]
    for name in forgotten:
        if name not in marked and callable(getattr(module, name)):
            fail(f"{module.__name__}.{name} is not marked with @rcakit.hookimpl.")
    if not marked:
        fail(f"{module.__name__} has no function marked with @rcakit.hookimpl.")


def _check_light(module: ModuleType) -> None:
    """Importing and asking the plugin loads no Textual, so that commands stay quick."""
    program = (
        "import importlib, sys\n"
        f"sys.path[:] = {sys.path!r}\n"
        f"module = importlib.import_module({module.__name__!r})\n"
        f"for name in {list(_CHECKED)!r}:\n"
        "    hook = getattr(module, name, None)\n"
        "    if hasattr(hook, 'rcakit_impl'):\n"
        "        tuple(hook())\n"
        "sys.exit('textual' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603
    if done.returncode == 1 and not done.stderr:
        fail(f"Importing {module.__name__} loads Textual; import it in the view alone.")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        fail(f"{module.__name__} cannot be imported on its own: {' '.join(said)}")
