"""The keys of the analysis: each does what it says to the cause under the cursor."""

from pathlib import Path

import pytest
from app_driver import Seat, seated
from app_place import empty

from rcakit.model import Gate, Postmortem, Role, Status


async def _undone(me: Seat, before: Postmortem) -> None:
    """ctrl+z takes the deed back, in the app and on disk, and ctrl+y does it again."""
    after = me.now
    assert after != before
    assert me.on_disk() == after
    await me.press("ctrl+z")
    assert me.now == before
    assert me.on_disk() == before
    await me.press("ctrl+y")
    assert me.now == after
    assert me.on_disk() == after


async def _do(me: Seat, cause: str, key: str, *answer: str) -> Postmortem:
    """Press a key on a cause and answer what it asks; the postmortem before."""
    await me.cursor(cause)
    before = me.now
    await me.press(key)
    for text in answer:
        assert me.panel.has_focus_within, f"{key} asks nothing"
        await me.answer(text)
        assert me.complaint == ""
    assert me.drawing.has_focus, "one can walk on"
    return before


async def test_why_adds_a_cause_behind(folder: Path) -> None:
    """`w` and a sentence: a new cause behind the one marked; the cursor stays."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "visits-doubled", "w", "Nobody told the team of the mail")
        assert me.now.causes["visits-doubled"].because == ("nobody-told-team-mail",)
        assert me.now.causes["nobody-told-team-mail"].text == "Nobody told the team of the mail"
        assert me.desk.chosen == "visits-doubled"
        assert "Nobody told the team" in me.screen
        await _undone(me, before)


async def test_why_takes_a_cause_that_is_there(folder: Path) -> None:
    """The same cause behind two effects stays one cause."""
    async with seated(folder, step="analysis") as me:
        there = me.now.causes["connections-not-shown"].text
        before = await _do(me, "visits-doubled", "w", there)
        assert me.now.causes["visits-doubled"].because == ("connections-not-shown",)
        assert len(me.now.causes) == len(before.causes)
        await _undone(me, before)


async def test_why_on_nothing_names_the_problem() -> None:
    """The first cause is what people experienced, and stands at the top."""
    async with seated(empty(), step="analysis") as me:
        await me.press("escape")
        await me.do("why")
        await me.answer("Checkout answered 5xx")
        assert me.now.problem is not None
        assert me.now.causes[me.now.problem].text == "Checkout answered 5xx"
        assert me.on_disk() == me.now


async def test_beside_adds_a_cause_of_the_same_effect(folder: Path) -> None:
    """`o` asks on for what the marked cause led to; at the top there is no beside."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "visits-doubled", "o", "The cache was cold")
        made = me.now.causes["pool-exhausted"].because[-1]
        assert me.now.causes[made].text == "The cache was cold"
        await _undone(me, before)
        await me.cursor("payments-failed")
        await me.press("o")
        assert "stands at the top" in me.said
        assert me.drawing.has_focus


async def test_gate(folder: Path) -> None:
    """`a` says how the becauses combine; with one or none there is nothing to combine."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "pool-exhausted", "a", "at-least-3")
        assert me.now.causes["pool-exhausted"].gate is Gate.AT_LEAST
        assert me.now.causes["pool-exhausted"].needed == 3
        assert "at least 3 of these" in me.screen
        await _undone(me, before)
        before = await _do(me, "pool-exhausted", "a", "1")
        assert me.now.causes["pool-exhausted"].gate is Gate.ALL
        await me.cursor("slow-query")
        await me.press("a")
        assert "only one cause behind it" in me.said


@pytest.mark.parametrize(("key", "status"), [("x", Status.RULED_OUT), ("c", Status.CONFIRMED)])
async def test_a_cause_is_judged_and_judged_again(folder: Path, key: str, status: Status) -> None:
    """`x` rules out, c confirms, and the same key again makes it a hypothesis."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "connection-leak", key)
        assert me.now.causes["connection-leak"].status is status
        assert "Timed-out calls" in me.said
        await _undone(me, before)
        await me.press(key)
        assert me.now.causes["connection-leak"].status is Status.HYPOTHESIS


@pytest.mark.parametrize(
    ("key", "answer", "field", "value"),
    [
        ("r", "Twice the visits", "text", "Twice the visits"),
        ("b", "Weather", "category", "Weather"),
        ("y", "trigger", "role", Role.TRIGGER),
    ],
)
async def test_a_field_is_edited(
    folder: Path, key: str, answer: str, field: str, value: object
) -> None:
    """`r` rewords, b moves to a bone, y gives a role; the id stays."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "visits-doubled", key, answer)
        assert getattr(me.now.causes["visits-doubled"], field) == value
        await _undone(me, before)


async def test_evidence_new_and_there(folder: Path) -> None:
    """`e` takes new evidence in one line, or one that is there, and adds to what the cause has."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "visits-doubled", "e", "Graph of visits")
        had = before.causes["visits-doubled"].evidence
        assert me.now.causes["visits-doubled"].evidence == (*had, "graph-visits")
        assert me.now.evidence["graph-visits"].title == "Graph of visits"
        await _undone(me, before)
        there = me.now.evidence["pool-wait"].title
        await _do(me, "visits-doubled", "e", there)
        assert me.now.causes["visits-doubled"].evidence[-1] == "pool-wait"


