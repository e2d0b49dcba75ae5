"""Papers of a corridor for those who watch it, drive on it or are asked to let it pass: each for one audience.

whole = sheet_of(plan, (roads, shapes), course, as_of, timetable=found) # of corridors.plan; everything, for nobody
seen = cut(whole, "monitor")                                             # what this audience sees, and no more
due(seen)                                                                # which papers it has a use for
to_geojson(seen), to_gpx(seen), to_kml(seen), to_calendar(seen)          # bytes of files
drivers_card(seen, ["ar", "en"]), monitors_sections(seen)                # for the brief's renderers
map_page(seen, roads_around(roads, shapes, seen.course), svg)            # a page that opens without a network
"""

from goodoffices.corridors.papers.audience import AUDIENCES, COARSE, NEEDS_ROUTE, SEES, WITH_ROUTE, coarse, cut, due
from goodoffices.corridors.papers.calendar import to_calendar
from goodoffices.corridors.papers.card import drivers_card
from goodoffices.corridors.papers.from_plan import sheet_of
from goodoffices.corridors.papers.geojson import to_geojson
from goodoffices.corridors.papers.gpx import to_gpx
from goodoffices.corridors.papers.kml import to_kml
from goodoffices.corridors.papers.map_page import CAUTION, map_page
from goodoffices.corridors.papers.monitors import monitors_sections
from goodoffices.corridors.papers.picture import map_picture
from goodoffices.corridors.papers.sheet import Contact, Notice, Passage, Point, Sheet, Step, Stretch, Window
from goodoffices.corridors.papers.surroundings import MOST_ROADS, RoadLine, roads_around
from goodoffices.corridors.papers.turns import bearing, course_of, steps_of, turn_word
from goodoffices.corridors.papers.words import LANGUAGES, distance, plural_form, spoken_minutes, spoken_step

__all__ = [
    "AUDIENCES",
    "CAUTION",
    "COARSE",
    "LANGUAGES",
    "MOST_ROADS",
    "NEEDS_ROUTE",
    "SEES",
    "WITH_ROUTE",
    "Contact",
    "Notice",
    "Passage",
    "Point",
    "RoadLine",
    "Sheet",
    "Step",
    "Stretch",
    "Window",
    "bearing",
    "coarse",
    "course_of",
    "cut",
    "distance",
    "drivers_card",
    "due",
    "map_page",
    "map_picture",
    "monitors_sections",
    "plural_form",
    "roads_around",
    "sheet_of",
    "spoken_minutes",
    "spoken_step",
    "steps_of",
    "to_calendar",
    "to_geojson",
    "to_gpx",
    "to_kml",
    "turn_word",
]
