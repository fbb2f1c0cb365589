"""docs/plugins.md says what the contract is, to the letter."""

import inspect
import sys

import pytest
from pages import ROOT, blocks, headings, page, with_files

import rcakit
from rcakit import change, guide, testing
from rcakit.guide.answers import AnswerKind
from rcakit.hooks import API_VERSION, Hooks

PAGE = page("plugins.md")


def _signature(name: str) -> str:
    signature = inspect.signature(getattr(Hooks, name))
    wanted = [str(one) for one in signature.parameters.values() if one.name != "self"]
    return f"`{name}({', '.join(wanted)}) -> {signature.return_annotation}`".replace("'", "")


def test_every_hook_has_a_heading_with_its_arguments() -> None:
    """The headings are the hooks, in their order, as they are written in the code."""
    hooks = [name for name in vars(Hooks) if name.startswith("rcakit_")]
    assert [one for one in headings(PAGE) if one.startswith("`rcakit_")] == [
        _signature(name) for name in hooks
    ]


def test_the_example_is_the_one_that_is_tested() -> None:
    """The code shown is that of examples/. Mend with: python tests/pages.py."""
    assert with_files(PAGE) == PAGE
    assert "class Barriers" in PAGE


@pytest.mark.parametrize("name", sorted(set(rcakit.__all__)))
def test_every_public_name_is_explained(name: str) -> None:
    """What a plugin may use is on the page."""
    assert f"`{name}" in PAGE or f"`rcakit.{name}" in PAGE


def test_every_kind_of_answer_is_in_the_table() -> None:
    """With its arguments as they are."""
    for kind in AnswerKind.__subclasses__():
        public = "SeveralOf" if kind is guide.Several else kind.__name__
        assert f"| `{public}(" in PAGE


def test_every_change_and_testing_name_is_named() -> None:
    """Changes and testing functions can be found from the page."""
    named = [name for name in change.__all__ if name not in ("Change", "named")]
    assert [name for name in named if f"`{name}`" not in PAGE] == []
    public = [name for name in testing.__all__ if name != "ContractTest"]
    assert [name for name in public if f"`{name}" not in PAGE] == []


def test_the_interface_number_is_right() -> None:
    """The page names the version of the interface that this rcakit has."""
    assert f"this rcakit has {API_VERSION}" in PAGE


def test_the_snippet_on_testing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test shown for a method passes."""
    monkeypatch.syspath_prepend(ROOT / "examples" / "rcakit-barriers")
    monkeypatch.delitem(sys.modules, "rcakit_barriers", raising=False)
    (snippet,) = [code for code in blocks(PAGE, "python") if "interview(Barriers()" in code]
    names: dict[str, object] = {}
    exec(snippet, names)
    names["test_naming_a_barrier_asks_for_its_state"]()


def test_the_example_keeps_to_what_it_promises() -> None:
    """About forty lines, none of them about a screen, and only public names."""
    code = (ROOT / "examples/rcakit-barriers/rcakit_barriers.py").read_text("utf-8")
    assert len([line for line in code.splitlines() if line.strip()]) <= 45
    assert "textual" not in code.lower()
    assert "rcakit." not in code
