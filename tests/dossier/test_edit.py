"""A value is changed in place: comments and layout stay, byte for byte."""

from __future__ import annotations

import pytest

from goodoffices.dossier import edit_dossier, parse_dossier
from goodoffices.errors import DossierError

TEXT = """\
# A comment at the top
dossier: case   # its id
title:   'It''s a case'    # quoted
caution: |
  Several lines
  of caution.

# parties
parties:
  gov.south: {name: "South", role: principal, fallback: 10}  # an id with a dot
  opp:
    name: Opposition
    role: principal
    fallback: {worth: 20, by: analyst}
issues:
  air:
    ask: Flights?
    options: {none: no limit, zones: not over zones}
    gov.south: 6..8   none > zones   # as said
    opp: 7 zones >> none
linkages:
  - air=none requires air!=zones
sources:
  - {id: S1, what: One}
  - id: S2
    what: Two # here
as_of:
"""


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("issues.air.gov.south", "1 zones > none", "6..8   none > zones", "1 zones > none"),
        ("parties.gov.south.name", 'The "South"', '"South"', '"The \\"South\\""'),
        ("title", "No one's case: a #1", "'It''s a case'", "'No one''s case: a #1'"),
        ("parties.opp.fallback.worth", "30..40", "worth: 20", "worth: 30..40"),
        ("parties.opp.name", "a, b: {c}", "name: Opposition", "name: 'a, b: {c}'"),
        ("caution", "One line.", "|\n  Several lines\n  of caution.\n", "One line.\n"),
        ("linkages.1", "air=zones excludes air=none", "air=none requires air!=zones", "air=zones excludes air=none"),
        ("sources.2.what", "Three", "what: Two #", "what: Three #"),
        ("sources.S1.what", "x, y", "what: One}", "what: 'x, y'}"),
        ("as_of", "2017-05", "as_of:\n", "as_of: 2017-05\n"),
    ],
)
def test_only_the_characters_of_the_value_change(key, value, old, new):
    assert TEXT.count(old) == 1
    assert edit_dossier(TEXT, {key: value}) == TEXT.replace(old, new)


def test_a_file_with_other_line_ends_and_a_byte_order_mark_keeps_them():
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    edited = edit_dossier(text, {"title": "𝒳"})
    assert edited == text.replace("'It''s a case'", "'𝒳'")


def test_several_values_change_together():
    edited = edit_dossier(TEXT, {"title": "New", "issues.air.opp": "3 none = zones"})
    assert parse_dossier(edited).title == "New"
    assert parse_dossier(edited).issues[0].preferences[1].steps == (0,)


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("issues.air.opp", "7 zone > none", "`zone` is not an option"),
        ("issues.air.oppp", "0", "`oppp` is not a key"),
        ("issues.air", "x", "holds several values"),
        ("parties.opp.fallback", "3", "holds several values"),
        ("title.x", "x", "`x` is not a key"),
        ("title", "", "has no `title`"),
        ("title", "a\x07b", "cannot be written"),
        ("linkages.7", "x", "`7` is not a key"),
    ],
)
def test_a_change_that_would_spoil_the_file_is_refused(key, value, what):
    with pytest.raises(DossierError) as met:
        edit_dossier(TEXT, {key: value})
    assert what in met.value.problems[0].what
