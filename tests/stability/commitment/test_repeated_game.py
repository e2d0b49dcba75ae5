"""What makes a ceasefire hold, against the play itself: exact values of the stated strategies, and simulated ones."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.stability.commitment import Game, least

PLAIN = Game(comply=5, cheat=8, war=2, discount=0.8, detection=0.3, false_alarm=0.05, sanction=5)


def played_exactly(game: Game) -> tuple[float, float]:
    """Keeping it, and cheating once: the values of the states "ceasefire" and "n-th period of the sanction"."""
    periods = int(game.sanction)
    size = periods + 1
    move, pay = np.zeros((size, size)), np.full(size, game.fought)
    pay[0] = game.kept
    move[0, 0], move[0, 1] = 1 - game.false_alarm, game.false_alarm
    for n in range(1, size):
        move[n, n + 1 if n < periods else 0] = 1
    value = np.linalg.solve(np.eye(size) - game.discount * move, pay)
    cheated = game.cheat + game.discount * ((1 - game.detection) * value[0] + game.detection * value[1])
    return float(value[0]), float(cheated)


def simulated(game: Game, draws: int = 40_000, periods: int = 60) -> tuple[float, float]:
    """What cheating once gains over keeping it, in play with the same luck, and its standard error."""
    luck = np.random.default_rng(7).random((periods, draws))

    def play(*, cheats: bool) -> np.ndarray:
        left, total = np.zeros(draws, dtype=int), np.zeros(draws)
        for n in range(periods):
            peace = left == 0
            cheating = cheats and n == 0
            pay = np.where(peace, game.cheat if cheating else game.kept, game.fought)
            total += game.discount**n * pay
            alarm = peace & (luck[n] < (game.detection if cheating else game.false_alarm))
            left = np.where(alarm, int(game.sanction), np.maximum(0, left - 1))
        return total

    gain = play(cheats=True) - play(cheats=False)
    return float(gain.mean()), float(gain.std() / math.sqrt(draws))


numbers = st.builds(
    Game,
    comply=st.floats(0, 5),
    cheat=st.floats(5, 10),
    war=st.floats(-5, 0),
    discount=st.floats(0.05, 0.97),
    detection=st.floats(0.3, 1),
    false_alarm=st.floats(0, 0.29),
    sanction=st.integers(1, 30),
    reward=st.floats(0, 1),
    penalty=st.floats(0, 2),
)


@settings(max_examples=80, deadline=None)
@given(numbers)
def test_the_condition_says_exactly_when_keeping_it_beats_cheating_once(game):
    kept, cheated = played_exactly(game)
    assert game.margin == pytest.approx(kept - cheated, abs=1e-8)


@settings(max_examples=80, deadline=None)
@given(numbers, st.sampled_from(["detection", "discount", "reward", "penalty"]))
def test_just_above_a_threshold_it_holds_and_just_below_it_does_not(game, what):
    found = least(game, what)
    assume(0.001 < found < (0.999 if what in {"detection", "discount"} else math.inf))
    step = 1e-4 * max(1.0, found)
    above, below = (replace(game, **{what: found + sign * step}) for sign in (1, -1))
    kept, cheated = played_exactly(above)
    assert kept > cheated
    kept, cheated = played_exactly(below)
    assert kept < cheated


def test_a_sanction_of_the_least_length_suffices_and_one_period_less_does_not():
    rng = np.random.default_rng(4)
    looked = 0
    while looked < 40:
        game = replace(
            PLAIN,
            cheat=float(rng.uniform(5.5, 9)),
            discount=float(rng.uniform(0.6, 0.97)),
            detection=float(rng.uniform(0.2, 1)),
        )
        found = least(game, "sanction")
        if not 1 < found < 200:
            continue
        looked += 1
        kept, cheated = played_exactly(replace(game, sanction=found))
        assert kept >= cheated - 1e-7
        kept, cheated = played_exactly(replace(game, sanction=found - 1))
        assert kept < cheated


@pytest.mark.parametrize("what", ["detection", "reward", "penalty"])
def test_simulated_play_agrees_on_both_sides_of_the_threshold(what):
    enough = least(PLAIN, what)
    for share, better in ((1.1, False), (0.9, True)):
        gain, error = simulated(replace(PLAIN, **{what: share * enough}))
        assert (gain > 0) is better
        assert abs(gain) > 3 * error


def test_with_perfect_monitoring_and_no_end_the_discount_is_the_grim_trigger_s():
    game = Game(comply=3, cheat=5, war=1, discount=0.5, detection=1, false_alarm=0, sanction=math.inf)
    assert least(game, "discount") == pytest.approx((5 - 3) / (5 - 1))
    assert least(game, "detection") == pytest.approx((1 - 0.5) * (5 - 3) / (0.5 * (3 - 1)))


def test_without_false_alarms_and_without_end_penalty_and_reward_have_their_short_forms():
    game = Game(comply=3, cheat=6, war=1, discount=0.6, detection=0.5, false_alarm=0, sanction=math.inf)
    assert least(game, "penalty") == pytest.approx(0.4 * 3 / (0.6 * 0.5) - 2)
    assert least(game, "reward") == pytest.approx((0.4 * 6 + 0.6 * 0.5 * 1) / (0.4 + 0.6 * 0.5) - 3)


def test_where_an_alarm_says_nothing_only_the_reward_can_make_it_hold():
    game = replace(PLAIN, detection=0.1, false_alarm=0.1)
    assert math.isinf(least(game, "penalty"))
    assert math.isinf(least(game, "sanction"))
    assert least(game, "reward") == game.cheat - game.comply


def test_where_war_is_no_worse_than_the_ceasefire_no_monitoring_suffices():
    assert math.isinf(least(replace(PLAIN, war=7), "detection"))


def test_where_cheating_gains_nothing_no_threshold_is_needed():
    game = replace(PLAIN, cheat=5)
    assert game.holds
    assert {least(game, what) for what in ("detection", "discount", "sanction", "reward", "penalty")} == {0.0}
