"""Signatures within the PDF: PAdES (ETSI EN 319 142-1, baseline B-B), made and checked by pyHanko.

Each signatory signs the paper with the same Ed25519 key as the text, under a certificate that the key signs for itself:
the certificate is worth what the comparison of fingerprints is worth. No time stamp of others, no look at revocation:
both need a network.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import cms
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from goodoffices.agreement.deed import ATTACHED
from goodoffices.agreement.model import Agreement, Signatory
from goodoffices.agreement.paper import PaperSignature, Place
from goodoffices.errors import AgreementError

__all__ = ["check", "sign", "text_within", "with_fields"]

_ENDS = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
"""RFC 5280, 4.1.2.5: a certificate without a well-defined end."""
_LONGEST_NAME = 64
_WHOLE_PLACE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0))


def with_fields(paper: bytes, signatories: Sequence[Signatory], places: Sequence[Place]) -> bytes:
    """The paper with an empty field for each signatory, before anybody signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    for each, (page, box) in zip(signatories, places, strict=True):
        left, bottom, right, top = (round(edge) for edge in box)
        append_signature_field(writer, SigFieldSpec(each.id, on_page=page, box=(left, bottom, right, top)))
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def sign(paper: bytes, private: bytes, signatory: Signatory, said: str, stamp: bytes, when: dt.datetime) -> bytes:
    """The paper with a signature in the field of its signatory. See `paper.sign_paper`."""
    with _own_words("the paper cannot be signed"), tempfile.TemporaryDirectory(prefix="goodoffices-") as folder:
        drawn = Path(folder, "stamp.pdf")
        drawn.write_bytes(stamp)
        meta = PdfSignatureMetadata(
            field_name=signatory.id,
            md_algorithm="sha512",
            subfilter=SigSeedSubFilter.PADES,
            reason=said,
            name=next(iter(signatory.name.values())),
        )
        page = ImportedPdfPage(str(drawn))  # type: ignore[no-untyped-call]
        style = StaticStampStyle(background=page, background_layout=_WHOLE_PLACE, border_width=0)
        writer = IncrementalPdfFileWriter(io.BytesIO(paper))
        out = io.BytesIO()
        signer = _Dated(meta, signer=_signer(private, signatory, when), stamp_style=style)
        signer.when = when
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    return out.getvalue()


def text_within(paper: bytes) -> bytes:
    """The file within a paper that holds the frozen text. Raises AgreementError where there is none."""
    with _own_words("the paper cannot be read"):
        root = PdfFileReader(io.BytesIO(paper)).root
        try:
            names = root["/Names"]["/EmbeddedFiles"]["/Names"]
            found = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}[ATTACHED]
        except KeyError:
            remedy = "Such a paper is made by `goodoffices agreement export --format pdf` and carries the text within."
            raise AgreementError.of("this PDF is not the paper of an agreement", remedy=remedy) from None
        data: bytes = found["/EF"]["/F"].data
        return data


def check(paper: bytes, agreement: Agreement) -> tuple[PaperSignature, ...]:
    """Every signature within a paper, in the order in which they were put there."""
    with _own_words("the signatures of the paper cannot be read"):
        found = list(PdfFileReader(io.BytesIO(paper)).embedded_signatures)
    return tuple(_checked(each, agreement, last=each is found[-1]) for each in found)


class _Dated(PdfSigner):
    """Signs at the time that it is told, and reads no clock."""

    when: dt.datetime

    def init_signing_session(self, *words: Any, **more: Any) -> Any:
        session = super().init_signing_session(*words, **more)
        session.system_time = self.when
        return session


def _checked(embedded: Any, agreement: Agreement, *, last: bool) -> PaperSignature:
    signatory = agreement.signatory(embedded.field_name)
    if signatory is None:
        return PaperSignature(embedded.field_name, "", "", ("its field is that of no signatory",))
    with _own_words("a signature of the paper cannot be read"):
        certificate = embedded.signer_cert
        said, when = str(embedded.sig_object.get("/Reason", "")), embedded.self_reported_timestamp
    if bytes(certificate.public_key["public_key"].native or b"").hex() != signatory.key:
        return PaperSignature(signatory.id, said, _time(when), ("it was made by another key than that of the text",))
    trusted = ValidationContext(trust_roots=[certificate], allow_fetching=False, moment=when)
    with _own_words("a signature of the paper cannot be checked"):
        status = validate_pdf_signature(embedded, trusted)
    faults = (
        [] if status.intact and status.valid else ["the paper was changed after it was signed, or the signature was"]
    )
    if not faults and not status.trusted:
        faults.append("its certificate does not hold")
    level = status.modification_level
    if not faults and (level is None or level > ModificationLevel.FORM_FILLING or not status.bottom_line):
        faults.append("something else than a further signature was added after it was signed")
    if last and status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        faults.append("the file goes on after the last signature")
    held = bytes(embedded.pkcs7_content)
    if held.rstrip(b"\0") != cms.ContentInfo.load(held).dump().rstrip(b"\0"):
        faults.append("there are bytes behind the signature that belong to nothing")
    return PaperSignature(signatory.id, said, _time(when), tuple(faults))


def _signer(private: bytes, signatory: Signatory, when: dt.datetime) -> SimpleSigner:
    key = Ed25519PrivateKey.from_private_bytes(private)
    public = key.public_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, next(iter(signatory.name.values()))[:_LONGEST_NAME])])
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(int.from_bytes(public.public_bytes_raw()[:8], "big") | 1)
        .not_valid_before(when - dt.timedelta(days=1))
        .not_valid_after(_ENDS)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, None)
    )
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def _time(when: dt.datetime | None) -> str:
    return "" if when is None else when.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


@contextmanager
def _own_words(what: str) -> Iterator[None]:
    """Whatever a hostile PDF makes the library raise is told as one error; what it logs is not shown."""
    logger = logging.getLogger("pyhanko")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    except AgreementError:
        raise
    except Exception as error:
        remedy = "It is made by `goodoffices agreement export --format pdf`; take an unchanged copy."
        raise AgreementError.of(f"{what}: {type(error).__name__}", remedy=remedy) from error
    finally:
        logger.disabled = before
