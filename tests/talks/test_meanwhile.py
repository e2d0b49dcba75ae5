"""Two who change the same thing at once: the second is told, and nothing of the first is lost."""

from __future__ import annotations

import re

import pytest
from tests.talks.markers.preferences import DOSSIER

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agenda import move_item
from goodoffices.talks.models import AgendaItem

pytestmark = pytest.mark.django_db
TOLD = "meanwhile"
CLAIM = {"operator": "about", "value": "40", "harm": "killed", "population": "all", "unit": "persons"}
CLAIM |= {"place": "Bridge", "begins": "2017-05", "measure": "flow", "document": "paper"}
CLAIM |= {"source": "C", "information": "3"}
CASE = DOSSIER.format(desk="Harbour", ask="Which road?", option="quite")


def fields(page: str) -> dict[str, str]:
    """What a page's form keeps for itself."""
    return dict(re.findall(r'<input type="hidden" name="((?!csrf)[a-z]+)" value="([^"]*)"', page))


def addresses(world) -> dict[str, tuple[str, dict]]:
    """Each page that changes something, with what could be sent to it."""
    found = {kind: next(iter(world.records[kind].values())).pk for kind in ("agendaitem", "absent", "session", "text")}
    note = world.records["note"]["north"].pk
    meeting = {"day": "2027-05-03", "begins": "10:00", "ends_at": "12:00", "zone": "UTC"}
    return {
        "note": (f"notes/{note}/edit/", {"title": "{who}", "text": "words"}),
        "item": (f"preparing/agenda/{found['agendaitem']}/", {"title": "{who}"}),
        "absent": (
            f"preparing/missing/{found['absent']}/", {"who": "{who}", "kind": "other", "standing": "missing"}
        ),
        "session": (f"preparing/sessions/{found['session']}/change/", {"title": "{who}"} | meeting),
        "text": (f"text/draft/{found['text']}/about/", {"title": "{who}", "original": "en"}),
        "case": ("case/load/", {"text": CASE + "# {who}\n"}),
        "ledger": ("evidence/claims/about/", {"title": "{who}", "name": "bridge", "period_tolerance": "0"}),
        "claim": (f"evidence/claims/claim/{world.others['claim'].pk}/change/", CLAIM | {"claimant": "{who}"}),
    }  # fmt: skip


@pytest.mark.parametrize("thing", ["note", "item", "absent", "session", "text", "case", "ledger", "claim"])
def test_the_second_of_two_changes_is_refused_and_told_why(thing, world):
    path, sent = addresses(world)[thing]
    address = f"/p/{world.process.pk}/{path}"
    browser = world.client("mediator")
    opened = browser.get(address)
    assert opened.status_code == 200, address
    kept = fields(opened.content.decode())
    assert {"seen", "version"} & set(kept), kept
    first = {name: value.replace("{who}", "the first") for name, value in sent.items()} | kept
    second = {name: value.replace("{who}", "the second") for name, value in sent.items()} | kept
    assert browser.post(address, first).status_code == 302
    refused = browser.post(address, second)
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
    assert "the first" in browser.get(address).content.decode()
    again = second | fields(browser.get(address).content.decode())
    assert browser.post(address, again).status_code == 302, "who has seen the other's words can go on"


def test_an_item_that_somebody_moved_meanwhile_keeps_its_new_place(world):
    with looking_as(world.viewer("mediator")):
        items = list(AgendaItem.objects.all())
        path = f"/p/{world.process.pk}/preparing/agenda/{items[0].pk}/"
        browser = world.client("mediator")
        kept = fields(browser.get(path).content.decode())
        move_item(item=items[0], up=False)
        assert browser.post(path, {"title": "Changed"} | kept).status_code == 302
        assert [one.pk for one in AgendaItem.objects.all()][1] == items[0].pk
