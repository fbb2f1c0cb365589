"""A method somebody else published is there in every command once its package is installed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from install_environment import ROOT, Environment

pytestmark = pytest.mark.slow
EXAMPLE = ROOT / "examples" / "rcakit-barriers"
SAMPLE = ROOT / "src" / "rcakit" / "sample"


@pytest.fixture(scope="module")
def stranger(environment: Environment, wheel) -> Environment:
    """The fresh environment with the example method installed too."""
    environment.install(wheel(EXAMPLE))
    return environment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample postmortem."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "incident"))


ANSWERS = "A test with last night's data\nabsent\nThe retry limit of the client\nfailed\n-\n"


def test_the_environment_is_its_own(stranger: Environment) -> None:
    """What is tried is the wheel, not the source tree, and the sample is in it."""
    program = "import rcakit, rcakit.testing; print(rcakit.__file__); rcakit.testing.sample()"
    done = subprocess.run(
        [stranger.python, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=stranger.folder,
    )
    assert Path(done.stdout.strip()).is_relative_to(stranger.folder)


def test_the_method_is_listed(stranger: Environment) -> None:
    """`rcakit plugins` names the stranger's distribution and what it brings."""
    done = stranger.run("plugins", "--json")
    assert done.returncode == 0, done.stderr
    listed = {plugin["name"]: plugin for plugin in json.loads(done.stdout)}
    assert listed["barriers"]["distribution"] == "rcakit-barriers"
    assert listed["barriers"]["state"] == "loaded"
    assert listed["barriers"]["brings"] == {"methods": ["barriers"]}


def test_the_method_asks_draws_and_is_exported(stranger: Environment, folder: Path) -> None:
    """Its questions are asked, its notes kept, its drawing and findings shown everywhere."""
    done = stranger.run("ask", "barriers", folder, typed=ANSWERS)
    assert done.returncode == 0, done.stderr
    kept = (folder / "methods" / "barriers.toml").read_text()
    assert '"A test with last night\'s data" = "absent"' in kept
    assert "complete = true" in kept

    done = stranger.run("analyze", "barriers", folder, "--json")
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert shown["method"] == "barriers"
    assert shown["tables"]["barriers"]["rows"] == [
        ["A test with last night's data", "absent"],
        ["The retry limit of the client", "failed"],
    ]
    assert [finding["rule"] for finding in shown["findings"]] == ["barriers/none-held"]

    done = stranger.run("export", folder, "--to", "markdown")
    assert done.returncode == 0, done.stderr
    report = done.stdout.split("### Barriers")[1].split("###")[0]
    assert re.search(r"○ A test with last night's data +absent", report)


def test_it_can_be_left_out(stranger: Environment, folder: Path) -> None:
    """Without it the postmortem is as usable as before, and its notes stay."""
    stranger.run("ask", "barriers", folder, typed=ANSWERS)
    kept = (folder / "methods" / "barriers.toml").read_bytes()
    done = stranger.run("--no-plugins", "analyze", "barriers", folder)
    assert done.returncode == 2
    assert "barriers" in done.stderr
    assert "Traceback" not in done.stderr
    assert stranger.run("--block", "barriers", "export", folder, "--to", "json").returncode == 0
    assert stranger.run("--no-plugins", "log", "One more thing", "--to", folder).returncode == 0
    assert (folder / "methods" / "barriers.toml").read_bytes() == kept


def test_its_own_tests_pass(stranger: Environment) -> None:
    """The three lines of test in the example run the contract and it is kept."""
    done = subprocess.run(
        [
            stranger.python,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            EXAMPLE,
            EXAMPLE,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=stranger.folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
