"""All that is wrong with a dossier, gathered while it is read, with the nearest right name where one was mistyped."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from goodoffices.dossier.nodes import Node, Scalar, normal
from goodoffices.errors import DossierError, Problem, Where

__all__ = ["Fault", "Part", "Problems", "nearest", "quoted"]

MOST = 1000
_LONGEST_NAME = 80
_SHOWN_NAMES = 12


@dataclass(frozen=True)
class Fault:
    """What is wrong inside one scalar: `offset` counts its characters from 0."""

    what: str
    remedy: str = ""
    offset: int = 0


@dataclass(frozen=True)
class Part:
    """A part of the file: its node, its path of keys, and the key it stands under (None at the top and in a list)."""

    node: Node
    path: str = ""
    name: Scalar | None = None

    @property
    def text(self) -> str:
        """The text of a scalar without outer space, and "" for anything else."""
        return self.node.text.strip() if isinstance(self.node, Scalar) else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written after the key."""
        return isinstance(self.node, Scalar) and not self.node.text and not self.node.style

    @property
    def id(self) -> str:
        """The last key of the path, as names are compared."""
        return normal(self.name.text) if self.name else ""

    def under(self, key: str) -> str:
        """The path of a key of this part."""
        return f"{self.path}.{key}" if self.path else key


class Problems:
    """Gathers problems; `raise_any` raises them all, in the order in which they stand in the file.

    After 1,000 problems the search stops: a file with more is not a dossier with mistakes.
    """

    def __init__(self, file: str = "", found: Iterable[Problem] = ()) -> None:
        self.file = file
        self.found = list(found)

    def add(self, part: Part, what: str, remedy: str = "", *, at_key: bool = False) -> None:
        """A problem at the start of the part, or at its key."""
        node = part.name if at_key and part.name else part.node
        self._add(node.line, node.column, part.path, what, remedy)

    def add_fault(self, part: Part, fault: Fault) -> None:
        """A problem inside a scalar, at the wrong word where its place in the line is certain."""
        node = part.node
        column = node.column
        if isinstance(node, Scalar):
            lead = 0 if not node.style else 1 if node.style in "'\"" else None
            # Only where the file holds the text character for character does an offset name a column.
            if lead is not None and node.end - node.start == len(node.text) + 2 * lead and "\n" not in node.text:
                column += lead + fault.offset + len(node.text) - len(node.text.lstrip())
        self._add(node.line, column, part.path, fault.what, fault.remedy)

    def _add(self, line: int, column: int, key: str, what: str, remedy: str) -> None:
        if len(self.found) >= MOST:
            self.found.append(Problem(f"more than {MOST:,} problems; the rest of the file was not looked at"))
            raise DossierError(*self._sorted())
        self.found.append(Problem(what, Where(self.file, line, column, key), remedy))

    def raise_any(self) -> None:
        """Raise DossierError when anything was found."""
        if self.found:
            raise DossierError(*self._sorted())

    def _sorted(self) -> list[Problem]:
        last = max(problem.where.line for problem in self.found) + 1
        return sorted(self.found, key=lambda p: (p.where.line or last, p.where.column, p.where.key))


def nearest(word: str, names: Collection[str], of_what: str = "") -> str:
    """A remedy for a name that is not known: the nearest known one, and the known ones when they are few."""
    known = list(names)
    guess = nearest_name(word, known)
    remedy = f"Did you mean `{guess}`?" if guess else ""
    if of_what and 1 < len(known) <= _SHOWN_NAMES:
        remedy += f" {of_what} are {', '.join(known)}."
    elif of_what and len(known) == 1 and not guess:
        remedy = f"There is only `{known[0]}`."
    return remedy.strip()


def nearest_name(word: str, names: Collection[str], cutoff: float = 0.6) -> str:
    """The known name that is most like the word, or "" when none is; `cutoff` is how like, of 1, it has to be."""
    if len(word) > _LONGEST_NAME or len(names) > MOST:
        return ""
    folded = {name.casefold(): name for name in reversed(list(names))}
    close = difflib.get_close_matches(word.casefold(), folded, n=3, cutoff=cutoff)
    if close:
        # Of names that are as like, a slip of the finger seldom strikes the first letter.
        same = [name for name in close if name[:1] == word[:1].casefold()]
        return folded[same[0] if same and _likeness(word, same[0]) >= _likeness(word, close[0]) else close[0]]
    longer = [name for key, name in folded.items() if len(word) > 1 and key.startswith(word.casefold())]
    return longer[0] if len(longer) == 1 else ""


def _likeness(word: str, name: str) -> float:
    return difflib.SequenceMatcher(None, name, word.casefold()).ratio()


def quoted(text: str) -> str:
    """A word of the file as a message shows it."""
    return f"`{text}`" if len(text) <= _LONGEST_NAME else f"`{text[: _LONGEST_NAME - 1]}…`"
