"""The addresses of agreements for signature, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import agreement_signing, agreements

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("put/", agreements.agreement_put, name="agreement_put"),
    path("key/", agreement_signing.agreement_key, name="agreement_key"),
    path("<str:agreement>/", agreements.agreement, name="agreement"),
    path("<str:agreement>/sign/", agreements.agreement_sign, name="agreement_sign"),
    path("<str:agreement>/sign/here/", agreement_signing.agreement_sign_here, name="agreement_sign_here"),
    path("<str:agreement>/sign/paper/", agreement_signing.agreement_paper, name="agreement_paper"),
    path("<str:agreement>/signed.agreement", agreements.agreement_file, name="agreement_file"),
    path("<str:agreement>/text.xml", agreements.agreement_form, {"form": "xml"}, name="agreement_xml"),
    path("<str:agreement>/text.docx", agreements.agreement_form, {"form": "docx"}, name="agreement_docx"),
    path("<str:agreement>/paper.pdf", agreements.agreement_form, {"form": "pdf"}, name="agreement_pdf"),
]
