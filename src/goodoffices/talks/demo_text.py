"""A short negotiating text for the demonstration, written by us. It is illustrative and quotes no document."""

from __future__ import annotations

from goodoffices.talks.domain.text_drafts import draft_from_paste, edit_clause, set_languages
from goodoffices.talks.domain.text_issues import questions
from goodoffices.talks.models import Room, Seat, Text

__all__ = ["PASTED", "TITLE", "make_demo_text"]

TITLE = "Draft memorandum on a cessation of hostilities (illustrative)"

PASTED = """
The Sides, wishing to relieve the people of the areas concerned and to open the way to talks on \
a settlement, have come to the following understanding.

Article 1. Cessation of hostilities
1.1 The Sides shall cease all hostilities [throughout the country / within the \
de-escalation zones] from 00:00 on the day after signature.
1.2 The groups named in the annex stand outside the ceasefire. [Nobody is put on \
that list, or taken off it, without the consent of both Sides.]

Article 2. Zones and flights
2.1 Four zones are established for six months[, renewable [once] by the guarantors].
2.2 There shall be no military flights over the zones [except against the groups named in the annex / \
without exception].

Article 3. Monitoring
3.1 Compliance is monitored by [the guarantors together / observers of third countries on whom both Sides agree].
3.2 Each incident is recorded first, then verified, and only then attributed to a Side.

Article 4. People
4.1 Humanitarian convoys pass without hindrance. They are announced 48 hours before they set out.
4.2 Detained women and children are released first. A working group meets every two weeks until all cases are closed.
"""

# number of the clause -> issue and option of the Astana case, as the words now stand
TIES = {
    "1.1": ("ceasefire", ""),
    "1.2": ("listed", ""),
    "2.1": ("zones", ""),
    "2.2": ("air", ""),
    "3.1": ("monitor", ""),
    "4.1": ("aid", "unhindered"),
    "4.2": ("detainees", "women"),
}
TRANSLATIONS = {
    "1": {"ru": "Прекращение боевых действий", "ar": "وقف الأعمال العدائية"},
    "1.1": {
        "ru": "Стороны прекращают все боевые действия [на всей территории страны / в зонах деэскалации] с 00:00 дня,"
        " следующего за днём подписания.",
        "ar": "يوقف الطرفان جميع الأعمال العدائية [في جميع أنحاء البلاد / داخل مناطق خفض التصعيد] اعتبارًا"
        " من الساعة 00:00 من اليوم التالي للتوقيع.",
    },
    "3.2": {
        "ru": "Каждый инцидент сначала регистрируется, затем проверяется и лишь после этого вменяется одной из Сторон.",
        "ar": "يُسجَّل كل حادث أولًا، ثم يُتحقَّق منه، وبعد ذلك فقط يُنسب إلى أحد الطرفين.",
    },
    "4": {"ru": "Люди", "ar": "الناس"},
    "4.1": {
        "ru": "Гуманитарные конвои проходят беспрепятственно. О них сообщают за 48 часов до отправления.",
        "ar": "تمر القوافل الإنسانية دون عوائق. ويُعلن عنها قبل انطلاقها بثمانٍ وأربعين ساعة.",
    },
}


def make_demo_text(*, room: Room, author: Seat) -> Text:
    """The draft on the mediator's desk: English, with some clauses in Russian and Arabic, tied to the case's issues."""
    text = draft_from_paste(room=room, author=author, title=TITLE, language="en", pasted=PASTED)
    set_languages(text=text, title=TITLE, languages=["en", "ru", "ar"], authentic=["ru", "ar"])
    text = Text.objects.get(pk=text.pk)
    wording = text.wording
    numbers = wording.numbers()
    known = {question.id for question in questions()}
    for clause in wording.clauses:
        number = numbers[clause.id]
        issue, option = TIES.get(number, ("", ""))
        tie = (issue, option) if issue in known or not known else ("", "")
        words = dict(clause.words) | TRANSLATIONS.get(number, {})
        edit_clause(text=text, clause=clause.id, seen=clause.mark(), words=words, tie=tie)
    return Text.objects.get(pk=text.pk)
