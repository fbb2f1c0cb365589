"""Every quantity against trying every fall of every chance."""

from __future__ import annotations

from math import fsum, inf, log2

import attrs
import pytest
from causal_nets import cases, chances_of, falls, joint, nets, so, weighed, worlds
from hypothesis import HealthCheck, assume, given, settings

from rcakit_bayes_net.case import Case, posteriors
from rcakit_bayes_net.engine.inference import Impossible
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.expansion import explaining, network
from rcakit_bayes_net.net import Full, Join, Number, Root
from rcakit_bayes_net.observations import vectors
from rcakit_bayes_net.results.bar import scaled
from rcakit_bayes_net.results.best import explanation
from rcakit_bayes_net.results.checks import checks, targets
from rcakit_bayes_net.results.conflict import conflicts
from rcakit_bayes_net.results.contradiction import clash
from rcakit_bayes_net.results.counterfactual import counterfactuals
from rcakit_bayes_net.results.moves import moves
from rcakit_bayes_net.results.support import ruled_out
from rcakit_bayes_net.results.tornado import tornado
from rcakit_bayes_net.structure import spelled_out

FILTERS = [HealthCheck.filter_too_much, HealthCheck.too_slow]
LAW = settings(max_examples=80, deadline=None, suppress_health_check=FILTERS)
RARE = settings(max_examples=40, deadline=None, suppress_health_check=FILTERS)
CLOSE = {"rel": 1e-9, "abs": 1e-12}


def entropy(chance):
    """That of something that is so with a probability."""
    return -sum(v * log2(v) for v in (chance, 1.0 - chance) if v > 0.0)


def possible(case):
    """The weighed worlds, where what was observed can be."""
    table = weighed(case.net, joint(case.net), case.observed)
    assume(fsum(table.values()) > 1e-9)
    return table


@given(nets(most=9, chances=9))
@LAW
def test_all_three_ways_to_make_tables_agree(net):
    """In one table, in a chain of hidden variables, and with the noise spelled out."""
    table = joint(net)
    expected = {name: so(net, table, name) for name in net.things}
    for made in (
        network(net),
        network(net, whole=True),
        explaining(net),
        Network.of(spelled_out(net)),
    ):
        found = posteriors(made, {})
        for name, chance in expected.items():
            assert found[name][0] == pytest.approx(chance, **CLOSE)


@given(cases())
@LAW
def test_posteriors_and_the_probability_of_what_was_observed(case):
    """Every cause, before and after; what cannot be is said so."""
    table = joint(case.net)
    after = weighed(case.net, table, case.observed)
    total = fsum(after.values())
    assert case.possible(case.observed) is (total > 0.0)
    if total > 0.0:
        assert 2.0 ** case.bits(case.observed) == pytest.approx(total, **CLOSE)
    if total <= 0.0:
        with pytest.raises(Impossible):
            _ = case.posterior
        return
    for name in case.net.things:
        assert case.so(case.prior, name) == pytest.approx(so(case.net, table, name), **CLOSE)
        assert case.so(case.posterior, name) == pytest.approx(so(case.net, after, name), **CLOSE)


@given(cases())
@LAW
def test_moves_are_the_posterior_with_and_without(case):
    """Each observation left out once; what did not move is not listed."""
    after = possible(case)
    found = {(move.observation, move.cause): move for move in moves(case)}
    for one in case.observed:
        others = [other for other in case.observed if other is not one]
        before = weighed(case.net, joint(case.net), others)
        for name in case.net.things:
            pair = so(case.net, before, name), so(case.net, after, name)
            move = found.get((one, name))
            if move is None:
                assert pair[0] == pytest.approx(pair[1], abs=1e-11)
                continue
            assert (move.without, move.posterior) == pytest.approx(pair, **CLOSE)
            if 1e-9 < pair[0] < 1 - 1e-9 and 1e-9 < pair[1] < 1 - 1e-9:
                odds = [log2(chance / (1.0 - chance)) for chance in pair]
                assert move.bits == pytest.approx(odds[1] - odds[0], rel=1e-6, abs=1e-9)


