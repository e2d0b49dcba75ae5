"""Colours that people with any colour vision can tell apart (Okabe and Ito, 2008), and that differ in grey.

A shape or a word doubles every colour: no picture says a thing by colour alone.
"""

from __future__ import annotations

__all__ = ["BLACK", "BLUE", "GREEN", "GREY", "LIGHT", "ORANGE", "PURPLE", "SKY", "VERMILION"]

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#767676"
"""For what is said quietly: dark enough to read on white."""
LIGHT = "#D9D9D9"
"""For grids and for points that only make a background."""
