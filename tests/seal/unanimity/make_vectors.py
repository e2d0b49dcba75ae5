"""Write vectors.json anew: `python -m tests.seal.unanimity.make_vectors`. The browser makes the same."""

from __future__ import annotations

import json
from pathlib import Path

from tests.seal.unanimity.session import session, stream

FILE = Path(__file__).parent / "vectors.json"
CASES = (("two who agree", [True, True]), ("a lone yes", [True, False, False]), ("nobody", [False, False]))


def made() -> list[dict[str, object]]:
    found = []
    for seed, answers in CASES:
        one = session(answers, stream(seed))
        board = one.until("done")
        found.append(
            {
                "seed": seed,
                "answers": answers,
                "keys": [key.raw.hex() for key in one.keys.values()],
                "invitation": one.invitation.as_dict(),
                "invitation_id": one.invitation.id,
                "messages": [message.as_dict() for message in one.messages],
                "hash": board.hash(),
                "agreed": board.agreed,
            }
        )
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(made(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
