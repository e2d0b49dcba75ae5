"""Lists of invented people with known truth: Arabic and Latin spellings, missing and wrong dates, duplicates."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np

from goodoffices.evidence.linking import Linking, link, parse_list

GIVEN = {
    "محمد": ("Mohammad", "Muhammed", "Mohamed"),
    "أحمد": ("Ahmad", "Ahmed"),
    "محمود": ("Mahmoud", "Mahmud"),
    "خالد": ("Khaled", "Khalid"),
    "يوسف": ("Yousef", "Yusuf", "Youssef"),
    "عبد الرحمن": ("Abdulrahman", "Abd al-Rahman", "Abdel Rahman"),
    "عبد الله": ("Abdullah", "Abdallah"),
    "عمر": ("Omar", "Umar"),
    "علي": ("Ali", "Aly"),
    "حسين": ("Hussein", "Husain"),
    "إبراهيم": ("Ibrahim", "Ebrahim"),
    "مصطفى": ("Mustafa", "Moustafa"),
    "سليمان": ("Suleiman", "Sulayman"),
    "طارق": ("Tariq", "Tarek"),
    "زياد": ("Ziad", "Ziyad"),
    "رامي": ("Rami", "Ramy"),
    "نبيل": ("Nabil", "Nabeel"),
    "فاطمة": ("Fatima", "Fatma", "Fatimah"),
    "عائشة": ("Aisha", "Aysha"),
    "زينب": ("Zainab", "Zeinab"),
    "ليلى": ("Layla", "Leila"),
    "مريم": ("Mariam", "Maryam"),
    "سعاد": ("Souad", "Suad"),
    "رشا": ("Rasha", "Racha"),
    "هدى": ("Huda", "Houda"),
}
FAMILY = {
    "الخطيب": ("al-Khatib", "Al Khateeb", "Alkhatib"),
    "الحسن": ("al-Hassan", "Alhasan"),
    "حداد": ("Haddad", "Hadad"),
    "النجار": ("al-Najjar", "Najjar"),
    "قاسم": ("Qasem", "Kassem", "Qasim"),
    "حمدان": ("Hamdan", "Hamdane"),
    "الشامي": ("al-Shami", "Shami", "Al Chami"),
    "درويش": ("Darwish", "Darwich"),
    "سلوم": ("Salloum", "Saloum"),
    "العلي": ("al-Ali", "Al Ali"),
    "خليل": ("Khalil", "Khaleel"),
    "مراد": ("Murad", "Mourad"),
    "زيتون": ("Zaitoun", "Zeitoun"),
    "بركات": ("Barakat", "Barakaat"),
    "شاهين": ("Shahin", "Chahine"),
    "الأسود": ("al-Aswad", "Aswad"),
    "غانم": ("Ghanem", "Ghanim"),
    "فارس": ("Fares", "Faris"),
    "جمعة": ("Jumaa", "Joumaa"),
    "طه": ("Taha", "Tahah"),
    "سعيد": ("Said", "Saeed"),
    "منصور": ("Mansour", "Mansur"),
    "بيطار": ("Bitar", "Bitaar"),
    "كيالي": ("Kayali", "Kayyali"),
    "رمضان": ("Ramadan", "Ramadhan"),
    "صباغ": ("Sabbagh", "Sabagh"),
    "عيسى": ("Issa", "Eissa"),
    "نصر": ("Nasr", "Naser"),
    "عثمان": ("Othman", "Osman"),
    "بدوي": ("Badawi", "Badawy"),
}
PLACES = {"حلب": "Halab", "حمص": "Homs", "إدلب": "Idlib", "حماة": "Hama", "دوما": "Douma", "درعا": "Daraa"}
START = dt.date(2015, 1, 1)
SIGNS = (("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي"), ("م", "مـ"))


def spelled(rng, arabic, latin, *, in_latin):
    """One spelling: a Latin one, or an Arabic one that may leave out hamza, dots or the article, or stretch letters."""
    if in_latin:
        return str(rng.choice(latin))
    if rng.random() < 0.4:
        old, new = SIGNS[rng.integers(len(SIGNS))]
        arabic = arabic.replace(old, new)
    return arabic


def made_lists(people=900, chances=(0.5, 0.4, 0.35), seed=1, *, missing=0.08, wrong=0.12, typo=0.04):
    """The texts of as many lists as `chances`, and for each list who (by number) each of its rows is."""
    rng = np.random.default_rng(seed)
    given, family, places = list(GIVEN), list(FAMILY), list(PLACES)
    crowd = [
        (
            given[rng.integers(len(given))],
            family[rng.integers(len(family))],
            int(rng.integers(500)),
            places[rng.integers(len(places))],
        )
        for _ in range(people)
    ]
    texts, truth = [], []
    for place, chance in enumerate(chances):
        rows, who = [], []
        for number, person in enumerate(crowd):
            if rng.random() < chance:
                for _ in range(1 + (rng.random() < 0.02)):
                    rows.append(
                        _row(
                            rng,
                            person,
                            in_latin=(place == 1) or (place > 1 and rng.random() < 0.5),
                            missing=missing,
                            wrong=wrong,
                            typo=typo,
                        )
                    )
                    who.append(number)
        order = rng.permutation(len(rows))
        texts.append("name,date,place\n" + "".join(rows[row] for row in order))
        truth.append([who[row] for row in order])
    return texts, truth


def _row(rng, person, *, in_latin, missing, wrong, typo):
    first, last, day, place = person
    name = (
        f"{spelled(rng, first, GIVEN[first], in_latin=in_latin)} {spelled(rng, last, FAMILY[last], in_latin=in_latin)}"
    )
    if rng.random() < typo:
        cut = int(rng.integers(1, len(name) - 1))
        name = name[:cut] + name[cut + 1 :]
    if rng.random() < wrong:
        day += int(rng.integers(-3, 4))
    date = "" if rng.random() < missing else str(START + dt.timedelta(days=day))
    where = "" if rng.random() < missing else (PLACES[place] if in_latin else place)
    return f"{name},{date},{where}\n"


@cache
def linked():
    """Three lists of 900 people, who each record is, and what linking them found."""
    texts, truth = made_lists()
    lists = tuple(parse_list(text, name) for text, name in zip(texts, ("hospital", "police", "families"), strict=True))
    return lists, tuple(who for one in truth for who in one), link(lists, Linking(draws=20))


def all_words():
    """Every word of every name that a made list may hold, longer than three letters."""
    names = [*GIVEN, *FAMILY, *(latin for each in (GIVEN, FAMILY) for told in each.values() for latin in told)]
    return {word for name in names for word in name.replace("-", " ").split() if len(word) > 3}
