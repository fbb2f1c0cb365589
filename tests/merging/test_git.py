"""git itself calls the driver: merges, rebases and cherry-picks in a repository of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from merging_pairs import pair
from stand_ins import Ran, Run

from rcakit.merging.hunks import hunks
from rcakit.merging.setup import PATTERNS, installed, uninstalled
from rcakit.merging.texts import woven

CAUSES = """\
#:schema ./.rcakit/schema.json
# Written in the review.

[cause.pool]
text = "The pool was exhausted"
because = [
    "retries",
]

[cause.retries]
text = "Clients retried"
"""


@attrs.frozen
class Repository:
    """A repository with one postmortem in it."""

    root: Path

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git; it must end with `code`."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout

    def write(self, text: str, name: str = "incidents/one/causes.toml") -> None:
        """Put a file in place and commit it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def read(self, name: str = "incidents/one/causes.toml") -> str:
        """What is in a file."""
        return (self.root / name).read_text("utf-8")

    def branch(self, name: str, start: str = "main") -> None:
        """Begin a branch."""
        self.git("checkout", "-q", "-b", name, start)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository without the driver; nothing of the user's own configuration counts."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "re po'"
    root.mkdir()
    repository = Repository(root)
    repository.git("init", "-q", "-b", "main")
    repository.write('title = "One"\n', "incidents/one/postmortem.toml")
    repository.write(CAUSES)
    return repository


@pytest.fixture
def repository(bare: Repository) -> Repository:
    """A repository with the driver."""
    list(installed(bare.root))
    bare.git("add", "-A")
    bare.git("commit", "-q", "-m", "attributes")
    return bare


MINE = CAUSES.replace('    "retries",\n', '    "retries",\n    "leak",\n').replace(
    "[cause.pool]", '[cause.leak]\ntext = "A leak"  # since May\n\n[cause.pool]'
)
THEIRS = CAUSES.replace('    "retries",\n', '    "retries",\n    "quota",\n').replace(
    'retried"\n', 'retried five times"\n\n# from the vendor\n[cause.quota]\ntext = "A quota"\n'
)
BOTH = """\
#:schema ./.rcakit/schema.json
# Written in the review.

[cause.leak]
text = "A leak"  # since May

[cause.pool]
text = "The pool was exhausted"
because = [
    "retries",
    "leak",
    "quota",
]

# from the vendor
[cause.quota]
text = "A quota"

[cause.retries]
text = "Clients retried five times"
"""


def diverged(repository: Repository, mine: str, theirs: str) -> None:
    """Two branches, with `main` checked out."""
    repository.branch("theirs")
    repository.write(theirs)
    repository.git("checkout", "-q", "main")
    repository.write(mine)


def sections(text: str) -> list[list[str]]:
    """The things of a file, whatever their order and that in their lists."""
    return sorted(sorted(section.split("\n")) for section in text.rstrip("\n").split("\n\n"))


@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick", "stash"])
def test_edits_in_one_place_come_together(repository: Repository, how: str) -> None:
    """Both add a link to one list and a cause; git alone would ask, and here nobody is asked."""
    repository.branch("theirs")
    repository.write(THEIRS)
    repository.git("checkout", "-q", "main")
    if how == "stash":
        (repository.root / "incidents/one/causes.toml").write_text(MINE, "utf-8")
        repository.git("stash")
        repository.git("merge", "-q", "theirs")
        repository.git("stash", "pop")
    else:
        repository.write(MINE)
        command = {"merge": ["merge", "--no-edit", "theirs"], "rebase": ["rebase", "theirs"]}
        repository.git(*command.get(how, ["cherry-pick", "theirs"]))
    assert sections(repository.read()) == sections(BOTH)


def test_without_the_driver_git_asks(bare: Repository) -> None:
    """The case above is one that git's own merge cannot do."""
    diverged(bare, MINE, THEIRS)
    bare.git("merge", "--no-edit", "theirs", code=1)


def test_one_field_twice_is_a_conflict_of_git(repository: Repository) -> None:
    """The file is unmerged for git, the marks stand around one key, the rest is merged."""
    mine, theirs = (MINE.replace("Clients retried", f"{who} retried") for who in ("We", "They"))
    diverged(repository, mine, theirs.replace("[cause.pool]", "# hm\n[cause.pool]"))
    repository.git("merge", "--no-edit", "theirs", code=1)
    assert repository.git("status", "--short").startswith("UU incidents/one/causes.toml")
    text = repository.read()
    assert (
        "<<<<<<< ours\n"
        'text = "We retried"\n'
        "||||||| base\n"
        'text = "Clients retried"\n'
        "=======\n"
        'text = "They retried"\n'
        ">>>>>>> theirs\n"
    ) in text
    assert text.count("<<<<<<<") == 1
    assert "# hm\n[cause.pool]" in text


