"""The case: read by all at the table, loaded and worded by the mediator."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, NotFilledError, filled
from goodoffices.talks.api.shapes import FileOut, answers
from goodoffices.talks.domain.case import case_text, change_words, load_case
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.forms.case import CaseForm, WordsForm
from goodoffices.talks.models import DeskDossier, Process

router = Router()


class QuestionOut(Schema):
    """A question at the table, with the words of its options by id."""

    id: str
    ask: str
    options: dict[str, str]


class CaseOut(Schema):
    """What is at the table. `version`, to the mediator alone, is sent along with new words."""

    version: int | None
    questions: list[QuestionOut]


class CaseIn(Heard):
    """The text of a dossier, and the `version` of the case that it replaces (0 for none; may be left out)."""

    text: str
    version: int | None = None


class WordIn(Heard):
    """New words for an option, or for the question itself when no option is named."""

    issue: str
    option: str = ""
    words: str


class WordsIn(Heard):
    """New words, and the `version` of the case that they are for."""

    version: int
    words: list[WordIn]


def case_out(process: str) -> CaseOut:
    """The case as the seat sees it. Raises SealError when it is closed to the seat."""
    found = Process.objects.get(pk=process)
    desk = DeskDossier.objects.filter(process=found).first() if current_viewer().is_mediator() else None
    asked = [QuestionOut(id=one.id, ask=one.ask, options=dict(one.options)) for one in questions(found)]
    return CaseOut(version=desk.number if desk else None, questions=asked)


@router.get("", response=answers(CaseOut), auth=Seated("case.read"), operation_id="case")
def read_case(request: HttpRequest, process: Path[str]) -> CaseOut:
    """The questions at the table."""
    return case_out(process)


@router.post("", response=answers(CaseOut, 201), auth=Seated("case.write"), operation_id="case_load")
def load(request: HttpRequest, process: Path[str], given: CaseIn) -> Status:
    """Load a dossier. 409 names line and column of what is wrong with it, or says that the case was changed since."""
    told = filled(CaseForm(given.dict()))
    load_case(process=Process.objects.get(pk=process), text=told["text"], version=told["version"])
    return Status(201, case_out(process))


@router.post("/words", response=answers(CaseOut), auth=Seated("case.write"), operation_id="case_words")
def reword(request: HttpRequest, process: Path[str], given: WordsIn) -> CaseOut:
    """Word questions and options anew. 409 when the case was changed since `version`."""
    found = Process.objects.get(pk=process)
    asked = questions(found)
    names = {key: name for name, key in WordsForm(asked).keys.items()}
    data = {name: field.initial for name, field in WordsForm(asked).fields.items()} | {"version": given.version}
    for one in given.words:
        name = names.get((one.issue, one.option))
        if name is None:
            raise NotFilledError({"words": [f"`{one.issue}: {one.option}` is not at the table"]})
        data[name] = one.words
    form = WordsForm(asked, data)
    version = filled(form)["version"]
    if changed := form.changed_words():
        change_words(process=found, words=changed, version=version)
    return case_out(process)


@router.get("/dossier", response=answers(FileOut), auth=Seated("case.write"), operation_id="case_dossier")
def read_dossier(request: HttpRequest, process: Path[str]) -> FileOut:
    """The whole case as a dossier's file, with what the parties stated."""
    try:
        text = case_text(Process.objects.get(pk=process))
    except TalksError:
        raise Http404 from None
    return FileOut(name="dossier.yaml", text=text)
