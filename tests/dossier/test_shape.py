"""The schema that editors use accepts what the reader accepts, and knows the same keys."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.strategies import rich_dossiers

from goodoffices.dossier import dossier_schema, keys, new_dossier, plain_dossier, shape

SCHEMA = dossier_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/dossier.yaml"))


class AsAnEditorReads(yaml.SafeLoader):
    """YAML with numbers, booleans and nulls, as an editor sees it; dates stay words."""


AsAnEditorReads.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def words_for_keys(tree):
    """JSON has no keys but texts."""
    if isinstance(tree, dict):
        return {str(key): words_for_keys(value) for key, value in tree.items()}
    return [words_for_keys(item) for item in tree] if isinstance(tree, list) else tree


def errors_in(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(words_for_keys(yaml.load(text, AsAnEditorReads)))]  # noqa: S506


def test_the_schema_is_a_schema_of_the_draft_it_names():
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    Draft202012Validator.check_schema(SCHEMA)
    assert dossier_schema() == SCHEMA


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_editor_finds_nothing_wrong_with_the_examples(file):
    assert errors_in(file.read_text(encoding="utf-8")) == []


def test_an_editor_finds_nothing_wrong_with_a_new_dossier():
    assert errors_in(new_dossier()) == []


@pytest.mark.long
@given(rich_dossiers())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_schema_and_the_models_accept_every_valid_dossier(dossier):
    plain = plain_dossier(dossier)
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []
    assert shape.DossierFile.model_validate(plain).dossier == dossier.id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("role: principal, fallback: 30", "role: boss, fallback: 30"),
        ("fallback: 30..45", "fallback: some"),
        ("    a: 6..8 none", "    a: none"),
        ("as_of: 2000-01-01", "as_of: the first of May"),
        ("linkages:", "linkages: [air]"),
        ("sources:", "sources: [{id: S1}]"),
        ("rounds:", "rounds: [{title: x}]"),
        ("ask: What is to be settled on ceasefire?", ""),
    ],
)
def test_an_editor_marks_mistakes(old, new):
    text = new_dossier()
    assert old in text
    assert errors_in(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (shape.DossierFile, keys.DOSSIER),
        (shape.MediatorFile, keys.MEDIATOR),
        (shape.PartyFile, keys.PARTY),
        (shape.ExcludedPartyFile, keys.EXCLUDED),
        (shape.JudgedExclusion, keys.EXCLUSION),
        (shape.JudgedFallback, keys.FALLBACK),
        (shape.IssueFile, keys.ISSUE),
        (shape.JudgedPreference, keys.PREFERENCE),
        (shape.JudgedLinkage, keys.LINKAGE),
        (shape.InteractionFile, keys.INTERACTION),
        (shape.TextFile, keys.TEXT),
        (shape.RoundFile, keys.ROUND),
        (shape.SourceFile, keys.SOURCE),
    ],
)
def test_the_models_and_the_reader_know_the_same_keys(model, names):
    assert set(model.model_fields) == set(names)


def test_every_key_is_described_in_the_reference():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "dossier.md").read_text(encoding="utf-8")
    named = {name for group in keys.__all__ for name in getattr(keys, group)}
    assert {name for name in named if f"`{name}`" not in page and f"`{name}:" not in page} == set()