def test_both_made_the_file(repository: Repository) -> None:
    """Where there is no base, what differs is asked and what only one has is taken."""
    name = "incidents/one/actions.toml"
    repository.branch("theirs")
    repository.write('[action.a]\ntitle = "A"\nowner = "Kofi"\n', name)
    repository.git("checkout", "-q", "main")
    repository.write('[action.a]\ntitle = "A"\nstatus = "open"\n\n[action.b]\ntitle = "B"\n', name)
    repository.git("merge", "--no-edit", "theirs")
    text = repository.read(name)
    assert {'owner = "Kofi"', 'status = "open"', "[action.b]"} <= set(text.split("\n"))


def test_merges_that_cross(repository: Repository) -> None:
    """Two bases are merged into one, with marks; what both sides agree on since is no conflict."""
    repository.branch("theirs")
    repository.write(CAUSES.replace("Clients retried", "They retried"))
    repository.git("branch", "their-first")
    repository.git("checkout", "-q", "main")
    repository.write(CAUSES.replace("Clients retried", "We retried"))
    repository.git("branch", "our-first")
    for branch, other in (("main", "their-first"), ("theirs", "our-first")):
        repository.git("checkout", "-q", branch)
        repository.git("merge", "--no-edit", other, code=1)
        repository.write(CAUSES.replace("Clients retried", "All retried"))
    repository.write(CAUSES.replace("Clients retried", "All retried") + 'status = "confirmed"\n')
    repository.git("checkout", "-q", "main")
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read().endswith('text = "All retried"\nstatus = "confirmed"\n')


def test_a_file_that_is_no_toml_is_merged_as_git_does(repository: Repository) -> None:
    """A broken line on one side costs nothing that plain git would have kept."""
    diverged(repository, CAUSES + "broken\n", CAUSES.replace("# Written", "# Begun"))
    repository.git("merge", "--no-edit", "theirs")
    assert repository.read() == CAUSES.replace("# Written", "# Begun") + "broken\n"


def test_other_files_are_left_to_git(repository: Repository) -> None:
    """Only the files of postmortems have the driver."""
    for name, wanted in {
        "pyproject.toml": "unspecified",
        "a/rcakit.toml": "unspecified",
        "a/causes.toml": "rcakit",
        "postmortem.toml": "rcakit",
        "a/b/methods/five-whys.toml": "rcakit",
        "methods/five-whys.toml": "rcakit",
        "a/causes.toml.md": "unspecified",
    }.items():
        assert repository.git("check-attr", "merge", name).strip().endswith(f": {wanted}"), name


def test_setting_up_twice_changes_nothing(bare: Repository) -> None:
    """From a folder below too, and with attributes of one's own, which stay as they are."""
    attributes = bare.root / ".gitattributes"
    attributes.write_text("*.png binary", "utf-8")
    list(installed(bare.root / "incidents" / "one"))
    once = attributes.read_text("utf-8"), (bare.root / ".git/config").read_text("utf-8")
    assert once[0].startswith("*.png binary\n# rcakit")
    assert all(f"\n{pattern} merge=rcakit\n" in once[0] for pattern in PATTERNS)
    list(installed(bare.root))
    assert (attributes.read_text("utf-8"), (bare.root / ".git/config").read_text("utf-8")) == once
    list(uninstalled(bare.root))
    assert attributes.read_text("utf-8") == "*.png binary\n"
    assert "rcakit" not in (bare.root / ".git/config").read_text("utf-8")
    assert list(uninstalled(bare.root)) == ["git did not know the merge driver rcakit."]


def test_in_a_second_worktree(repository: Repository, tmp_path: Path) -> None:
    """One set-up is for all worktrees of a repository, and may be made in any."""
    second = tmp_path / "second"
    repository.git("worktree", "add", "-q", "-b", "second", str(second))
    list(installed(second))
    diverged(repository, MINE, THEIRS)
    done = subprocess.run(["git", "merge", "-q", "theirs"], cwd=second, check=False)
    assert done.returncode == 0
    Repository(second).write(MINE)
    Repository(second).git("merge", "--no-edit", "main")


def test_for_all_repositories(bare: Repository) -> None:
    """Nothing is written into the repository, and the driver is called all the same."""
    list(installed(bare.root, everywhere=True))
    assert not (bare.root / ".gitattributes").exists()
    diverged(bare, MINE, THEIRS)
    bare.git("merge", "--no-edit", "theirs")
    assert sections(bare.read()) == sections(BOTH)
    list(uninstalled(bare.root, everywhere=True))
    assert bare.git("config", "--get-regexp", "^merge", code=1) == ""


