"""The addresses of the ceasefire within a process: terms, incidents and their stages, issues of the report."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import ceasefire, incident_steps, incidents, report_issues

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", ceasefire.ceasefire, name="ceasefire"),
    path("terms/show/", ceasefire.terms_show, name="ceasefire_terms_show"),
    path("terms/<str:terms>/", ceasefire.terms, name="ceasefire_terms"),
    path("terms/<str:terms>/bodies/", ceasefire.ceasefire_bodies, name="ceasefire_bodies"),
    path("rule/", ceasefire.monitoring_rule, name="monitoring_rule"),
    path("incidents.csv", incidents.incidents_csv, name="incidents_csv"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/add/", incidents.incident_add, name="incident_add"),
    path("incidents/add/worker.js", incidents.incident_worker, name="incident_worker"),
    path("incidents/add/sealed/", incidents.incident_sealed, name="incident_sealed"),
    path("incidents/<str:incident>/", incidents.incident, name="incident"),
    path("incidents/<str:incident>/verify/", incident_steps.incident_verify, name="incident_verify"),
    path("incidents/<str:incident>/attribute/", incident_steps.incident_attribute, name="incident_attribute"),
    path("incidents/<str:incident>/status/", incident_steps.incident_status, name="incident_status"),
    path("incidents/<str:incident>/share/", incident_steps.incident_share, name="incident_share"),
    path("attributions/<str:step>/second/", incident_steps.attribution_second, name="attribution_second"),
    path("reports/", report_issues.report_issues, name="report_issues"),
    path("reports/make/", report_issues.report_make, name="report_make"),
    path("reports/<str:issue>/", report_issues.report_issue, name="report_issue"),
    path("reports/<str:issue>/report.html", report_issues.report_issue_page, name="report_issue_page"),
    path("reports/<str:issue>/release/", report_issues.report_release, name="report_release"),
    path("released/<str:release>/", report_issues.report_released, name="report_released"),
    path("released/<str:release>/report.html", report_issues.report_released_page, name="report_released_page"),
    path("released/<str:release>/report.json", report_issues.report_released_json, name="report_released_json"),
    path("released/<str:release>/second/", report_issues.report_second, name="report_second"),
    path("released/<str:release>/withdraw/", report_issues.report_withdraw, name="report_withdraw"),
]
