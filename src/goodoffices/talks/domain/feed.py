"""The stories of a process as an Atom feed (RFC 4287), one for each language. Addresses are whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from goodoffices.talks.domain.published import Published, story_address
from goodoffices.talks.models import Process
from goodoffices.talks.wording.languages import own_name

__all__ = ["feed_text", "in_another_words"]

NEWEST = 50


class _Feed(Atom1Feed):
    """An entry says its language, which may be another than that of the feed."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """As XML has it."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """The whole words, not a summary of them."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["words"], {"type": "html"})

    def latest_post_date(self) -> dt.datetime:
        """When anything changed last; without any story, when the process was opened."""
        return max([self.feed["made"], *(item["updateddate"] for item in self.items)])


def feed_text(process: Process, stories: Sequence[Published], language: str) -> str:
    """The newest stories in the language that is active, which `language` names, or said to be in another."""
    page = story_address(f"{reverse('public', args=[process.pk])}?in={language}")
    here = story_address(reverse("public_feed", args=[process.pk, language]))
    team = _("The mediator's team")
    feed = _Feed(
        title=process.title,
        link=page,
        description=None,
        language=language,
        feed_url=here,
        feed_guid=here,
        author_name=team,
        made=process.made,
        subtitle=_("What the mediator's team has made public. Nothing here is agreed unless it says so."),
    )
    for one in stories[:NEWEST]:
        feed.add_item(
            title=one.title or _("A story was withdrawn"),
            link=story_address(f"{one.path}?in={language}"),
            description=None,
            words=_told(one),
            unique_id=story_address(one.path),
            pubdate=one.first_out,
            updateddate=one.changed,
            language=one.language.code if one.title else language,
        )
    return str(feed.writeString("utf-8"))


def in_another_words(story: Published) -> str:
    """That a story is not to be had in the language asked for; empty when it is."""
    if not story.in_another:
        return ""
    return _("This story is not available in %(asked)s. It is shown in %(shown)s.") % {
        "asked": own_name(story.asked),
        "shown": story.language.own,
    }


def _told(story: Published) -> str:
    """The words as HTML; what is said of the story itself comes first."""
    if story.withdrawn:
        withdrawn = _("The mediator's team has withdrawn this story.")
        return f"<p>{escape(withdrawn)}</p>"
    said = [f"<p>{escape(in_another_words(story))}</p>"] if story.in_another else []
    if story.correction:
        said.append(f"<p>{escape(_('Corrected: %(words)s') % {'words': story.correction})}</p>")
    links = "".join(
        f'<li><a href="{escape(story_address(one.path))}">{escape(one.title)}</a></li>' for one in story.links
    )
    return "".join([*said, linebreaks(story.body, autoescape=True), f"<ul>{links}</ul>" if links else ""])
