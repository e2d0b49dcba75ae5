"""From the files of a scenario to a dossier: which format they are in, and everything that is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.dossier.exchange import genius, geniusweb
from goodoffices.dossier.exchange.build import dossier_of
from goodoffices.dossier.exchange.files import Element, load_bytes, parse_xml
from goodoffices.dossier.exchange.scenario import WRITTEN_OTHERWISE, Findings, Profile, Scenario, Topic
from goodoffices.dossier.model import Dossier
from goodoffices.dossier.nodes import normal
from goodoffices.errors import DossierError, FileError, Where

__all__ = ["load_scenario", "read_scenario"]

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ORDER = "Name the domain first, then one profile for each party: DOMAIN.xml A.xml B.xml."


def read_scenario(paths: Sequence[str | os.PathLike[str]]) -> Dossier:
    """The dossier that the files of a scenario state.

    `paths`: a Genius domain (XML) and then its profiles; or GeniusWeb or NegoLog profiles (JSON), with or without a
    domain before them. Every party is a principal and bears the name of its file. Utilities are those of the format,
    times 100; nothing is rounded. Discount factors are named in the caution and not used.

    Raises FileError for files that cannot be read, and DossierError with all problems otherwise: a kind of issue or
    profile that is not read is named, never approximated.
    """
    return dossier_of(load_scenario(paths))


def load_scenario(paths: Sequence[str | os.PathLike[str]]) -> Scenario:
    """What the files say, in the words of their format. Raises as `read_scenario`."""
    names = [os.fspath(path) for path in paths]
    if not names:
        raise DossierError.of("no files were named", remedy=_ORDER)
    findings = Findings()
    loaded: list[bytes] = []
    for name in names:
        with findings.gathering():
            loaded.append(load_bytes(name))
    findings.raise_any(FileError)
    trees: list[Element | dict[str, Any]] = []
    for name, data in zip(names, loaded, strict=True):
        with findings.gathering():
            trees.append(_tree(data, name))
    findings.raise_any()
    elements = [tree for tree in trees if isinstance(tree, Element)]
    objects = [tree for tree in trees if isinstance(tree, dict)]
    if elements and objects:
        raise DossierError.of("Genius (XML) and GeniusWeb (JSON) files do not mix", Where(names[0]), _ORDER)
    found = _from_xml(elements, names, findings) if elements else _from_json(objects, names, findings)
    findings.raise_any()
    return found


def _tree(data: bytes, name: str) -> Element | dict[str, Any]:
    head = data
    for mark in _BOMS:
        head = head.removeprefix(mark)
    start = head[:200].replace(b"\0", b"").lstrip()
    if start.startswith(b"<"):
        return parse_xml(data, name)
    if start.startswith((b"{", b"[")):
        return geniusweb.parse_json(data, name)
    what = "the file is empty" if not start else "the file is neither XML (Genius) nor JSON (GeniusWeb, NegoLog)"
    remedy = "A dossier needs neither import nor --genius: goodoffices dossier check FILE says whether it is one."
    raise DossierError.of(what, Where(name), remedy)


def _from_xml(trees: Sequence[Element], names: Sequence[str], findings: Findings) -> Scenario:
    domain, *rest = trees
    if not genius.is_domain(domain):
        remedy = _ORDER if domain.tag == "utility_space" else "A domain starts with `<negotiation_template>`."
        raise DossierError.of(f"`<{domain.tag}>` is not a domain", domain.where, remedy)
    if not rest:
        raise DossierError.of("there is a domain and no profile", Where(names[0]), _ORDER)
    name, topics = genius.read_domain(domain, findings)
    # Profiles are read against the domain: what is wrong with it would be told again for each of them.
    findings.raise_any()
    profiles = tuple(
        genius.read_profile(tree, file, topics, findings) for tree, file in zip(rest, names[1:], strict=True)
    )
    return Scenario(name, "Genius", names[0], topics, profiles)


def _from_json(trees: Sequence[Mapping[str, Any]], names: Sequence[str], findings: Findings) -> Scenario:
    apart = geniusweb.is_domain(trees[0])
    rest, files = (trees[1:], names[1:]) if apart else (trees, names)
    if not rest:
        raise DossierError.of("there is a domain and no profile", Where(names[0]), _ORDER)
    domains = []
    for tree, file in zip(rest, files, strict=True):
        with findings.gathering():
            domains.append(geniusweb.domain_of(tree, file))
    findings.raise_any()
    if not apart and not domains[0]:
        remedy = "Name the file of the domain before the profiles."
        raise DossierError.of("the profile holds no domain", Where(names[0], key="domain"), remedy)
    name, topics = geniusweb.read_domain(trees[0] if apart else domains[0], names[0], findings)
    findings.raise_any()
    profiles: list[Profile] = []
    for tree, domain, file in zip(rest, domains, files, strict=True):
        mine = geniusweb.read_domain(domain, file, findings)[1] if domain else topics
        if _content(mine) != _content(topics):
            where = Where(file, key="domain")
            same = {normal(name) for name in _words(mine)} == {normal(name) for name in _words(topics)}
            remedy = WRITTEN_OTHERWISE if same else "Name profiles of one domain."
            findings.add(f"the profile is on another domain than {names[0]}", where, remedy)
            continue
        profiles.append(geniusweb.read_profile(tree, file, topics, findings))
    kind = "GeniusWeb" if apart or not geniusweb.is_plain(trees[0]) else "NegoLog"
    return Scenario(name, kind, names[0] if apart else "", topics, tuple(profiles))


def _words(topics: Sequence[Topic]) -> set[str]:
    return {word for topic in topics for word in (topic.name, *topic.values)}


def _content(topics: Sequence[Topic]) -> dict[str, set[str]]:
    return {topic.name: set(topic.values) for topic in topics}
