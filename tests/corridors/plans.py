"""A made-up plan of a corridor in which every hard gate is met on its day."""

from __future__ import annotations

AGREED = """\
corridor: valley
title: From Upper Town to Lower Town
by: planning cell
as_of: 2031-03-11
time_zone: Asia/Damascus
points:
  upper-town: 35.207,37.3035
  the bridge: 35.1720,37.3560
  lower-town: 35.1250,37.4355
route: [upper-town, the bridge, lower-town]
windows: [2031-03-14 07:00 .. 16:00, 2031-03-15 07:00 .. 16:00]
places:
  upper-town: {people: 180 .. 210 .. 260, source: town council, date: 2031-03-01}
flow: {per_vehicle: 5, exits: [lower-town]}
monitors: [observers]
stretches:
  hillside:
    from: upper-town
    to: the bridge
    control: north
    consent:
      - {body: north, office: chief of staff, how: written, document: N/1, date: 2031-03-01, until: 2031-03-20}
  riverside:
    from: the bridge
    to: lower-town
    control: [north, south]
    consent:
      - {body: north, office: chief of staff, how: written, document: N/2, date: 2031-03-01, until: 2031-03-20}
      - {body: south, office: secretary, how: written, document: S/7, date: 2031-03-02, from: 2031-03-10,
         until: 2031-03-15}
notified:
  - {body: north, at: 2031-03-11 10:00, by: liaison officer, window: 2031-03-14 07:00}
  - {body: north, at: 2031-03-11 10:00, by: liaison officer, window: 2031-03-15}
  - {body: south, at: 2031-03-11, by: liaison officer, window: 2031-03-14}
  - {body: south, at: 2031-03-11, by: liaison officer, window: 2031-03-15}
  - {body: observers, at: 2031-03-11 12:00, by: liaison officer, window: 2031-03-14}
  - {body: observers, at: 2031-03-11 12:00, by: liaison officer, window: 2031-03-15}
assurances:
  voluntary: {said: yes, text: each is asked alone, by: both, document: P/2, date: 2031-03-02}
  stay: {said: yes, by: both, document: P/3, date: 2031-03-02}
  medical: {said: yes, by: relief society, document: R/1, date: 2031-03-02}
  family: {said: yes, by: both, document: P/4, date: 2031-03-02}
  protection: {said: yes, by: south, document: S/7, date: 2031-03-02}
  return: {said: yes, by: north, document: N/3, date: 2031-03-02}
abort:
  rule: firing within 2 km
  decides: the duty officer
  fallback: those north of the bridge turn back
seen_by: [desk, monitor]
"""
