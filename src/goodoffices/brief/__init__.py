"""Composes Sections into something to read: a page (HTML), a paper (PDF), plain text, pictures. Knows no other room."""

from goodoffices.brief.html import render_html
from goodoffices.brief.page import Brief
from goodoffices.brief.pdf import pages_of, render_pdf
from goodoffices.brief.pictures import picture_pdf, picture_png, picture_svg, write_figures
from goodoffices.brief.plain import render_text

__all__ = [
    "Brief",
    "pages_of",
    "picture_pdf",
    "picture_png",
    "picture_svg",
    "render_html",
    "render_pdf",
    "render_text",
    "write_figures",
]
