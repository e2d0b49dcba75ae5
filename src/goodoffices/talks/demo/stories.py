"""Stories of the demonstration: one that is out, in three languages, and one that waits for a second person."""

from __future__ import annotations

from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.stories import ask_for_story, second_story, write_story

__all__ = ["demo_stories"]

_OUT = {
    "en": {
        "title": "The demonstration has begun",
        "body": (
            "The sides are in the same building and receive the mediator's team one after the other. A first draft has "
            f"been handed to all. Nothing is agreed until everything is.\n\n{ILLUSTRATIVE}"
        ),
    },
    "ru": {
        "title": "Демонстрация началась",
        "body": (
            "Стороны находятся в одном здании и по очереди принимают группу посредника. Первый проект передан всем. "
            "Ничто не согласовано, пока не согласовано всё.\n\n"
            "Пояснение: это написано для демонстрации. Ни одна из сторон этого не говорила и не писала."
        ),
    },
    "ar": {
        "title": "بدأ العرض التوضيحي",
        "body": (
            "الأطراف في مبنى واحد وتستقبل فريق الوسيط تباعًا. وسُلّمت مسودة أولى إلى الجميع. "
            "لا اتفاق على شيء ما لم يُتفق على كل شيء.\n\n"
            "للتوضيح: كُتب هذا من أجل العرض. لم يقله أي طرف ولم يكتبه."
        ),
    },
}
_WAITS = {"en": {"title": "When we speak next", "body": f"The next session is tomorrow morning.\n\n{ILLUSTRATIVE}"}}


def demo_stories(table: Table) -> None:
    """Both are written and asked for by the mediator; the colleague has agreed to the first."""
    for words in (_OUT, _WAITS):
        with table.acting("mediator") as seat:
            story = write_story(process=table.process, author=seat, words=words)
            release = ask_for_story(story=story, author=seat)
        if words is _OUT:
            with table.acting("colleague") as seat:
                second_story(release, seat=seat)