def test_the_command_lies_anywhere(bare: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its path may have blanks, quotes, and the sign that git itself fills in."""
    real = Path(sys.executable)
    folder = bare.root.parent / "it's a %O $HOME `path`"
    folder.mkdir()
    script = folder / "rcakit"
    script.write_text(f'#!/bin/sh\nexec "{real}" -m rcakit.cli "$@"\n', "utf-8")
    script.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(folder / "python"))
        list(installed(bare.root))
    assert "$HOME" in bare.git("config", "merge.rcakit.driver")
    bare.git("add", "-A")
    bare.git("commit", "-q", "-m", "attributes")
    diverged(bare, MINE, THEIRS)
    bare.git("merge", "--no-edit", "theirs")
    assert sections(bare.read()) == sections(BOTH)


def test_no_repository(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and nothing is written."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    ran = run("merge-driver", "--install")
    assert ran.code == 2
    assert "git refuses: fatal: not a git repository" in ran.err
    assert list(Path.cwd().iterdir()) == []


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `rcakit` in a folder of its own."""
    from rcakit.cli import main

    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run_it(*arguments: object, stdin: str | bytes = "") -> Ran:
        del stdin
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_it


@pytest.fixture
def four(tmp_path: Path, run: Run) -> tuple[Run, list[Path]]:
    """The three files git hands over."""
    del tmp_path
    return run, [Path.cwd() / name for name in ("base", "ours", "theirs")]


def test_what_git_calls(four: tuple[Run, list[Path]]) -> None:
    """The result is over the second file; 0 if all is merged, 1 if something is left."""
    run, paths = four
    for path, text in zip(paths, (CAUSES, MINE, THEIRS), strict=True):
        path.write_text(text, "utf-8")
    assert run("merge-driver", *paths, "causes.toml").code == 0
    assert sections(paths[1].read_text("utf-8")) == sections(BOTH)
    paths[1].write_text(CAUSES.replace("pool was", "pool is"), "utf-8")
    paths[2].write_text(CAUSES.replace("pool was", "pool got"), "utf-8")
    ran = run("merge-driver", "--marker-size", "9", "--label-ours", "main", *paths, "causes.toml")
    assert ran.code == 1
    assert "causes.toml: both sides changed one place" in ran.err
    assert "<<<<<<<<< main\n" in paths[1].read_text("utf-8")


def test_no_side_is_touched_that_did_not_change(four: tuple[Run, list[Path]]) -> None:
    """Where one side is as it was, the other is taken byte for byte, whatever it is."""
    run, paths = four
    odd = b"\xff not toml\r\n<<<<<<< \n"
    for one, other in ((b"x = 1", odd), (odd, b"x = 1")):
        for path, data in zip(paths, (one, one, other), strict=True):
            path.write_bytes(data)
        assert run("merge-driver", *paths).code == 0
        assert paths[1].read_bytes() == other


def test_usage(four: tuple[Run, list[Path]]) -> None:
    """Too few files, or two ways at once, is said."""
    run, paths = four
    assert run("merge-driver").code == 2
    assert run("merge-driver", paths[0]).code == 2
    assert run("merge-driver", "--install", "--uninstall").code == 2


def test_the_driver_loads_little() -> None:
    """It is called for every file: no plugin, no cattrs, no Textual, and no tomlkit."""
    one = pair(3)
    code = (
        "import sys\nfrom rcakit.merging.driver import merge_files\n"
        "import rcakit.cli.merge_driver\n"
        "from rcakit.merging.texts import woven\n"
        f"assert woven({one.base.encode()!r}, {one.ours.text.encode()!r}, "
        f"{one.theirs.text.encode()!r})\n"
        "heavy = {'cattrs', 'pluggy', 'textual', 'tomlkit', 'rcakit.model', 'rcakit.plugins'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stderr


def test_a_circle_is_asked_about() -> None:
    """Each side adds a link, and together they would go round."""
    mine = CAUSES + 'because = ["leak"]\n\n[cause.leak]\ntext = "A leak"\n'
    both_have = CAUSES + '\n[cause.leak]\ntext = "A leak"\n'
    mine = both_have.replace('retried"\n', 'retried"\nbecause = ["leak"]\n')
    theirs = both_have.replace('A leak"\n', 'A leak"\nbecause = ["pool"]\n')
    result = woven(both_have.encode(), mine.encode(), theirs.encode())
    assert result is not None
    [hunk] = hunks(result.parts)
    assert (hunk.ours, hunk.theirs) == ("", 'because = ["pool"]\n')


def test_a_cause_taken_out_and_named_is_asked_about() -> None:
    """One side takes a cause out, the other comes to name it: no reference to nothing."""
    base = CAUSES + '\n[cause.unused]\ntext = "Unused"\n'
    theirs = base.replace('    "retries",\n', '    "retries",\n    "unused",\n')
    result = woven(base.encode(), CAUSES.encode(), theirs.encode())
    assert result is not None
    [hunk] = hunks(result.parts)
    assert (hunk.ours, hunk.theirs) == ("", '\n[cause.unused]\ntext = "Unused"\n')
