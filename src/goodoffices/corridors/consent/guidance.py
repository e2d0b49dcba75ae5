"""What public guidance asks of a corridor, in our words, each with who says so; to be gone through by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CHECK_LIST", "SOURCES", "Check", "Guide"]


@dataclass(frozen=True)
class Guide:
    """A public text."""

    title: str
    publisher: str
    year: int
    url: str


@dataclass(frozen=True)
class Check:
    """A question that no program answers; `sources` are keys of `SOURCES`."""

    question: str
    sources: tuple[str, ...]


SOURCES: Final = {
    "ICRC 2022": Guide(
        "How humanitarian corridors work to help people in conflict zones",
        "International Committee of the Red Cross",
        2022,
        "https://www.icrc.org/en/document/how-humanitarian-corridors-work",
    ),
    "UN 2022": Guide(
        "Glossary of humanitarian terms: pauses during conflict",
        "United Nations in Ukraine, with OCHA",
        2022,
        "https://ukraine.un.org/en/174777-glossary-humanitarian-terms-pauses-during-conflict",
    ),
    "FDFA 2014": Guide(
        "Humanitarian access in situations of armed conflict: practitioners' manual, version 2",
        "Swiss Federal Department of Foreign Affairs, OCHA and Conflict Dynamics International",
        2014,
        "http://www.cdint.org/humanitarian-access.htm",
    ),
    "SPC 2020": Guide(
        "Guiding protection principles and minimum standards for emergency relocation",
        "Syria Protection Cluster (Turkey)",
        2020,
        "https://reliefweb.int/report/syrian-arab-republic/"
        "guiding-protection-principles-and-minimum-standards-emergency-relocation",
    ),
    "Chatham House 2024": Guide(
        "Enhancing the security of civilians in conflict, chapter 4: humanitarian corridors",
        "Chatham House",
        2024,
        "https://www.chathamhouse.org/2024/04/enhancing-security-civilians-conflict/04-humanitarian-corridors",
    ),
}
"""By the short name under which the check list cites them."""

CHECK_LIST: Final = (
    Check("Have all parties to the fighting agreed, and not only those who speak to you?", ("ICRC 2022", "UN 2022")),
    Check("Are times, places, routes and vehicles agreed in detail, and the same on every side?", ("UN 2022",)),
    Check("Has the agreement reached those who stand at the road, and who confirms that?", ("ICRC 2022", "FDFA 2014")),
    Check("Does each person choose freely, knowing what waits on the way and at the end?", ("SPC 2020",)),
    Check(
        "Is it clear to all that those who stay keep the full protection of the law, and may be reached by aid?",
        ("ICRC 2022", "Chatham House 2024"),
    ),
    Check("Is leaving the last resort, after other ways to protect people where they live?", ("SPC 2020",)),
    Check("Can aid come in where people may go out?", ("ICRC 2022", "Chatham House 2024")),
    Check("Do the wounded, the sick, the old and those who cannot walk come first?", ("ICRC 2022",)),
    Check("Could the corridor serve to empty a place, to screen people or to regroup forces?", ("Chatham House 2024",)),
    Check("Is there shelter, care and safety where people arrive, and may they come back?", ("SPC 2020",)),
    Check("Who may tell the route and the time, to whom, and when at the earliest?", ("UN 2022", "FDFA 2014")),
)
"""The sources name what is asked; the wording is ours, and no source is answerable for it."""