@given(cases())
@LAW
def test_a_check_is_worth_the_fall_of_entropy_one_expects(case):
    """Of every open root cause, averaged over the answers the check may give."""
    after = possible(case)
    wanted = targets(case)
    names = list(case.net.things)
    found, left = checks(case)
    assert not left
    for check in found:
        place = names.index(check.cause)
        falls_by = 0.0
        for target in wanted:
            falls_by += entropy(so(case.net, after, target))
            for answer in (True, False):
                part = {key: value for key, value in after.items() if key[place] is answer}
                share = fsum(part.values()) / fsum(after.values())
                if share > 0.0:
                    falls_by -= share * entropy(so(case.net, part, target))
        assert check.gain == pytest.approx(falls_by, abs=1e-9)
    assert found == sorted(found, key=lambda check: -check.gain)
    uncertain = {name for name in case.open if entropy(so(case.net, after, name)) > 1e-12}
    assert uncertain <= {check.cause for check in found}


@given(cases())
@LAW
def test_the_explanation_is_the_likeliest_world_and_says_its_ties(case):
    """No world of all causes is likelier; the margins are those to the best of the others."""
    after = possible(case)
    best = max(after.values())
    found = explanation(case)
    key = tuple(found.states[name] == "true" for name in case.net.things)
    assert after[key] == pytest.approx(best, **CLOSE)
    assert found.chance == pytest.approx(best / fsum(after.values()), **CLOSE)
    for place, name in enumerate(case.net.things):
        others = [value for other, value in after.items() if other[place] is not key[place]]
        rest = max(others, default=0.0)
        assert found.margins[name] == (pytest.approx(best / rest, rel=1e-9) if rest else inf)
        assert (name in found.ties) is (rest >= best * (1 - 1e-9))


@given(cases())
@LAW
def test_conflict_is_how_much_likelier_apart_than_together(case):
    """Over all observations, and each against the rest."""
    after = possible(case)
    table = joint(case.net)
    found = list(conflicts(case))
    if len(case.observed) < 2:
        assert not found
        return

    def chance(observed):
        return fsum(weighed(case.net, table, observed).values())

    apart = sum(log2(chance([one])) for one in case.observed)
    assert found[0].bits == pytest.approx(apart - log2(fsum(after.values())), abs=1e-9)
    for one, conflict in zip(case.observed, found[1:], strict=True):
        rest = [other for other in case.observed if other is not one]
        bits = log2(chance([one])) + log2(chance(rest)) - log2(fsum(after.values()))
        assert conflict.observation is one
        assert conflict.bits == pytest.approx(bits, abs=1e-9)


@given(cases(tables=False))
@LAW
def test_what_might_have_been_has_the_same_chances(case):
    """Each fall of the chances that fits what is known, run again without the cause."""
    possible(case)
    problem = list(case.net.things)[-1]
    found, left = counterfactuals(case, problem)
    assert not left
    for one in found:
        fits = still = 0.0
        for fallen, weight in falls(case.net):
            ((world, _),) = worlds(case.net, fallen)
            if not (world[one.cause] and world[problem]):
                continue
            fitting = weight
            for seen in case.observed:
                fitting *= seen.vector[0 if world[seen.cause] else 1]
            ((other, _),) = worlds(case.net, fallen, {one.cause: False})
            fits += fitting
            still += fitting * other[problem]
        assert one.still == pytest.approx(still / fits, **CLOSE)
        assert one.seen is (one.cause in case.settled)


@given(cases())
@LAW
def test_what_might_have_been_is_refused_where_a_table_hides_its_chances(case):
    """Only then, and the cause with the table is named."""
    possible(case)
    problem = list(case.net.things)[-1]
    for one in counterfactuals(case, problem)[0]:
        if one.still is None:
            own = case.net.things[one.refused].mechanism
            assert isinstance(own, Full)
            assert not own.certain


def with_number(net, key, value):
    """The network with one of its chances altered."""
    name, part, behind = key
    own = net.things[name].mechanism
    number = Number(value)
    if isinstance(own, Root):
        own = Root(number)
    elif part == "strength":
        place = own.behind.index(behind)
        own = attrs.evolve(
            own, strengths=(*own.strengths[:place], number, *own.strengths[place + 1 :])
        )
    else:
        own = attrs.evolve(own, **{part: number})
    return attrs.evolve(
        net, things={**net.things, name: attrs.evolve(net.things[name], mechanism=own)}
    )


