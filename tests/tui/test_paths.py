"""A path as an answer: whatever is typed, it is a path, or a sentence says that it is none."""

from pathlib import Path

import pytest
from app_driver import seated

from rcakit.errors import BadAnswer
from rcakit.tui.paths import completed, path_and_options

NONE = ("~nobody-of-this-name/", "~nobody-of-this-name", "x" * 300, "~" * 5000)


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_path_is_said(typed: str) -> None:
    """Nothing is suggested for it, and as an answer it is refused."""
    assert completed(typed) is None
    with pytest.raises(BadAnswer, match="is not a path"):
        path_and_options(typed)


@pytest.mark.parametrize("typed", ["", "\0", "a\0/b", "no/such/", "'", '"a b'])
def test_odd_paths_do_no_harm(typed: str) -> None:
    """Nothing is suggested, and nothing falls over."""
    assert completed(typed) is None
    path_and_options(typed)


def test_what_may_not_be_looked_at_is_a_path_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is suggested in it; whoever reads it says that it may not be."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    monkeypatch.setattr("rcakit.tui.paths.os.scandir", refuse)
    assert completed(f"{tmp_path}/") is None
    assert path_and_options(f"{tmp_path}/") == (tmp_path, {})


async def test_a_home_of_nobody_is_typed(folder: Path) -> None:
    """While one types and when one answers the app goes on, and the path can be mended."""
    async with seated(folder, step="timeline") as me:
        await me.bench.action_import_file()
        await me.settle()
        await me.press("tilde", *"nobodyofthisname", "slash")
        assert me.app.is_running
        await me.press("enter")
        assert me.complaint == "“~nobodyofthisname/” is not a path."
        assert me.typed == "~nobodyofthisname/"
        await me.answer("x" * 300)
        assert "is not a path" in me.complaint
