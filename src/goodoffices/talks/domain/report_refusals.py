"""Why a study of events could not be made, in the reader's language: the library says it in English.

A reason that is not known here is passed on as it is: better English than nothing.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from goodoffices.errors import Problem, TalksError, UserError

__all__ = ["REASONS", "refused_in_words"]

_DAY: Final = r"(\d{4}-\d{2}-\d{2})"

REASONS: Final[tuple[tuple[str, Any, Any], ...]] = (
    (
        r"the terms do not say when the ceasefire began",
        _("the terms do not say when the ceasefire began"),
        _("write its start, and show the terms anew"),
    ),
    (
        rf"the events reach to (?P<last>{_DAY}), and the ceasefire's first whole day is (?P<since>{_DAY})",
        _("the events reach to %(last)s, and the first whole day of the ceasefire is %(since)s"),
        _("import later events, or choose a later last day"),
    ),
    (
        rf"the events begin on (?P<first>{_DAY}), and the ceasefire on (?P<since>{_DAY}): there is no day before it",
        _("the events begin on %(first)s, and the ceasefire on %(since)s: there is no day before it"),
        _("import earlier events"),
    ),
    (
        r"no event is dated within a week: nothing can be told by day",
        _("no event is dated within a week: nothing can be told by day"),
        "",
    ),
    (
        r"no event of (?P<release>.+) fits",
        _("no event of %(release)s ends by this day"),
        _("choose a later last day, or other events"),
    ),
    (
        r"this is no JSON: .*|the file is nested too deep|this GeoJSON has no features|.*UTF-.*",
        _("the file of areas is no GeoJSON of areas"),
        _("give a FeatureCollection of polygons"),
    ),
    (
        r"feature (?P<number>\d+) has no shape that can be read|feature (?P<other>\d+) is a \w+, and no area",
        _("feature %(number)s of the file of areas is no area"),
        _("give areas, not points or lines"),
    ),
    (
        r"feature (?P<number>\d+) is not in degrees",
        _("feature %(number)s of the file of areas is not in degrees"),
        _("give longitude and latitude (WGS 84)"),
    ),
    (
        r"its properties do not say of which level these areas are",
        _("the file of areas does not say of which level they are"),
        _("choose the level: provinces, districts, sub-districts"),
    ),
    (
        r"the file has no area `(?P<area>.*)`",
        _("the file of areas has no %(area)s, which the terms name"),
        _("give the file that the terms mean"),
    ),
)
"""What the library says (the whole of it), then what and what would be right for a reader."""


def refused_in_words(error: UserError) -> TalksError:
    """The same problems, in the reader's language."""
    return TalksError(*(_in_words(problem) for problem in error.problems))


def _in_words(problem: Problem) -> Problem:
    for pattern, what, remedy in REASONS:
        if found := re.fullmatch(pattern, problem.what, re.DOTALL):
            told: dict[str, str] = {name: value for name, value in found.groupdict().items() if value is not None}
            if "other" in told:
                told["number"] = told.pop("other")
            return Problem(str(what) % told, remedy=str(remedy))
    return Problem(problem.what, remedy=problem.remedy)
