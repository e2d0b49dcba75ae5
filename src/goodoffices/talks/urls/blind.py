"""The addresses of double-blind questions, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import blind, blind_steps

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", blind.questions, name="blind_questions"),
    path("ask/", blind.ask, name="blind_ask"),
    path("<str:question>/", blind.question, name="blind_question"),
    path("<str:question>/again/", blind.ask_again, name="blind_again"),
    path("<str:question>/check/", blind.check, name="blind_check"),
    path("<str:question>/now.txt", blind.now, name="blind_now"),
    path("<str:question>/text.txt", blind.text, name="blind_text"),
    path("<str:question>/record.jsonl", blind.record, name="blind_record"),
    path("<str:question>/name/", blind_steps.name, name="blind_name"),
    path("<str:question>/key/", blind_steps.key, name="blind_key"),
    path("<str:question>/message/", blind_steps.message, name="blind_message"),
    path("<str:question>/withdraw/", blind_steps.withdraw, name="blind_withdraw"),
]
