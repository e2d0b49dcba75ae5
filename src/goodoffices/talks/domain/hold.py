"""Stability models on the mediator's desk: begun from a package, changed in words or as a text, asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from goodoffices.dossier import Text, branch_parts, open_tree
from goodoffices.errors import TalksError, UserError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.jobs.acts import start_job
from goodoffices.talks.domain.jobs.hold_work import FILE
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import (
    DeskHosts,
    DeskStability,
    Job,
    JobResult,
    Process,
    Proposal,
    Room,
    Seat,
    SharedPackage,
    TextVersion,
)
from goodoffices.talks.models.base import new_id

if TYPE_CHECKING:
    from goodoffices.stability.model import Model

__all__ = [
    "MOST_OPTIONS",
    "MOST_STATES",
    "Candidate",
    "ask_hold",
    "begin_model",
    "candidates",
    "newest_models",
    "parse_desk_model",
    "run_about",
    "versions_of_model",
    "write_model",
]

LONGEST = 200_000
MOST_OPTIONS = 12
"""Options of a model that is worked out here: with more, the states would keep the server from its pages."""
MOST_STATES = 2**MOST_OPTIONS


@dataclass(frozen=True)
class Candidate:
    """A package that a model can be begun from: what it is (`dossier`, `shown`, `proposal`, `text`), its title, and an
    option for each issue that it settles."""

    key: str
    kind: str
    title: str
    package: tuple[tuple[str, str], ...]


def candidates(process: Process) -> list[Candidate]:
    """The packages at hand that fit the case as it is: of the dossier, shown, proposed, and those that the clauses of a
    version of a text settle. None where there is no case that the viewer can open."""
    try:
        dossier = case_dossier(process)
    except UserError:
        return []
    fits = {issue.id: {option.id for option in issue.options} for issue in dossier.issues}
    found = [Candidate(f"dossier.{text.id}", "dossier", text.title or text.id, text.package) for text in dossier.texts]
    found += [one for one in _of_the_table() if all(option in fits.get(issue, ()) for issue, option in one.package)]
    return [one for one in found if one.package]


def _of_the_table() -> Iterator[Candidate]:
    for shared in SharedPackage.objects.filter(withdrawn=None):
        if shared.is_open():
            yield Candidate(f"shown.{shared.pk}", "shown", shared.title, tuple(shared.package.items()))
    for proposal in Proposal.objects.all():
        if proposal.is_open():
            yield Candidate(f"proposal.{proposal.pk}", "proposal", proposal.title, _pairs(proposal.package))
    for version in TextVersion.objects.filter(copy_of=None):
        if version.is_open():
            settled = {one.issue: one.option for one in version.wording.clauses if one.issue and one.option}
            title = f"{version.wording.title} ({version.number})"
            yield Candidate(f"text.{version.pk}", "text", title, tuple(settled.items()))


def _pairs(package: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((issue, option) for issue, option in package)


def begin_model(*, process: Process, author: Seat, candidate: Candidate) -> DeskStability:
    """Begin a model from a package, as `goodoffices stability new` does: valid as it stands, a first proposal."""
    from goodoffices.stability.reading import new_model  # noqa: PLC0415 (loaded when it is needed)

    dossier = case_dossier(process)
    name = candidate.key.partition(".")[2]
    if candidate.kind != "dossier":
        taken = {text.id for text in dossier.texts}
        name = next(one for one in ("package", *(f"package-{n}" for n in range(2, 99))) if one not in taken)
        dossier = replace(dossier, texts=(*dossier.texts, Text(name, candidate.title, candidate.package)))
    return write_model(process=process, author=author, text=new_model(dossier, name), begun=candidate.title)


def write_model(
    *, process: Process, author: Seat, text: str, before: DeskStability | None = None, begun: str = ""
) -> DeskStability:
    """Lay a version of a model on the desk. Raises UserError with all that is wrong with it, and TalksError for one
    that is too large to be worked out here; versions before stay as they are."""
    model = parse_desk_model(text)
    return _stored(process, author, (text, model.title or _("A stability model"), begun), before)


def parse_desk_model(text: str) -> Model:
    """The model that a text states, of a size that is worked out here."""
    if len(text) > LONGEST:
        raise TalksError.of(
            _("the model has more than %(most)d characters") % {"most": LONGEST},
            remedy=_("leave out what is not about who could keep or break the agreement"),
        )
    _refuse_large(_options_in(text))
    from goodoffices.stability.peace import parse_peace  # noqa: PLC0415 (as above)

    model, _beside = parse_peace(text, FILE)
    _refuse_large(len(model.options))
    return model


def _refuse_large(options: int) -> None:
    if options > MOST_OPTIONS:
        raise TalksError.of(
            _("the model has %(options)d options, and %(most)d are the most that are worked out here")
            % {"options": options, "most": MOST_OPTIONS},
            remedy=_("leave some out, or work it out on your own machine: goodoffices stability price FILE"),
        )


def _options_in(text: str) -> int:
    """How many options a text names, before its states are counted."""
    top, _problems = open_tree(text, FILE)
    parts = branch_parts(top)
    makers = branch_parts(parts["stability"]).get("makers") if "stability" in parts else None
    options = [branch_parts(maker).get("options") for maker in branch_parts(makers).values()] if makers else []
    return sum(len(branch_parts(each)) for each in options if each)


@all_or_nothing
def _stored(process: Process, author: Seat, told: tuple[str, str, str], before: DeskStability | None) -> DeskStability:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        room = Room.objects.get(process=process, kind=Room.Kind.DESK)
        last = DeskStability.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    desk = DeskStability(room=room, author=author, number=last + 1)
    desk.text, desk.title, desk.begun = told
    desk.name = before.name if before is not None else new_id()
    if before is not None:
        desk.begun = before.begun
    desk.save(force_insert=True)
    record_act("hold.write", on=desk)
    return desk


def ask_hold(*, desk: DeskStability, author: Seat) -> Job:
    """Ask for a run on a version of a model. Raises TalksError when too many runs are under way."""
    process = Process.objects.get(pk=desk.process_id)
    return start_job(process=process, author=author, kind=Job.Kind.HOLD, about=desk)


def newest_models() -> list[DeskStability]:
    """Of each model the newest version that the viewer can open, newest first."""
    newest: dict[str, DeskStability] = {}
    for one in DeskStability.objects.all():
        if one.is_open():
            newest.setdefault(one.name, one)
    return list(newest.values())


def versions_of_model(desk: DeskStability) -> list[DeskStability]:
    """All versions of the same model that the viewer can open, newest first."""
    return [one for one in DeskStability.objects.all() if one.is_open() and one.name == desk.name]


def run_about(desk: DeskStability | DeskHosts) -> tuple[Job | None, JobResult | None]:
    """The newest run on a record, and what came of it."""
    job = Job.objects.select_related("author__member").filter(about=desk.pk).first()
    return job, JobResult.objects.filter(job=job).first() if job is not None else None
