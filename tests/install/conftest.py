"""A fresh virtual environment with rcakit's wheel in it, made once for all tests that want one."""

import sys
import sysconfig
import venv
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from install_environment import ROOT, Environment, pip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Builds the wheel of a source folder; offline where hatchling is installed."""

    def build(source: Path) -> Path:
        target = tmp_path_factory.mktemp("wheel")
        isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
        pip("wheel", "--no-deps", *isolation, "--wheel-dir", target, source)
        (built,) = target.glob("*.whl")
        return built

    return build


@pytest.fixture(scope="session")
def environment(
    tmp_path_factory: pytest.TempPathFactory, wheel: Callable[[Path], Path]
) -> Environment:
    """A fresh environment with rcakit installed from its wheel.

    The dependencies are those of the environment the tests run in, named in a `.pth` file, so
    that nothing is fetched; what is installed in the fresh environment itself comes first.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    made = Environment(folder)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    here = sysconfig.get_paths()["purelib"]
    (folder / "lib" / version / "site-packages" / "dependencies.pth").write_text(here + "\n")
    made.install(wheel(ROOT))
    return made
