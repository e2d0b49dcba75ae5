"""A text is frozen whole: in all its languages, with its annexes and with the keys of those who may sign."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.conftest import EXAMPLE, card_of

from goodoffices.agreement import (
    Bundle,
    freeze,
    hash_of,
    new_bundle,
    parse_draft,
    parts_of,
    read_bundle,
    verify,
    write_bundle,
)
from goodoffices.errors import AgreementError

TEXT = (EXAMPLE / "agreement.yaml").read_text(encoding="utf-8")


def test_what_is_written_is_what_is_read(signed):
    data = write_bundle(signed)
    again = read_bundle(data)
    assert again == replace(signed, signatures=again.signatures)
    assert set(again.signatures) == set(signed.signatures)
    assert write_bundle(again) == data
    assert again.rewritten_at == 0


def test_the_hash_is_that_of_the_published_example():
    """So that another version of this program that counted otherwise would be met here, and not at a table."""
    bundle = read_bundle((EXAMPLE / "signed.agreement").read_bytes())
    assert bundle.hash == hash_of(parts_of(bundle.agreement))
    assert verify(bundle).holds
    assert bundle.hash == "42226258d7bd335789ada5d870872360c8b3d3c0962e19aa7f16edd17fedbff4"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("on alternate days", "on Alternate days"),
        ("يومًا بيوم", "يومين بيومين"),
        ("Article 2. Pasture", "Article 2. Meadow"),
        ("adopted: 2031-05-04", "adopted: 2031-05-05"),
        ("languages: [en, ar]", "languages: [ar, en]"),
        ("role: witness", "role: guarantor"),
        ("place: {en: the bridge", "place: {en: the ford"),
        ("Annex. Order of days", "Annex. Days"),
        ("both texts being equally authentic", "the English text prevailing"),
    ],
)
def test_any_word_of_any_language_changes_the_hash(old, new, frozen):
    assert TEXT.count(old) == 1
    draft = parse_draft(TEXT.replace(old, new))
    assert freeze(draft, {name: card_of(name) for name in draft.roles}, frozen.annexes) != frozen.agreement
    assert hash_of(parts_of(freeze(draft, {n: card_of(n) for n in draft.roles}, frozen.annexes))) != frozen.hash


def test_another_key_or_another_annex_changes_the_hash(draft, frozen):
    cards = {name: card_of(name) for name in draft.roles}
    for other in (
        freeze(draft, cards | {"upper": card_of("stranger")}, frozen.annexes),
        freeze(draft, cards, {"days": frozen.annexes["days"] + b" "}),
    ):
        assert hash_of(parts_of(other)) != frozen.hash


def test_how_lines_are_broken_in_the_file_is_no_part_of_the_text(frozen):
    draft = parse_draft(TEXT.replace("from sunrise to sunrise. Upper", "from sunrise to\n        sunrise.   Upper"))
    assert freeze(draft, {name: card_of(name) for name in draft.roles}, frozen.annexes) == frozen.agreement


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("en: Article 1. Water, ar: المادة 1. المياه", "en: Article 1. Water", "`heading` has no version in ar"),
        ("        2. The order of days", "        The order of days", None),
        ("\n\n        2. The order of days", "\n        2. The order of days", "en 1, ar 2"),
        ("adopted: 2031-05-04", "adopted: 4 May 2031", "`4 May 2031` is no day"),
        ("role: witness", "role: witnes", "Did you mean `witness`?"),
        ("languages: [en, ar]", "languages: [en, en]", "stands twice"),
        ("languages: [en, ar]", "languages: [en, Arabic]", "is no tag of a language"),
        ("closing:", "clozing:", "Did you mean `closing`?"),
        ("agreement: two-villages", "agreement: two villages", "cannot be an id"),
        ("prisoners:\n", "water:\n", "the key `water` stands twice"),
        ("Wishing that no child", "Wishing \u202ethat no child", "U+202E"),
    ],
)
def test_what_is_wrong_with_a_draft_is_told_with_its_line(old, new, told):
    assert TEXT.count(old) == 1
    if told is None:
        assert parse_draft(TEXT.replace(old, new)).articles
        return
    with pytest.raises(AgreementError) as met:
        parse_draft(TEXT.replace(old, new), "agreement.yaml")
    assert told in str(met.value)
    assert all(problem.where.line for problem in met.value.problems)


def test_every_signatory_needs_a_card_of_its_own(draft, frozen):
    cards = {name: card_of(name) for name in draft.roles}
    for wrong in (
        {"upper": cards["upper"]},
        cards | {"king": card_of("king")},
        cards | {"lower": cards["upper"]},
    ):
        with pytest.raises(AgreementError):
            freeze(draft, wrong, frozen.annexes)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format":"goodoffices/agreement/1","agreement":{},"annexes":{},"parts":{},"signatures":[]}',
        b'{"format":"goodoffices/agreement/9","agreement":{},"annexes":{},"parts":{},"signatures":[]}',
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
    ],
)
def test_a_hostile_file_is_refused_in_words(data):
    with pytest.raises(AgreementError) as met:
        read_bundle(data, "hostile.agreement")
    assert met.value.problems[0].where.file == "hostile.agreement"


def test_a_key_of_small_order_is_found(frozen):
    weak = replace(frozen.agreement.signatories[0], key="01" + "00" * 31)
    agreement = replace(frozen.agreement, signatories=(weak, *frozen.agreement.signatories[1:]))
    bundle: Bundle = new_bundle(agreement, frozen.annexes)
    assert any("small order" in fault for fault in verify(bundle).faults)
