"""The container of a signature within a PDF (CMS, RFC 5652; with Ed25519, RFC 8419) and what exactly is signed for it.

Signed is a set of five attributes: the kind of content, the digest of the PDF (SHA-512), the hash of the certificate
(RFC 5035), which algorithms (RFC 6211), and the statement: the very bytes that are signed for the file of the
agreement. So whoever signs binds the PDF to the hash of the text, to capacity and reservations, whoever made the PDF.
"""

from __future__ import annotations

import hashlib
from typing import Any

from asn1crypto import algos, cms, core, tsp, x509
from pyhanko.sign.signers import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

__all__ = ["DIGEST", "SIZE_OF_SIGNATURE", "attributes", "contained", "statements"]

DIGEST = "sha512"
SIZE_OF_SIGNATURE = 64
_STATEMENT = "2.25.263648246268464911236773163104138874224"
"""Ours: an arc of a random UUID (ITU-T X.667), which needs no registration. Its value is one OCTET STRING."""


def attributes(digest: bytes, certificate: x509.Certificate, statement: bytes) -> cms.CMSAttributes:
    """What is signed. `digest`: SHA-512 of the PDF but for the place of the container."""
    algorithms = {"digest_algorithm": {"algorithm": DIGEST}, "signature_algorithm": {"algorithm": "ed25519"}}
    named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(certificate.dump()).digest()}]})
    told: list[tuple[str, Any]] = [
        ("content_type", "data"),
        ("message_digest", digest),
        ("signing_certificate_v2", named),
        ("cms_algorithm_protection", cms.CMSAlgorithmProtection(algorithms)),
        (_STATEMENT, core.OctetString(statement)),
    ]
    return cms.CMSAttributes([cms.CMSAttribute({"type": kind, "values": (value,)}) for kind, value in told])


async def contained(signed: cms.CMSAttributes, certificate: x509.Certificate, signature: bytes) -> bytes:
    """The container (DER), of what was signed, the certificate and the signature."""
    signer = ExternalSigner(
        certificate,
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        signature,
        algos.SignedDigestAlgorithm({"algorithm": "ed25519"}),
    )
    made = await signer.async_sign_prescribed_attributes(DIGEST, signed)
    found: bytes = made.dump()
    return found


def statements(signer_info: Any) -> list[bytes]:
    """The statements that a signature of a PDF holds: one; none where another program or an early version made it."""
    return [
        core.load(value.dump()).native
        for each in signer_info["signed_attrs"]
        if each["type"].dotted == _STATEMENT
        for value in each["values"]
    ]
