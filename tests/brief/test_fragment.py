"""The part of a page: what a strict content policy lets stand, and nothing else."""

from __future__ import annotations

import re

from goodoffices.brief import render_fragment


def test_the_same_brief_gives_the_same_part(brief):
    assert render_fragment(brief) == render_fragment(brief)


def test_a_strict_policy_refuses_nothing_of_it(brief):
    part = render_fragment(brief)
    assert "<svg" in part
    assert not re.search(r"<(script|style|link|iframe|object|embed|img)\b", part)
    assert not re.search(r"<[^>]*\s(style|on[a-z]+|src)\s*=", part)


def test_it_says_how_it_was_made_and_what_to_be_careful_of(brief):
    part = render_fragment(brief)
    assert "How this was made" in part
    assert brief.provenance.version in part
    assert part.count('<h2 id="making">') == 1
    assert "<h1" not in part
