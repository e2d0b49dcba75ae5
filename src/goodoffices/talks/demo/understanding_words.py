"""The words of the demonstration's understanding on a road and a list, in English and Arabic, all written by us."""

from __future__ import annotations

__all__ = [
    "ACTS",
    "BODY",
    "BY",
    "CHECKPOINT",
    "CLOSING",
    "LIST",
    "NAMES",
    "PASTED",
    "PLACE",
    "QUIET",
    "RESERVATION",
    "ROAD",
    "TITLES",
    "TRANSLATIONS",
]

QUIET = "The sides refrain from any attack in Area 1."
ROAD = "Within seven days the Government opens the road between Place A and Place B"
CHECKPOINT = "within three days after that the opposition opens its checkpoint at Place C."
LIST = "Within five days the opposition hands over a list of the persons held at Place D."

TITLES = {
    "en": "Understanding on a road and a list (illustrative)",
    "ar": "تفاهم بشأن طريق وقائمة (للتوضيح)",
}
PASTED = f"""
Written to show a computer program. No party said, adopted or signed any of it.

Article 1. Quiet
1.1 {QUIET}

Article 2. The road and the list
2.1 {ROAD}; {CHECKPOINT}
2.2 {LIST}

Article 3. Application
3.1 This sets down what the sides have applied since {{since}}, the day from which these periods run. They go on \
applying it until both have signed.
"""
TRANSLATIONS = {
    "P1": "كُتب هذا لعرض برنامج حاسوبي. لم يقل أي طرف شيئًا منه ولم يعتمده ولم يوقّعه.",
    "1": "الهدوء",
    "1.1": "يمتنع الطرفان عن أي هجوم في المنطقة 1.",
    "2": "الطريق والقائمة",
    "2.1": "تفتح الحكومة خلال سبعة أيام الطريق بين الموقع «أ» والموقع «ب»؛ وتفتح المعارضة خلال ثلاثة أيام من ذلك"
    " حاجزها عند الموقع «ج».",
    "2.2": "تسلّم المعارضة خلال خمسة أيام قائمة بالأشخاص المحتجزين في الموقع «د».",
    "3": "التطبيق",
    "3.1": "يدوّن هذا ما يطبّقه الطرفان منذ {since}، وهو اليوم الذي تسري منه هذه المهل. ويواصلان تطبيقه إلى أن"
    " يوقّعاه كلاهما.",
}
PLACE = {"en": "Hall 2", "ar": "القاعة 2"}
CLOSING = {
    "en": "Done in two languages, English and Arabic, both texts being equally authentic.",
    "ar": "حُرّر باللغتين الإنكليزية والعربية، والنصان متساويان في الحجية.",
}
NAMES = {
    "gov": {"en": "Government of Syria", "ar": "حكومة سورية"},
    "opp": {"en": "Armed opposition groups", "ar": "فصائل المعارضة المسلحة"},
}
ACTS = "no device: a key made up for the demonstration and thrown away"
BY = "Head of delegation (made up)"
BODY = "Council of ministers (made up)"
RESERVATION = "The Government understands “the road” to end at the river. (Made up.)"
