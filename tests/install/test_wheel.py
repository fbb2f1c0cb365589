"""The wheel holds what is needed, and facts that stand in two places agree."""

import re
import tomllib
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from install_environment import ROOT

import rcakit

pytestmark = pytest.mark.slow
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = [Path(one) for one in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]
PLUGINS = PROJECT["project"]["entry-points"]["rcakit"]


@pytest.fixture(scope="module")
def inside(wheel: Callable[[Path], Path]) -> dict[str, bytes]:
    """Each file of the wheel with its contents."""
    with zipfile.ZipFile(wheel(ROOT)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _of(inside: dict[str, bytes], name: str) -> str:
    (path,) = (path for path in inside if path.endswith(f".dist-info/{name}"))
    return inside[path].decode()


def _kept(path: Path) -> bool:
    return "__pycache__" not in path.parts and not any(
        part.startswith(".") and part.endswith("_cache") for part in path.parts
    )


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_every_file_of_a_package_is_in_it(inside: dict[str, bytes], package: Path) -> None:
    """Code, guides, the schema, the sample, `py.typed`: all that lies in the folder, unaltered."""
    files = [path for path in (ROOT / package).rglob("*") if path.is_file() and _kept(path)]
    assert files
    for path in files:
        name = path.relative_to((ROOT / package).parent).as_posix()
        assert inside.get(name) == path.read_bytes(), name


@pytest.mark.parametrize(
    "name",
    [
        "rcakit/py.typed",
        "rcakit/schema.json",
        "rcakit/sample/postmortem.toml",
        "rcakit/sample/methods/five-whys.toml",
        "rcakit_five_whys/guide.md",
        "rcakit_fishbone/guide.md",
        "rcakit_process/guides/incident.md",
    ],
)
def test_what_is_no_code_is_there(inside: dict[str, bytes], name: str) -> None:
    """The files that only a wheel can lose; the folders above could have lost them too."""
    assert name in inside


def test_nothing_else_is_in_it(inside: dict[str, bytes]) -> None:
    """No tests, no examples, no caches: only the packages and the wheel's own papers."""
    tops = {package.name for package in PACKAGES}
    for name in inside:
        top = name.split("/")[0]
        assert top in tops or top.endswith(".dist-info"), name
        assert _kept(Path(name)), name


def test_the_licence_is_in_it(inside: dict[str, bytes]) -> None:
    """As it is in the project, and named in the metadata."""
    (licence,) = (data for name, data in inside.items() if name.endswith("/LICENSE"))
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert "License-Expression: MIT\n" in _of(inside, "METADATA")


def test_the_entry_points_are_in_it(inside: dict[str, bytes]) -> None:
    """The command and every plugin."""
    lines = _of(inside, "entry_points.txt").splitlines()
    assert "rcakit = rcakit.cli:main" in lines
    for name, module in PLUGINS.items():
        assert f"{name} = {module}" in lines


def test_one_version(inside: dict[str, bytes]) -> None:
    """The package, the project, the wheel and the newest changes name the same."""
    version = rcakit.__version__
    assert PROJECT["project"]["version"] == version
    assert f"\nVersion: {version}\n" in _of(inside, "METADATA")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(\d\S*)\]", changes, re.MULTILINE)[0] == version


def test_one_name_for_a_plugin() -> None:
    """Folder, import name and entry point are one name, and every folder is listed."""
    for name, module in PLUGINS.items():
        assert module == "rcakit_" + name.replace("-", "_")
        assert import_module(module).__name__ == module
    folders = {
        path.parent.relative_to(ROOT)
        for kind in ("methods", "plugins")
        for path in (ROOT / kind).glob("*/__init__.py")
    }
    assert {Path("src/rcakit"), *folders} == set(PACKAGES)
    assert {path.name for path in folders} == set(PLUGINS.values())


def test_every_package_is_linted_as_one() -> None:
    """Each plugin stands in every contract of imports that is about plugins."""
    linter = PROJECT["tool"]["importlinter"]
    plugins = set(PLUGINS.values())
    assert set(linter["root_packages"]) == plugins | {"rcakit"}
    lists = [
        set(contract.get("source_modules", contract.get("modules", [])))
        for contract in linter["contracts"]
        if contract["type"] != "layers"
    ]
    assert lists
    for modules in lists:
        assert plugins <= modules


def test_the_least_python_is_one_everywhere() -> None:
    """`requires-python`, the classifiers, the linter and README.md agree."""
    least = PROJECT["project"]["requires-python"].removeprefix(">=")
    versions = re.findall(
        r"Python :: (\d\.\d+)", "\n".join(PROJECT["project"]["classifiers"]), re.MULTILINE
    )
    readme = (ROOT / "README.md").read_text("utf-8")
    assert versions[0] == least
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + least.replace(".", "")
    assert f"Python {least} or newer" in readme
    named = f"Python {', '.join(versions[:-1])} and {versions[-1]}"
    assert named in " ".join(readme.split())
