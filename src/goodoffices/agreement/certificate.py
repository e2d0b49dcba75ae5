"""The certificate that a key signs for itself (X.509, RFC 5280; Ed25519 in it, RFC 8410), always in one form.

Its owner may be elsewhere: what is to be signed is made first, and the signature is put to it when it comes. The page
of the web application makes the same bytes by itself (`agreement_paper.js`).
"""

from __future__ import annotations

import datetime as dt
import hashlib

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import NameOID

from goodoffices.agreement.model import Signatory

__all__ = ["certificate", "to_certify"]

_ENDS = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
"""RFC 5280, 4.1.2.5: a certificate without a well-defined end."""
_LONGEST_NAME = 64
"""Bytes: the library counts them where X.520 counts letters. A name is cut between two letters."""
_NOBODY = Ed25519PrivateKey.from_private_bytes(bytes(32))
"""The library makes what is to be signed only together with a signature; that of this key is thrown away."""
_NOT_MEANT = (
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def to_certify(signatory: Signatory, when: dt.datetime) -> bytes:
    """What the key of a signatory signs to certify itself (DER of the TBSCertificate). `when`: the time of signing."""
    raw = bytes.fromhex(signatory.key)
    called = next(iter(signatory.name.values())).encode()[:_LONGEST_NAME].decode(errors="ignore")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, **dict.fromkeys(_NOT_MEANT, False))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(Ed25519PublicKey.from_public_bytes(raw))
        .serial_number(int.from_bytes(raw[:8], "big") | 1)
        .not_valid_before(when - dt.timedelta(days=1))
        .not_valid_after(_ENDS)
        .add_extension(usage, critical=True)
        # RFC 7093, method 1.
        .add_extension(x509.SubjectKeyIdentifier(hashlib.sha256(raw).digest()[:20]), critical=False)
        .sign(_NOBODY, None)
    )
    return made.tbs_certificate_bytes


def certificate(certified: bytes, signature: bytes) -> asn1_x509.Certificate:
    """The certificate, of what `to_certify` gave and the key's signature of it."""
    return asn1_x509.Certificate(
        {
            "tbs_certificate": asn1_x509.TbsCertificate.load(certified),
            "signature_algorithm": {"algorithm": "ed25519"},
            "signature_value": signature,
        }
    )
