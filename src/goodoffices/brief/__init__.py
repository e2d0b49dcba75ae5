"""Composes Sections into something to read: a page (HTML), a paper (PDF), pictures. Knows no other room."""

from goodoffices.brief.card import render_card
from goodoffices.brief.deed import place_of_signature, render_deed, render_stamp
from goodoffices.brief.excerpt import Excerpt, show
from goodoffices.brief.fragment import render_fragment
from goodoffices.brief.html import render_html
from goodoffices.brief.page import Brief
from goodoffices.brief.pdf import pages_of, render_pdf
from goodoffices.brief.pictures import forget_pictures, picture_pdf, picture_png, picture_svg, write_figures

__all__ = [
    "Brief",
    "Excerpt",
    "forget_pictures",
    "pages_of",
    "picture_pdf",
    "picture_png",
    "picture_svg",
    "place_of_signature",
    "render_card",
    "render_deed",
    "render_fragment",
    "render_html",
    "render_pdf",
    "render_stamp",
    "show",
    "write_figures",
]