async def test_action_new_and_there(folder: Path) -> None:
    """`t` adds an action for the cause, or lets one that is there act on it too."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "visits-doubled", "t", "Tell the team of mails")
        made = next(name for name in me.now.actions if name not in before.actions)
        assert me.now.actions[made].addresses == ("visits-doubled",)
        await _undone(me, before)
        await _do(me, "visits-doubled", "t", me.now.actions["mend-runbook"].title)
        assert me.now.actions["mend-runbook"].addresses[-1] == "visits-doubled"


async def test_link_and_unlink(folder: Path) -> None:
    """`l` says what else it led to, L what it did not lead to after all; no circle is offered."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("pool-exhausted")
        await me.press("l")
        offered = " ".join(me.options)
        assert "Failed calls were repeated" not in offered, "it would go in a circle"
        await me.press("escape")
        before = await _do(me, "visits-doubled", "l", me.now.causes["slow-query"].text)
        assert "visits-doubled" in me.now.causes["slow-query"].because
        await _undone(me, before)
        before = await _do(me, "visits-doubled", "L", me.now.causes["slow-query"].text)
        assert "visits-doubled" not in me.now.causes["slow-query"].because
        assert "visits-doubled" in me.now.causes["pool-exhausted"].because
        await _undone(me, before)


async def test_join(folder: Path) -> None:
    """`j` makes two causes one, with the evidence and links of both."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "roll-back-waited", "j", me.now.causes["network-loss"].text)
        assert "network-loss" not in me.now.causes
        joined = me.now.causes["roll-back-waited"]
        assert set(joined.evidence) == {"pipeline-queue", "network-probe"}
        assert "roll-back-waited" in me.now.causes["pool-exhausted"].because
        await _undone(me, before)


async def test_split(folder: Path) -> None:
    """`s` makes two causes of one that says two things; without a bar it says what is wanted."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("each-pod-own-pool")
        await me.press("s")
        await me.answer("Each pod opens forty connections")
        assert "Put a bar" in me.complaint
        await me.press("escape")
        before = await _do(
            me, "each-pod-own-pool", "s", "Each pod opens forty connections | The limit is 500"
        )
        texts = {cause.text for cause in me.now.causes.values()}
        assert {"Each pod opens forty connections", "The limit is 500"} <= texts
        await _undone(me, before)


async def test_delete(folder: Path) -> None:
    """Delete takes the cause out, keeps what stood behind it, and says how to get it back."""
    async with seated(folder, step="analysis") as me:
        before = await _do(me, "slow-query", "delete")
        assert "slow-query" not in me.now.causes
        assert "index-missing" in me.now.causes
        assert "ctrl+z" in me.said
        await _undone(me, before)
        assert me.drawing.chosen in me.now.causes


async def test_all_the_way_back_and_forth(folder: Path) -> None:
    """Undo has no limit: many deeds, as many undos to the start, as many redos to the end."""
    async with seated(folder, step="analysis") as me:
        start = me.now
        await me.cursor("connection-leak")
        for _ in range(3):
            await me.press("x", "c")
        await me.press("r")
        await me.answer("Other words")
        await me.press("D")
        end, many = me.now, len(me.desk.session.done)
        assert many == 8
        await me.press(*["ctrl+z"] * many)
        assert me.now == start == me.on_disk()
        await me.press("ctrl+z")
        assert "Nothing to undo" in me.said
        await me.press(*["ctrl+y"] * many)
        assert me.now == end == me.on_disk()
        await me.press("ctrl+y")
        assert "Nothing to redo" in me.said


async def test_the_cursor_is_kept(folder: Path) -> None:
    """Through another method, another step, an undo: the cursor stays on its cause."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("slow-query")
        await me.press("m")
        assert me.desk.lens == "fishbone"
        assert me.drawing.chosen == "slow-query"
        await me.press("M")
        assert me.desk.lens == "five-whys"
        assert me.drawing.chosen == "slow-query"
        await me.press("c", "ctrl+z")
        assert me.drawing.chosen == "slow-query"
        await me.press("3", "escape", "4", "escape")
        assert me.desk.step == "analysis"
        assert me.drawing.chosen == "slow-query"


async def test_enter_asks_about_the_cause(folder: Path) -> None:
    """The first open question about it, else one more why."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("enter")
        assert me.panel.has_focus_within
        asked = me.desk.asked()
        assert asked is not None
        assert asked.question.about[0].rpartition(".")[2] == "visits-doubled"


async def test_keys_say_what_they_need() -> None:
    """On an empty drawing a key that needs a cause says so and changes nothing."""
    async with seated(empty(), step="analysis") as me:
        for what in ("gate", "confirm", "link", "delete", "evidence", "action", "split"):
            await me.do(what)
            assert me.said, what
            assert not me.desk.own, what
        assert me.desk.session.done == []
