"""Where the consent of each body to each stretch stands on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goodoffices.corridors.consent.model import Consent, Record, Stretch, Window

__all__ = ["MET", "NOT_MET", "UNKNOWN", "Standing", "standings", "windows_ahead"]

MET, NOT_MET, UNKNOWN = "met", "not met", "unknown"


@dataclass(frozen=True)
class Standing:
    """One body on one stretch: `state` is `met` where its written consent is valid through every window."""

    stretch: str
    body: str
    """Empty where it is not known who controls the stretch."""
    state: str
    reason: str
    """A sentence without its full stop."""
    consent: Consent | None = None
    """The answer that decides, where there is one."""


def standings(record: Record, as_of: dt.date) -> tuple[Standing, ...]:
    """Every controlling body on every stretch, in the order of the record. The last written word counts: what a body
    wrote later takes the place of what it wrote before; what it said does not."""
    windows = windows_ahead(record, as_of)
    found = []
    for stretch in record.stretches:
        if not stretch.control:
            found.append(Standing(stretch.name, "", UNKNOWN, "it is not known who controls it"))
        found += [_standing(stretch, body, windows, as_of) for body in stretch.control]
    return tuple(found)


def windows_ahead(record: Record, as_of: dt.date) -> tuple[Window, ...]:
    """The windows that are not over on a day; all of them where all are."""
    return tuple(each for each in record.windows if each[1].date() >= as_of) or record.windows


def _standing(stretch: Stretch, body: str, windows: tuple[Window, ...], as_of: dt.date) -> Standing:
    answers = [each for each in stretch.consents if each.body == body]
    known = [each for each in answers if each.date <= as_of]
    written = [each for each in known if each.how != "oral"]
    if not known:
        later = min((each.date for each in answers), default=None)
        told = f"{body} answered on {later}, after this day" if later else f"no answer of {body} is on record"
        return Standing(stretch.name, body, UNKNOWN, told)
    if not written:
        last = max(known, key=lambda each: each.date)
        return Standing(stretch.name, body, NOT_MET, f"{body} consented orally only, on {last.date}", last)
    # Of two answers on one day the one that stands in the way counts.
    last = max(written, key=lambda each: (each.date, each.how == "refused", each.withdrawn is not None))
    state, reason = _valid(last, windows)
    return Standing(stretch.name, body, state, f"{body} {reason}", last)


def _valid(consent: Consent, windows: tuple[Window, ...]) -> tuple[str, str]:
    """Whether a written answer is a consent through all windows, and why not."""
    if consent.how == "refused":
        return NOT_MET, f"refused on {consent.date}"
    missing = [word for word, value in (("office", consent.office), ("document", consent.document)) if not value]
    begins = consent.begins.when if consent.begins else dt.datetime.combine(consent.date, dt.time())
    for opens, closes in windows:
        window = f"the window of {opens:%Y-%m-%d %H:%M}"
        if consent.withdrawn and consent.withdrawn.when <= closes:
            return NOT_MET, f"withdrew its consent, as of {consent.withdrawn}"
        if begins > opens:
            return NOT_MET, f"consented from {consent.begins or consent.date} on, after {window} opens"
        if consent.until and consent.until.last < closes:
            return NOT_MET, f"consented until {consent.until}, which ends before {window} closes"
    if consent.until is None:
        return UNKNOWN, "consented, but until when is not on record"
    if missing:
        return UNKNOWN, f"consented in writing, but the record names no {' and no '.join(missing)}"
    if not windows:
        return UNKNOWN, "consented, but no window is on record"
    return MET, f"consented in writing ({consent.office}, {consent.document}, {consent.date}), until {consent.until}"
