"""The addresses of the ledger of claims and of the texts read for it, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import ledger, ledger_entries, readings

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", ledger.claims, name="claims"),
    path("side-by-side/", ledger.study, name="claims_study"),
    path("load/", ledger.load, name="claims_load"),
    path("about/", ledger.about, name="claims_about"),
    path("versions/", ledger.versions, name="claims_versions"),
    path("versions/<str:deskledger>/claims.yaml", ledger.version, name="claims_version"),
    path("claims.yaml", ledger.file, {"form": "yaml"}, name="claims_yaml"),
    path("claims.csv", ledger.file, {"form": "csv"}, name="claims_csv"),
    path("claims.json", ledger.file, {"form": "json"}, name="claims_json"),
    path("claims-prov.jsonld", ledger.file, {"form": "prov"}, name="claims_prov"),
    path("claims-claimreview.jsonld", ledger.file, {"form": "claimreview"}, name="claims_claimreview"),
    path("add/", ledger_entries.claim_add, name="claim_add"),
    path("claim/<str:claim>/", ledger_entries.claim, name="claim"),
    path("claim/<str:claim>/change/", ledger_entries.claim_change, name="claim_change"),
    path("claim/<str:claim>/grade/", ledger_entries.claim_grade, name="claim_grade"),
    path("claim/<str:claim>/relate/", ledger_entries.claim_relate, name="claim_relate"),
    path("claim/<str:claim>/unrelate/", ledger_entries.claim_unrelate, name="claim_unrelate"),
    path("claim/<str:claim>/remove/", ledger_entries.claim_remove, name="claim_remove"),
    path("document/<str:document>/", ledger_entries.document, name="document"),
    path("document/<str:document>/remove/", ledger_entries.document_remove, name="document_remove"),
    path("texts/", readings.readings, name="readings"),
    path("texts/<str:reading>/", readings.reading, name="reading"),
    path("texts/<str:reading>/delete/", readings.reading_delete, name="reading_delete"),
]
