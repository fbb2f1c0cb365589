"""Others write while one answers: what they wrote stays, and what one answers fits it."""

from pathlib import Path

import pytest
from app_driver import Seat, seated

from rcakit.change import Change, DeleteCause, Drop, Edit, Link, Put, Skip
from rcakit.model import TABLES, Action, Cause, Evidence, things
from rcakit.session import Session


async def _others(me: Seat, *changes: Change) -> None:
    """Somebody else makes changes, and the app takes them in."""
    session = Session.open(me.desk.session.folder)
    for change in changes:
        session.apply(change)
    session.save()
    me.bench.watch_disk()
    await me.settle()


async def test_the_question_i_am_answering_is_answered_by_them(folder: Path) -> None:
    """It stays under my hands with what I typed, and the next keys are no answer to another."""
    async with seated(folder, step="analysis") as me:
        await me.press("tab")
        asked = me.asked
        await me.type("they had tried")
        await _others(me, Skip(asked, "nobody knows"))
        assert "answered by somebody else meanwhile" in me.said
        assert (me.asked, me.typed) == (asked, "they had tried")
        await me.type(" it on a copy")
        assert me.typed == "they had tried it on a copy"
        await me.press("enter")
        assert "they had tried it on a copy" in (folder / "causes.toml").read_text("utf-8")


async def test_an_earlier_question_is_open_again(folder: Path) -> None:
    """What I am writing stays at hand, and nothing has to be said."""
    first = "five-whys/known/tried-on-small-copy"
    async with seated(folder, step="analysis") as me:
        assert me.asked == first
        me.desk.apply(Skip(first, "nobody knows"))
        me.bench.save()
        await me.bench.draw()
        await me.settle()
        await me.press("tab")
        asked = me.asked
        assert asked != first
        await me.type("half a th")
        await _others(me, Skip(first, None))
        assert (me.asked, me.typed) == (asked, "half a th")
        assert "answered by somebody else" not in me.said


async def test_evidence_of_both(folder: Path) -> None:
    """They name evidence of the cause I am naming evidence of."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("e")
        had = me.now.causes["visits-doubled"].evidence
        fields = {"evidence": (*had, "pool-wait")}
        await _others(me, Edit("cause", "visits-doubled", fields))
        await me.answer("Graph of visits")
        assert me.on_disk().causes["visits-doubled"].evidence == (*had, "pool-wait", "graph-visits")


async def test_the_same_evidence_of_both(folder: Path) -> None:
    """It is named once."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("e")
        had = me.now.causes["visits-doubled"].evidence
        fields = {"evidence": (*had, "pool-wait")}
        await _others(me, Edit("cause", "visits-doubled", fields))
        await me.answer(me.now.evidence["pool-wait"].title)
        assert me.now.causes["visits-doubled"].evidence == (*had, "pool-wait")


async def test_an_action_of_both(folder: Path) -> None:
    """They let an action act on another cause while I let it act on this one."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("t")
        had = me.now.actions["mend-runbook"].addresses
        fields = {"addresses": (*had, "slow-query")}
        await _others(me, Edit("action", "mend-runbook", fields))
        await me.answer(me.now.actions["mend-runbook"].title)
        after = me.on_disk().actions["mend-runbook"].addresses
        assert after == (*had, "slow-query", "visits-doubled")


@pytest.mark.parametrize(
    ("step", "key", "item"),
    [
        ("actions", "n", Action(title="Sleep more", owner="Bea")),
        ("evidence", "n", Evidence(title="Sleep more", kind="log")),
        ("analysis", "t", Action(title="Sleep more", owner="Bea")),
        ("analysis", "e", Evidence(title="Sleep more", kind="log")),
        ("analysis", "s", Cause(text="Sleep more and longer")),
        ("analysis", "w", Cause(text="Sleep, more")),
    ],
)
async def test_a_new_thing_of_the_same_words(
    folder: Path, step: str, key: str, item: object
) -> None:
    """Theirs keeps its id and all that it says; mine gets another."""
    table = next(name for name, one in TABLES.items() if isinstance(item, one.item))
    async with seated(folder, step=step) as me:
        await me.press("escape")
        if step == "analysis":
            await me.cursor("visits-doubled")
        await me.press(key)
        await _others(me, Put(table, "sleep-more", item))
        await me.answer("One | Sleep more" if key == "s" else "Sleep more")
        assert me.complaint == ""
        found = things(me.on_disk(), table)
        assert found["sleep-more"] == item
        assert "sleep-more-2" in found


@pytest.mark.parametrize("key", ["e", "t", "w", "s", "r"])
async def test_what_one_answers_about_is_deleted(folder: Path, key: str) -> None:
    """A sentence says so, and what was typed stays."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press(key)
        await _others(me, DeleteCause("visits-doubled"))
        await me.answer("One | other")
        assert "There is no cause named" in me.complaint
        assert me.typed == "One | other"


async def test_an_option_is_deleted(folder: Path) -> None:
    """Choosing it is refused with a sentence."""
    async with seated(folder, step="analysis") as me:
        await me.cursor("visits-doubled")
        await me.press("t")
        await me.type("runbook")
        await me.press("down")
        await _others(me, Drop("action", "mend-runbook"))
        await me.press("enter")
        assert "There is no action named 'mend-runbook' any more." in me.complaint


async def test_a_question_of_the_guide_asked_again(folder: Path) -> None:
    """It answers for the postmortem as it is by then, also where a person had asked it."""
    async with seated(folder, step="analysis") as me:
        question = next(
            one
            for one in me.desk.questions()
            if not one.done and one.about and one.id.startswith("five-whys/")
        )
        me.desk.ask(question)
        asked = me.desk.asked()
        assert asked is not None
        assert asked.question is question
        await _others(me, Link("visits-doubled", "index-missing"))
        again = me.desk.asked()
        assert again is not None
        assert again.question.id == question.id
        assert again.question is next(one for one in me.desk.questions() if one.id == question.id)
