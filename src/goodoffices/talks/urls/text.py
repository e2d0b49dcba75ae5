"""The addresses of the negotiating text, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import agreements, text, text_clauses, text_comments, text_versions

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", text.texts, name="text"),
    path("new/", text.new, name="text_new"),
    path("paste/", text.paste, name="text_paste"),
    path("draft/<str:text>/", text.draft, name="text_draft"),
    path("draft/<str:text>/about/", text.about, name="text_about"),
    path("draft/<str:text>/publish/", text.publish, name="text_publish"),
    path("draft/<str:text>/add/", text_clauses.add, name="text_add"),
    path("draft/<str:text>/clause/", text_clauses.clause, name="text_clause"),
    path("draft/<str:text>/clause/split/", text_clauses.split, name="text_split"),
    path("draft/<str:text>/clause/move/", text_clauses.move, name="text_move"),
    path("draft/<str:text>/clause/remove/", text_clauses.remove, name="text_remove"),
    path("draft/<str:text>/clause/settle/", text_clauses.resolve, name="text_resolve"),
    path("draft/<str:text>/clause/options/", text_clauses.options, name="text_options"),
    path("draft/<str:text>/freeze/", text_clauses.freezing, name="text_freeze"),
    path("version/<str:version>/", text_versions.version, name="text_version"),
    path("version/<str:version>/compare/", text_versions.compare, name="text_compare"),
    path("version/<str:version>/show/", text_versions.show, name="text_show"),
    path("version/<str:version>/print/", text_versions.print_out, name="text_print"),
    path("version/<str:version>/plain/", text_versions.plain, name="text_plain"),
    path("version/<str:version>/agreement.yaml", agreements.text_agreement, name="text_agreement"),
    path("version/<str:version>/clause/", text_comments.clause, name="text_version_clause"),
    path("version/<str:version>/clause/ask/", text_comments.ask, name="text_ask"),
    path("asking/<str:asking>/withdraw/", text_comments.withdraw, name="text_ask_withdraw"),
    path("comment/<str:comment>/answer/", text_comments.answer, name="text_answer"),
    path("comment/<str:comment>/edit/", text_comments.edit, name="text_comment_edit"),
    path("comment/<str:comment>/delete/", text_comments.delete, name="text_comment_delete"),
]
