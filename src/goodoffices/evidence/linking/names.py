"""Names in Arabic and Latin letters in one spelling, so that what is written differently can be compared.

`romanised` keeps vowels, for likeness; `skeleton` keeps consonants alone, for equality and for blocking. Neither is a
transliteration to be read: sounds that writers in Latin letters do not keep apart are one letter in both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Name", "Word", "joined", "name_of", "normal", "romanised", "skeleton", "words"]

FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ة": "ه",
        "ؤ": "و",
        "ک": "ك",
        "ء": "",
        "ـ": "",
        **dict.fromkeys("'’‘`´ʿʾʼ", ""),
        "ø": "o",
        "ß": "ss",
        "ı": "i",
    }
)
"""Alef with hamza or madda is alef; alef maqsura and Persian ya are ya; ta marbuta is ha; hamza and tatweel vanish."""

LETTERS = str.maketrans(
    dict(
        zip(
            "ابپتثجچحخدذرزسشصضطظعغفڤقكگلمنهوي",
            "abbttjShXddrzsSsdtzaGffkkGlmnhui",
            strict=True,
        )
    )
)
"""S is sh, X kh, G gh. Waw and ya are vowels but at the beginning of a word."""

LATIN = (
    ("tch|sch|sh|ch", "S"),
    ("kh", "X"),
    ("gh", "G"),
    ("th", "t"),
    ("dh", "d"),
    ("dj|g|j", "j"),
    ("ph|v", "f"),
    ("ck|q|c", "k"),
    ("x", "ks"),
    ("p", "b"),
    ("aou|ou|oo|aw|au|ow|[ouw]", "u"),
    ("eye|ei|ey|ee|ie|ay|ai|iy|[iy]", "i"),
    ("ae|aa|e", "a"),
)
"""How Latin letters are read, in this order."""

ARTICLE = re.compile(r"\b(?:a[lnrstz]|ash|ad|el|e[nrstz]|esh|ed|ul)-|\b(?:al|el) ")
LAST_VOWEL = re.compile(r"([aiu])[^aiu][aiu]?$")
GLUED = re.compile(r"(?:al|el)(?=[bcdfghjklmnqrstwxyz]\w{4})")
ABD = re.compile(r"\babd(?:[auei][lrstnzd]|u|el)?[- ]*(?:(?:a[lrstnz]|ash|el|ul)[- ]+)?(?=\w{2})")
OWN_ALIF_LAM = {"الياس", "الهام", "الفت", "الين"}
"""Names whose first letters only look like the article."""
LINKING = {"bin", "ibn", "ben", "bint", "بن", "ابن", "بنت"}
FEWEST_LETTERS = 3
"""An article is taken off only where so many letters are left."""


@dataclass(frozen=True)
class Word:
    """A word in both spellings. Two of one skeleton may be one only where their `tone`, a set of bits, has one in
    common: it tells the vowel before the last consonant, as far as the script does (Mahmoud is not Mohammad)."""

    romanised: str
    skeleton: str
    tone: int


@dataclass(frozen=True)
class Name:
    """The first word of a name, the last (None where there is but one), and the second of three or more."""

    given: Word
    family: Word | None
    father: Word | None


def name_of(text: str) -> Name | None:
    """The parts of a name; None where it has no letters."""
    found = words(text)
    if not found:
        return None
    return Name(found[0], found[-1] if len(found) > 1 else None, found[1] if len(found) > 2 else None)  # noqa: PLR2004


def normal(text: str) -> str:
    """Small letters without marks, hamza folded, tatweel and vowel signs gone, other signs as spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(FOLDED).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join(re.sub(r"[^\w\s-]|_", " ", plain.translate(FOLDED)).split())


def words(text: str) -> list[Word]:
    """The words of a name or a place: without articles and words as `bin`; Abd is one with what follows it."""
    plain = normal(text)
    plain = re.sub(r"\bعبد +(?=\w)", "عبد", plain)
    plain = ABD.sub("abd", plain)
    plain = ARTICLE.sub("", plain)
    return [
        Word(told, skeleton(told), _tone(told, arabic=_is_arabic(word)))
        for word in plain.replace("-", " ").split()
        if word not in LINKING and (told := romanised(_bare(word)))
    ]


def joined(text: str) -> Word | None:
    """All words of a place as one."""
    found = words(text)
    if not found:
        return None
    return Word("".join(word.romanised for word in found), "".join(word.skeleton for word in found), found[-1].tone)


def _is_arabic(word: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in word)


def _tone(word: str, *, arabic: bool) -> int:
    """u, i or a before the last consonant as bits 1, 2 and 4. In Arabic letters no vowel is a, e or i, and ya is a long
    i; in Latin letters i may be either, and e is written for both."""
    found = LAST_VOWEL.search(word)
    match found[1] if found else "":
        case "u":
            return 1
        case "i":
            return 2 if arabic else 2 | 4
        case _:
            return 4


def _bare(word: str) -> str:
    """Without the article in front, also the one within Abd al-."""
    if word.startswith("عبدال"):
        return "عبد" + word[5:]
    if word.startswith("ال") and word not in OWN_ALIF_LAM and len(word) >= FEWEST_LETTERS + 2:
        return word[2:]
    return GLUED.sub("", word, count=1) if GLUED.match(word) else word


def romanised(word: str) -> str:
    """One normal word in the letters that both scripts share; doubled letters are one, a last h is a."""
    if _is_arabic(word):
        first = {"و": "w", "ي": "y"}.get(word[0], word[0].translate(LETTERS))
        told = first + word[1:].translate(LETTERS)
    else:
        first = word[:1] if word[:1] in {"w", "y"} else ""
        told = word[len(first) :]
        for pattern, letter in LATIN:
            told = re.sub(pattern, letter, told)
        told = first + told
    told = re.sub(r"[^a-zSXG]", "", told)
    told = re.sub(r"(.)\1+", r"\1", told)
    return re.sub(r"(?<=.)a?h$", "a", told)


def skeleton(word: str) -> str:
    """The consonants of a romanised word; a vowel at its beginning is `a`."""
    if not word:
        return ""
    first = "a" if word[0] in "aiu" else word[0]
    return re.sub(r"(.)\1+", r"\1", first + re.sub("[aiuwy]", "", word[1:]))
