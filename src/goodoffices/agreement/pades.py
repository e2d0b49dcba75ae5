"""Signatures within the PDF: PAdES (ETSI EN 319 142-1, baseline B-B), made and checked by pyHanko.

Each signatory signs the paper with the same Ed25519 key as the text, under a certificate that the key signs for itself:
the certificate is worth what the comparison of fingerprints is worth. The key may be elsewhere: the paper is prepared,
its owner signs what `container` says, and the paper is completed. No time stamp of others, no look at revocation: both
need a network.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import ExternalSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from goodoffices.agreement.bundle import read_statement
from goodoffices.agreement.canonical import hash_of, parts_of
from goodoffices.agreement.certificate import certificate, to_certify
from goodoffices.agreement.container import DIGEST, SIZE_OF_SIGNATURE, attributes, contained, statements
from goodoffices.agreement.deed import ATTACHED, in_words
from goodoffices.agreement.model import Agreement, Signatory
from goodoffices.agreement.paper import PaperSignature, Place, Prepared
from goodoffices.agreement.signature import Signature
from goodoffices.errors import AgreementError

__all__ = ["check", "complete", "prepare", "sign", "text_within", "to_sign", "with_fields"]

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


def prepare(paper: bytes, agreement: Agreement, asked: Signature, stamp: bytes, when: dt.datetime) -> Prepared:
    """The paper with the place of one signature left open. See `paper.prepare_paper`."""
    signatory = _signatory(agreement, asked)
    with _own_words("the paper cannot be signed"), tempfile.TemporaryDirectory(prefix="goodoffices-") as folder:
        drawn = Path(folder, "stamp.pdf")
        drawn.write_bytes(stamp)
        meta = PdfSignatureMetadata(
            field_name=signatory.id,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            reason=in_words(agreement, asked, signatory.key),
            name=next(iter(signatory.name.values())),
        )
        page = ImportedPdfPage(str(drawn))  # type: ignore[no-untyped-call]
        style = StaticStampStyle(background=page, background_layout=_WHOLE_PLACE, border_width=0)
        blank = certificate(to_certify(signatory, when), bytes(SIZE_OF_SIGNATURE))
        room = asyncio.run(_container(bytes(64), blank, asked, bytes(SIZE_OF_SIGNATURE)))
        signer = _Dated(meta, signer=ExternalSigner(blank, SimpleCertificateStore()), stamp_style=style)  # type: ignore[no-untyped-call]
        signer.when = when
        writer, out = IncrementalPdfFileWriter(io.BytesIO(paper)), io.BytesIO()
        prepared = signer.async_digest_doc_for_signing(
            writer, existing_fields_only=True, bytes_reserved=2 * len(room), output=out
        )
        open_at, _document, _out = asyncio.run(prepared)
        return Prepared(out.getvalue(), open_at.reserved_region_start, open_at.reserved_region_end)


def to_sign(prepared: Prepared, agreement: Agreement, asked: Signature, when: dt.datetime, certified: bytes) -> bytes:
    """What the key signs, once it has certified itself. See `paper.paper_bytes`."""
    made = certificate(to_certify(_signatory(agreement, asked), when), certified)
    found: bytes = attributes(prepared.digest, made, asked.signed_bytes()).dump()
    return found


def complete(  # each word is of another kind
    prepared: Prepared, agreement: Agreement, asked: Signature, when: dt.datetime, certified: bytes, signature: bytes
) -> bytes:
    """The paper with the signature in its place. See `paper.complete_paper`."""
    with _own_words("the paper cannot be signed"):
        made = certificate(to_certify(_signatory(agreement, asked), when), certified)
        content = asyncio.run(_container(prepared.digest, made, asked, signature))
        out = io.BytesIO(prepared.paper)
        PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end).fill_with_cms(out, content)
        return out.getvalue()


def sign(
    paper: bytes, private: bytes, agreement: Agreement, asked: Signature, stamp: bytes, when: dt.datetime
) -> bytes:
    """The paper with a signature in the field of its signatory, by a key that is here. See `paper.sign_paper`."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    prepared = prepare(paper, agreement, asked, stamp, when)
    certified = key.sign(to_certify(_signatory(agreement, asked), when))
    signed = key.sign(to_sign(prepared, agreement, asked, when, certified))
    return complete(prepared, agreement, asked, when, certified, signed)


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
    with _own_words("a signature of the paper cannot be read"):
        faults += _bound(embedded, agreement, signatory, said)
    return PaperSignature(signatory.id, said, _time(when), tuple(faults))


def _bound(embedded: Any, agreement: Agreement, signatory: Signatory, said: str) -> list[str]:
    """What is wrong with the statement that was signed along; early papers have none."""
    found = statements(embedded.signer_info)
    if not found:
        return []
    try:
        (told,) = found
        statement = read_statement(told)
    except (AgreementError, ValueError):
        return ["what was signed along cannot be read"]
    if statement.agreement != hash_of(parts_of(agreement)):
        return [f"it was made for another text, whose hash is {statement.agreement[:16]}…"]
    if statement.signatory != signatory.id or in_words(agreement, statement, signatory.key) != said:
        return ["what it says in words is not what was signed"]
    return []


def _signatory(agreement: Agreement, asked: Signature) -> Signatory:
    found = agreement.signatory(asked.signatory)
    if found is None:
        raise AgreementError.of(f"the paper cannot be signed: `{asked.signatory}` is no signatory of its text")
    return found


async def _container(digest: bytes, made: Any, asked: Signature, signature: bytes) -> bytes:
    return await contained(attributes(digest, made, asked.signed_bytes()), made, signature)


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
