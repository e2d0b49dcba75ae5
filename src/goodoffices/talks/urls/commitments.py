"""The addresses of commitments within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import commitment_drawing, commitments

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", commitments.commitments, name="commitments"),
    path("draw/", commitment_drawing.commitment_draw, name="commitment_draw"),
    path("add/", commitment_drawing.commitment_add, name="commitment_add"),
    path("force/", commitment_drawing.commitment_force, name="commitment_force"),
    path("of/<str:party>/", commitments.commitments_of, name="commitments_of"),
    path("<str:commitment>/", commitments.commitment, name="commitment"),
    path("<str:commitment>/say/", commitments.commitment_say, name="commitment_say"),
    path("<str:commitment>/withdraw/", commitments.commitment_withdraw, name="commitment_withdraw"),
]
