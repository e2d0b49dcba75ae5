"""A tiny scenario, written for these tests, in the formats that are read: a farmer and a miller over water."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

DOMAIN = """<?xml version="1.0"?>
<negotiation_template>
  <utility_space number_of_issues="3">
    <objective index="0" etype="objective" type="objective" name="Mill stream">
      <issue index="1" name="Who repairs / the weir?" type="discrete" vtype="discrete" etype="discrete">
        <item index="1" value="the miller"/>
        <item index="2" value="both"/>
        <item index="3" value="die Bäuerin"/>
      </issue>
      <issue index="2" name="Days of water" type="integer" vtype="integer" lowerbound="1" upperbound="3"/>
      <issue index="3" name="Price" type="discrete">
        <item index="1" value="10"/>
        <item index="2" value="10%"/>
      </issue>
    </objective>
  </utility_space>
</negotiation_template>
"""

FARMER = """<utility_space>
  <objective index="0" type="objective" name="Mill stream">
    <issue index="1" name="Who repairs / the weir?" type="discrete">
      <item index="1" value="the miller" evaluation="8"/>
      <item index="2" value="both" evaluation="4"/>
      <item index="3" value="die Bäuerin" evaluation="2"/>
    </issue>
    <issue index="2" name="Days of water" type="integer" lowerbound="1" upperbound="3">
      <evaluator ftype="linear" slope="0.5" offset="0"/>
    </issue>
    <issue index="3" name="Price" type="discrete">
      <item index="1" value="10" evaluation="3"/>
      <item index="2" value="10%" evaluation="3"/>
    </issue>
    <weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
  </objective>
  <discount_factor value="0.9"/>
  <reservation value="0.25"/>
</utility_space>
"""

MILLER = """<utility_space>
  <objective index="0" type="objective" name="Mill stream">
    <issue index="1" name="Who repairs / the weir?" type="discrete">
      <item index="1" value="the miller" evaluation="1"/>
      <item index="2" value="both" evaluation="2"/>
      <item index="3" value="die Bäuerin" evaluation="3"/>
    </issue>
    <issue index="2" name="Days of water" type="integer" lowerbound="1" upperbound="3">
      <evaluator ftype="linear" slope="-0.4" offset="1.0"/>
    </issue>
    <issue index="3" name="Price" type="discrete">
      <item index="1" value="10" evaluation="0"/>
      <item index="2" value="10%" evaluation="7"/>
    </issue>
    <weight index="1" value="2"/><weight index="2" value="1"/><weight index="3" value="1"/>
  </objective>
  <discount_factor value="1.0"/>
</utility_space>
"""

WEB_DOMAIN: dict[str, Any] = {
    "name": "stream",
    "issuesValues": {
        "weir": {"values": ["miller", "both"]},
        "days": {"range": {"low": 1, "high": 3, "step": 0.5}},
    },
}

WEB_FARMER: dict[str, Any] = {
    "LinearAdditiveUtilitySpace": {
        "name": "farmer",
        "issueUtilities": {
            "weir": {"DiscreteValueSetUtilities": {"valueUtilities": {"miller": 1, "both": 0.25}}},
            "days": {
                "NumberValueSetUtilities": {"lowValue": 1, "lowUtility": 0, "highValue": 3, "highUtility": 1},
            },
        },
        "issueWeights": {"weir": 0.4, "days": 0.6},
        "domain": WEB_DOMAIN,
        "reservationBid": {"issuevalues": {"weir": "both", "days": 1.5}},
    },
}

WEB_MILLER: dict[str, Any] = {
    "LinearAdditiveUtilitySpace": {
        "name": "miller",
        "issueUtilities": {
            "weir": {"discreteutils": {"valueUtilities": {"miller": 0.1, "both": 1}}},
            "days": {"numberutils": {"lowValue": 1, "lowUtility": 1, "highValue": 3, "highUtility": 0}},
        },
        "issueWeights": {"weir": 0.7, "days": 0.3},
        "domain": WEB_DOMAIN,
        "reservationBid": None,
    },
}

PLAIN: dict[str, Any] = {
    "reservationValue": 0.2,
    "issueWeights": {"weir": 0.4, "days": 0.6},
    "issues": {"weir": {"miller": 1.0, "both": 0.5}, "days": {"few": 0.0, "many": 1.0}},
}


def written(folder: Path, **files: str | dict[str, Any]) -> list[Path]:
    """The files, each under its keyword, `.xml` for texts and `.json` for objects."""
    paths = []
    for name, content in files.items():
        path = folder / f"{name}.{'xml' if isinstance(content, str) else 'json'}"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def genius(folder: Path) -> list[Path]:
    """The scenario as Genius files."""
    return written(folder, stream=DOMAIN, farmer=FARMER, miller=MILLER)


def web(folder: Path) -> list[Path]:
    """The scenario as two GeniusWeb profiles."""
    return written(folder, farmer=WEB_FARMER, miller=WEB_MILLER)


def changed(profile: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A GeniusWeb profile with other parts in its utility space."""
    found = copy.deepcopy(profile)
    found["LinearAdditiveUtilitySpace"].update(parts)
    return found
