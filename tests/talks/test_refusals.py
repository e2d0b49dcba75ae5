"""An act that is refused is told in one way on every page: whole sentences, with the place where it is known."""

import pytest
from django import forms

from goodoffices.errors import Problem, TalksError, Where
from goodoffices.talks.forms.refusals import refused_on, told


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem("the text is frozen", remedy="unfreeze it first"), "The text is frozen. Unfreeze it first."),
        (Problem("This name is taken.", remedy="Choose another."), "This name is taken. Choose another."),
        (Problem("هل هذا النص مجمد؟"), "هل هذا النص مجمد؟"),
        (Problem("`air` is no key", Where("<text>", 3, 7, "issues")), "Line 3, character 7: `air` is no key."),
    ],
)
def test_what_is_wrong_and_what_would_be_right_are_whole_sentences(problem, words):
    assert told(TalksError(problem)) == [words]


def test_a_form_shows_every_problem_of_a_refused_act_at_the_field_that_is_meant():
    class Room(forms.Form):
        room = forms.CharField(required=False)

    form = Room({"room": ""})
    refused_on(form, TalksError(Problem("one thing"), Problem("another", remedy="mend it")), "room")
    assert form.errors == {"room": ["One thing.", "Another. Mend it."]}
