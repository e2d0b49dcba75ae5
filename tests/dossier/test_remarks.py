"""Remarks say what could be better about a valid dossier."""

from __future__ import annotations

import pytest

from goodoffices.dossier import count_unattributed, new_dossier, parse_dossier, remarks_on

BASE = new_dossier()


def remarks(text: str) -> list[str]:
    return [str(remark) for remark in remarks_on(parse_dossier(text), text, "case.yaml")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("as_of:", "# as_of:", "no `as_of`"),
        ("fallback: 30..45", "fallback: 0.3", "the fallback of a is 0.3 on a scale of 0 to 100"),
        ("linkages:", "linkages: [ceasefire=none requires ceasefire=full]", "is about one issue only"),
        ("caution:", "# caution:", "no `caution`"),
        ("title:", "title:", "no `sources`"),
        ("title:", "title:", "6 of 6 judgements name neither source nor author"),
        ("a: 6..8 none > partial", "a: {by: me, prefer: 6..8 none > partial >> full} #", "5 of 6 judgements"),
        ("sources:", "sources: [{id: S1, what: x}]", "1 of 1 sources are named nowhere: S1"),
        ("sources:", "sources: [{id: S1, about: x}]", "case.yaml:63:20 (sources): `about` is an older spelling"),
    ],
)
def test_a_remark_is_made(old, new, told):
    assert any(told in remark for remark in remarks(BASE.replace(old, new, 1))), remarks(BASE.replace(old, new, 1))


def test_an_option_that_nobody_would_sign_is_remarked_upon():
    text = BASE.replace(">> full", ">> !full", 1).replace("5..7 full >", "5..7 !full >", 1)
    assert any("option full of ceasefire is a red line for every deciding party" in remark for remark in remarks(text))
    assert not any("every deciding party" in remark for remark in remarks(BASE.replace(">> full", ">> !full", 1)))


def test_an_issue_without_any_view_is_remarked_upon():
    text = BASE.replace("a: 6..8 none > partial >> full", "a: 0").replace("b: 5..7 full > partial >> none", "b: 0")
    assert any("all parties are silent on ceasefire" in remark for remark in remarks(text))


def test_a_dossier_whose_every_judgement_is_attributed_is_left_in_peace():
    text = BASE.replace("linkages:", "linkages: []")
    for line in (
        "6..8 none > partial >> full",
        "5..7 full > partial >> none",
        "5..7 none > partial >> full",
        "4 full > partial >> none",
    ):
        text = text.replace(f" {line}", f" {{prefer: {line}, source: S1}}")
    text = text.replace("fallback: 30..45}", "fallback: {worth: 30..45, by: me}}").replace(
        "fallback: 20..35}", "fallback: {worth: 20, by: me}}"
    )
    text = text.replace("sources:", "sources: [{id: S1, what: x}]")
    assert count_unattributed(parse_dossier(text)) == (0, 6)
    assert remarks(text) == []


def test_a_dossier_that_says_at_its_top_whose_its_judgements_are_is_left_in_peace():
    text = BASE.replace("# by: name or office, ", "by: the desk, ").replace("linkages:", "linkages: []", 1)
    dossier = parse_dossier(text)
    assert dossier.by.startswith("the desk")
    assert count_unattributed(dossier) == (0, 6)
    assert not any("neither source nor author" in remark for remark in remarks(text))
