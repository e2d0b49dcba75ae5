"""Proofs that a message is well formed, which show nothing else: sigma protocols made non-interactive.

A key              knowledge of k with K = g^k (Schnorr 1991).
An answer          knowledge of r and m with A = g^r and B = h^r g^m: a proof of a representation (Okamoto 1992;
                   Cramer, Damgård, Schoenmakers 1994). It holds for every m and shows nothing of it.
The same power     knowledge of s with A' = A^s and B' = B^s (Chaum, Pedersen 1992): for blinding and for shares.

Each is perfectly zero-knowledge towards an honest verifier and has special soundness. The challenge (Fiat, Shamir 1986;
the strong form, Bernhard, Pereira, Warinschi 2012) hashes which proof it is, the invitation, the sender, what the
sender had seen of the board, every point of the statement (bases too) and every commitment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.seal.unanimity.group import (
    Point,
    Random,
    Scalar,
    base,
    hash_to_scalar,
    new_scalar,
    plus,
    point,
    scalar,
    scalar_sum,
    times,
)

__all__ = [
    "Bound",
    "challenge",
    "holds_answer",
    "holds_key",
    "holds_power",
    "prove_answer",
    "prove_key",
    "prove_power",
]


@dataclass(frozen=True)
class Bound:
    """What a proof is bound to: the invitation (process, proposal, text, roster, run), the sender, what it had seen."""

    invitation: str
    sender: str
    seen: str


def challenge(kind: str, bound: Bound, points: Mapping[str, Point]) -> Scalar:
    """The challenge of a proof: all that it is about goes in."""
    told = {"invitation": bound.invitation, "sender": bound.sender, "seen": bound.seen}
    return hash_to_scalar(f"challenge/{kind}", {**told, "points": {name: raw.hex() for name, raw in points.items()}})


def prove_key(bound: Bound, secret: Scalar, random: Random) -> dict[str, str]:
    """The public key of a secret with the proof that its owner knows it."""
    start = new_scalar(random)
    public, t = base(secret), base(start)
    answered = scalar_sum(start, challenge("key", bound, {"point": public, "t": t}), secret)
    return {"point": public.hex(), "t": t.hex(), "z": answered.hex()}


def holds_key(bound: Bound, body: Mapping[str, str]) -> bool:
    """Whether g^z = T · K^c. Raises SealError for what is no proof at all."""
    public, t, z = point(body["point"], "the key"), point(body["t"], "t"), scalar(body["z"], "z")
    return base(z) == plus(t, times(challenge("key", bound, {"point": public, "t": t}), public))


def prove_answer(bound: Bound, joint: Point, r: Scalar, m: Scalar, random: Random) -> dict[str, str]:
    """An answer closed under the joint key, with the proof that its sender knows what is in it."""
    start_r, start_m = new_scalar(random), new_scalar(random)
    points = {
        "joint": joint,
        "a": base(r),
        "b": plus(times(r, joint), base(m)),
        "ta": base(start_r),
        "tb": plus(times(start_r, joint), base(start_m)),
    }
    c = challenge("answer", bound, points)
    zr, zm = scalar_sum(start_r, c, r), scalar_sum(start_m, c, m)
    shown = {name: points[name].hex() for name in ("a", "b", "ta", "tb")}
    return {**shown, "zr": zr.hex(), "zm": zm.hex()}


def holds_answer(bound: Bound, joint: Point, body: Mapping[str, str]) -> bool:
    """Whether g^zr = Ta · A^c and h^zr g^zm = Tb · B^c. Raises SealError for what is no proof at all."""
    points = {name: point(body[name], name) for name in ("a", "b", "ta", "tb")}
    zr, zm = scalar(body["zr"], "zr"), scalar(body["zm"], "zm")
    c = challenge("answer", bound, {"joint": joint, **points})
    first = base(zr) == plus(points["ta"], times(c, points["a"]))
    return first and plus(times(zr, joint), base(zm)) == plus(points["tb"], times(c, points["b"]))


def prove_power(
    kind: str, bound: Bound, bases: tuple[Point, Point], secret: Scalar, random: Random
) -> tuple[Point, Point, dict[str, str]]:
    """Two points to the same secret power, and the proof that the power is the same."""
    start = new_scalar(random)
    one, two = (times(secret, each) for each in bases)
    ta, tb = (times(start, each) for each in bases)
    c = challenge(kind, bound, _power_points(bases, (one, two), (ta, tb)))
    return one, two, {"ta": ta.hex(), "tb": tb.hex(), "z": scalar_sum(start, c, secret).hex()}


def holds_power(
    kind: str, bound: Bound, bases: tuple[Point, Point], powers: tuple[Point, Point], body: Mapping[str, str]
) -> bool:
    """Whether both are the same power of their bases. Raises SealError for what is no proof at all."""
    commitments = (point(body["ta"], "ta"), point(body["tb"], "tb"))
    z = scalar(body["z"], "z")
    c = challenge(kind, bound, _power_points(bases, powers, commitments))
    return all(
        times(z, one) == plus(t, times(c, power)) for one, power, t in zip(bases, powers, commitments, strict=True)
    )


def _power_points(
    bases: tuple[Point, Point], powers: tuple[Point, Point], commitments: tuple[Point, Point]
) -> dict[str, Point]:
    return {
        "base_a": bases[0],
        "base_b": bases[1],
        "a": powers[0],
        "b": powers[1],
        "ta": commitments[0],
        "tb": commitments[1],
    }
