"""The languages a text can be written in: code, name in English, name in the language itself."""

from __future__ import annotations

__all__ = ["LANGUAGES", "language_name", "own_name"]

LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("English", "English"),
    "ar": ("Arabic", "العربية"),
    "zh": ("Chinese", "中文"),
    "fr": ("French", "français"),
    "ru": ("Russian", "русский"),
    "es": ("Spanish", "español"),
    "am": ("Amharic", "አማርኛ"),
    "az": ("Azerbaijani", "azərbaycanca"),
    "fa": ("Persian", "فارسی"),
    "he": ("Hebrew", "עברית"),
    "hy": ("Armenian", "հայերեն"),
    "ka": ("Georgian", "ქართული"),
    "kk": ("Kazakh", "қазақша"),
    "ku": ("Kurdish", "kurdî"),
    "my": ("Burmese", "မြန်မာ"),
    "ps": ("Pashto", "پښتو"),
    "pt": ("Portuguese", "português"),
    "so": ("Somali", "Soomaali"),
    "sw": ("Swahili", "Kiswahili"),
    "ti": ("Tigrinya", "ትግርኛ"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "українська"),
    "ur": ("Urdu", "اردو"),
}


def language_name(code: str) -> str:
    """The name in English; the code itself when it is not one of ours."""
    return LANGUAGES.get(code, (code, code))[0]


def own_name(code: str) -> str:
    """The name of a language in that language."""
    return LANGUAGES.get(code, (code, code))[1]
