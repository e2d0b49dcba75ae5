"""A negotiation played at random against an independent telling of the rules."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.talks.proposing import WHO, now, proposed, rows, say

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.answers import own_answer
from goodoffices.talks.domain.proposals import clear_lapsed, withdraw_proposal
from goodoffices.talks.models import Entry, Outcome, Proposal

GUARANTORS = {"east"}
VERDICTS = st.sampled_from(["accept", "amend", "abstain", "refuse"])


class Negotiation(RuleBasedStateMachine):
    """One proposal after another; what was said is kept here in the clear."""

    world = None

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.proposal: Proposal | None = None
        self.state = "none"
        self.left = 0  # lapsed ones whose answers nobody has deleted yet

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        transaction.set_rollback(False)

    def entries(self) -> int:
        with looking_as_the_system():
            return Entry.objects.count()

    @precondition(lambda self: self.state != "waiting")
    @rule(
        parties=st.sets(st.sampled_from(sorted(WHO)), min_size=1).filter(lambda names: names - GUARANTORS),
        shown=st.booleans(),
    )
    def propose(self, parties: set[str], shown: bool) -> None:
        self.proposal = proposed(self.world, *parties, shows_answers=shown)
        self.said: dict[str, str] = {}
        self.asked, self.state, self.logged = parties, "waiting", self.entries()

    @precondition(lambda self: self.proposal)
    @rule(party=st.sampled_from(sorted(WHO)), verdict=VERDICTS, words=st.sampled_from(["", "in spring"]))
    def answer(self, party: str, verdict: str, words: str) -> None:
        allowed = self.state == "waiting" and party in self.asked
        allowed = allowed and (verdict != "abstain" or party in GUARANTORS) and (verdict != "amend" or bool(words))
        if not allowed:
            with pytest.raises(TalksError):
                say(self.world, self.proposal, party, verdict, words)
            return
        say(self.world, self.proposal, party, verdict, words)
        self.said[party] = verdict
        if set(self.said) == self.asked:
            self.state = "opened"

    @precondition(lambda self: self.state == "waiting")
    @rule()
    def withdraw(self) -> None:
        with looking_as(self.world.viewer("mediator")):
            withdraw_proposal(self.proposal)
        self.state = "withdrawn"

    @precondition(lambda self: self.state == "waiting")
    @rule(cleared=st.booleans())
    def deadline(self, cleared: bool) -> None:
        with looking_as_the_system():
            past = timezone.now() - dt.timedelta(seconds=1)
            Proposal.objects.filter(pk=self.proposal.pk).update(deadline=past)
        if cleared:
            assert clear_lapsed(self.world.process.pk) == 1 + self.left
        self.left = 0 if cleared else self.left + 1
        self.state = "lapsed"

    @invariant()
    def it_stands_where_the_reference_says(self) -> None:
        if self.proposal:
            assert now(self.proposal).now == self.state

    @invariant()
    def each_party_reads_back_its_own_answer_and_the_log_is_silent_while_it_waits(self) -> None:
        if self.state != "waiting":
            return
        assert self.entries() == self.logged
        assert not any(row.author_id or row.verdict_is_known for row in self.plain_rows())
        for party in self.asked:
            with looking_as(self.world.viewer(WHO[party])):
                assert own_answer(self.proposal)["verdict"] == self.said.get(party, "")

    def plain_rows(self):
        with looking_as(self.world.viewer("mediator")):
            for row in rows(self.proposal):
                row.verdict_is_known = bool(row.verdict)
                yield row

    @invariant()
    def the_result_is_that_of_the_rule(self) -> None:
        if not self.proposal:
            return
        with looking_as_the_system():
            outcomes = list(Outcome.objects.filter(proposal_id=self.proposal.pk))
        assert len(outcomes) == (self.state == "opened")
        if outcomes:
            carries = {name: {"accept", "abstain"} if name in GUARANTORS else {"accept"} for name in self.said}
            fits = all(said in carries[name] for name, said in self.said.items())
            with looking_as(self.world.viewer("mediator")):
                assert outcomes[0].adopted is fits


@pytest.mark.long
def test_however_a_negotiation_goes_it_keeps_its_promises(table):
    Negotiation.world = table
    run_state_machine_as_test(
        Negotiation,
        settings=settings(
            max_examples=15,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
