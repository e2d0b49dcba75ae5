"""Answering a proposal, and opening all answers together once the last one is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import PrivateKey, PublicKey, open_box, seal_box
from goodoffices.talks.access.viewer import current_viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.adoption import ALLOWED, Given, is_adopted
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.proposals import laid_down_info, people_of, share_info, waiting
from goodoffices.talks.domain.splitting import (
    LONGEST_WORDS,
    answer_of_ones_own,
    closed_answer,
    joined,
    opened_answer,
    own_box,
)
from goodoffices.talks.models import Answer, Outcome, Proposal

__all__ = ["answer_proposal", "own_answer"]


@all_or_nothing
def answer_proposal(*, proposal: Proposal, verdict: str, words: str) -> None:
    """Answer for one's party, or change the answer. When it was the last one missing, all are opened at once.

    No entry is made in the log before the opening: that one has answered is nobody's to know until then.
    Raises TalksError when the proposal is not waiting, or the party may not say this.
    """
    found = waiting(proposal)
    answer = _of_my_party(found)
    _check(answer, verdict, words)
    _lay_down(found, answer)
    viewer = current_viewer()
    content = {"verdict": verdict, "words": words, "seat": viewer.seat_id}
    closed_answer(answer, content, PublicKey(bytes(found.public_key)), people_of(answer.party))
    answer.save(update_fields=["closed", "secret", "copies", "laid_down"])
    with looking_as_the_system():
        answers = list(Answer.objects.filter(proposal_id=found.pk).select_related("party"))
    key = _key(found, answers)
    if key is not None:
        _open(found, answers, key)


def own_answer(proposal: Proposal) -> dict[str, str]:
    """What one's own party has said so far: `verdict` (empty when nothing yet) and `words`; nothing when closed."""
    viewer = current_viewer()
    answer = Answer.objects.filter(proposal_id=proposal.pk, party_id=viewer.party_id).first()
    if answer is None or viewer.keyring.own is None:
        return {}
    return answer_of_ones_own(answer, viewer.keyring.own) or {}


def _of_my_party(proposal: Proposal) -> Answer:
    answer = Answer.objects.filter(proposal_id=proposal.pk).select_related("party").first()
    if answer is None or current_viewer().is_mediator():
        raise TalksError.of(_("your party is not asked"), remedy=_("only those addressed answer"))
    return answer


def _check(answer: Answer, verdict: str, words: str) -> None:
    if verdict not in ALLOWED[answer.standing]:
        raise TalksError.of(_("your party cannot answer so"), remedy=_("only guarantors may abstain"))
    if verdict == Answer.Verdict.AMEND and not words.strip():
        raise TalksError.of(_("the amendment is missing"), remedy=_("write what would have to be different"))
    if len(words) > LONGEST_WORDS:
        raise TalksError.of(
            _("these are more than %(most)d characters") % {"most": LONGEST_WORDS}, remedy=_("say it in fewer words")
        )


def _lay_down(proposal: Proposal, answer: Answer) -> None:
    """Give the party's share for opening. The first of its people to answer must hold it; later it lies there."""
    if own_answer(proposal).get("verdict"):
        return
    viewer = current_viewer()
    try:
        if viewer.keyring.own is None or viewer.member_id not in answer.shares:
            raise SealError.of(_("no share"))
        share = own_box(answer.shares, viewer.member_id, viewer.keyring.own, share_info(answer))
    except SealError as error:
        raise TalksError.of(
            _("you do not hold your party's part of the key to this proposal"),
            remedy=_("somebody who sat for your party when it was made has to answer, or the mediator makes it anew"),
        ) from error
    to = PublicKey(bytes(proposal.lock.public_key))
    answer.laid_down = seal_box(share, to, laid_down_info(answer))


def _key(proposal: Proposal, answers: Sequence[Answer]) -> PrivateKey | None:
    """The proposal's private key, when every share has been laid down."""
    key = current_viewer().keyring.lock_key(proposal.lock_id)
    shares = [open_box(bytes(answer.laid_down), key, laid_down_info(answer)) for answer in answers]
    return joined(shares, PublicKey(bytes(proposal.public_key)))


def _open(proposal: Proposal, answers: Sequence[Answer], key: PrivateKey) -> None:
    """All answers at once, in the order of the parties' list, so that nothing tells who was last."""
    for answer in answers:
        _unseal(answer, opened_answer(answer, key))
    given = [Given(answer.party_id, answer.standing, answer.verdict) for answer in answers]
    outcome = Outcome(room=proposal.room, proposal=proposal, adopted=is_adopted(given))
    if proposal.shows_answers:
        outcome.answers = [{"party": one.party_id, "verdict": one.verdict, "words": one.words} for one in answers]
    outcome.save(force_insert=True)
    proposal.state, proposal.ended = Proposal.State.OPENED, timezone.now()
    proposal.save(update_fields=["state", "ended"])
    for answer in answers:
        with looking_as(replace(current_viewer(), system=True, seat_id=answer.author_id)):
            record_act("answer.give", process_id=proposal.process_id, on=answer)
    with looking_as_the_system():
        record_act("proposal.open", process_id=proposal.process_id, on=proposal)


def _unseal(answer: Answer, content: dict[str, str]) -> None:
    """From the proposal's key to the lock of the party's caucus."""
    answer.sealed = b""
    answer.__dict__.pop("_contents", None)
    answer.verdict, answer.words, answer.author_id = content["verdict"], content["words"], content["seat"]
    answer.closed = answer.secret = answer.laid_down = b""
    answer.copies, answer.shares = [], {}
    answer.save()
