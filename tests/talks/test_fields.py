"""Fields of forms that are written in a way of our own."""

from __future__ import annotations

import re

from django import forms

from goodoffices.talks.forms.fields import LongSelect

CHOICES = [("", "UTC"), ("Africa/Accra", "Africa/Accra"), (7, "seven"), ("<b>", '<b> & "more"')]


def test_a_long_list_of_choices_is_written_as_django_writes_it():
    for value in (None, "", "Africa/Accra", 7, "7", "<b>", "nowhere"):
        ours, its = (
            kind({"class": "zone"}, CHOICES).render("zone", value, {"id": "id_zone", "required": True})
            for kind in (LongSelect, forms.Select)
        )
        assert re.sub(r"\n\s*", "\n", ours) == re.sub(r"\n\s*", "\n", its), value
        assert ours.count(" selected") == (value != "nowhere")