@given(cases(tables=False))
@LAW
def test_the_tornado_is_the_answer_with_each_number_altered(case):
    """A third and three times the odds, and the slope between neighbours."""
    possible(case)
    target = next(iter(case.net.things))
    answer = case.so(case.posterior, target)
    assume(answer > 1e-9)
    found, _ = tornado(case, target, 0)
    told = {(bar.cause, bar.part, bar.behind): bar for bar in found}
    for key, value in chances_of(case.net):
        if not 0.0 < value < 1.0:
            assert key not in told
            continue
        bar = told[key]

        def at(x, key=key):
            changed = Case(with_number(case.net, key, x), case.observed)
            return changed.so(changed.posterior, target)

        assert bar.low == pytest.approx(at(scaled(value, 1 / 3)), rel=1e-7, abs=1e-10)
        assert bar.high == pytest.approx(at(scaled(value, 3)), rel=1e-7, abs=1e-10)
        step = 1e-5
        slope = (at(value + step) - at(value - step)) / (2 * step)
        assert bar.slope == pytest.approx(slope, rel=1e-3, abs=1e-5)
    for one in case.observed:
        if one.by_ratio:
            bar = told[one.cause, "likelihood", one.evidence]
            vector = tuple(v * factor for v, factor in zip(one.vector, (3, 1), strict=True))
            other = tuple(
                attrs.evolve(seen, vector=vector) if seen is one else seen for seen in case.observed
            )
            changed = Case(case.net, other)
            expected = changed.so(changed.posterior, target)
            assert bar.high == pytest.approx(expected, rel=1e-7, abs=1e-10)


@given(cases())
@LAW
def test_the_tornado_of_tables_alters_one_number_and_scales_its_row(case):
    """The same answers as the network with that row written anew."""
    possible(case)
    target = next(iter(case.net.things))
    assume(case.so(case.posterior, target) > 1e-9)
    for bar in tornado(case, target, 0)[0]:
        if bar.part != "table":
            continue
        thing = case.net.things[bar.cause]
        row, place = bar.row
        assert place == 0
        for times, expected in ((1 / 3, bar.low), (3, bar.high)):
            x = scaled(bar.number.value, times)
            rows = list(thing.mechanism.rows)
            rows[row] = (x, 1.0 - x)
            own = attrs.evolve(thing, mechanism=attrs.evolve(thing.mechanism, rows=tuple(rows)))
            changed = Case(
                attrs.evolve(case.net, things={**case.net.things, bar.cause: own}), case.observed
            )
            assert expected == pytest.approx(
                changed.so(changed.posterior, target), rel=1e-7, abs=1e-10
            )


@given(cases())
@RARE
def test_a_clash_is_impossible_and_as_small_as_can_be(case):
    """Without any one of it the rest can be so."""
    table = joint(case.net)
    assume(fsum(weighed(case.net, table, case.observed).values()) <= 0.0)

    def can_be(observed):
        return fsum(weighed(case.net, table, observed).values()) > 0.0

    found = clash(case.observed, case.possible)
    assert found
    assert not can_be(found)
    assert all(can_be([one for one in found if one is not left]) for left in found)


@given(cases())
@LAW
def test_what_is_plainly_impossible_is_impossible(case):
    """Without a probability being worked out; it never cries wolf."""
    total = fsum(weighed(case.net, joint(case.net), case.observed).values())
    if ruled_out(case.network, vectors(case.observed)):
        assert total <= 0.0


def test_a_join_of_many_keeps_its_tables_small():
    """Thirty becauses make no table of a billion rows, whatever the gate."""
    from rcakit.model import Gate
    from rcakit_bayes_net.net import Net, Thing

    names = tuple(f"c{number}" for number in range(30))
    for gate in Gate:
        things = {one: Thing(("true", "false"), ("true",), Root(Number(0.3))) for one in names}
        own = Join(gate, 3, names, (Number(0.8),) * 30, Number(0.9), Number(0.05))
        things["top"] = Thing(("true", "false"), ("true",), own)
        found = Case(Net(things)).network
        assert max(len(one.table) for one in found.variables.values()) <= 64
