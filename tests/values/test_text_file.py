"""A file in UTF-8 is read, and refused, in the same words by every room."""

from __future__ import annotations

import gzip
import io

import pytest

from goodoffices.errors import DossierError, EvidenceError, FileError
from goodoffices.values import is_packed, read_bytes, read_utf8, utf8


def test_a_text_is_read_without_its_mark_and_with_its_line_ends(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    assert read_utf8(tmp_path / "a.csv", 100) == "one\r\ntwo\n"


def test_gzip_is_unpacked_whatever_the_name_and_its_limit_is_of_what_it_holds(tmp_path):
    (tmp_path / "a.csv").write_bytes(gzip.compress("päck".encode()))
    assert read_utf8(tmp_path / "a.csv", 100) == "päck"
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(FileError, match="the file is larger than 2 MB"):
        read_bytes(tmp_path / "bomb.gz", 2_000_000)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"0123456789" * 50)[:-9])
    with pytest.raises(FileError, match="the file cannot be read"):
        read_bytes(tmp_path / "cut.gz", 2_000_000)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_file_in_memory_is_read_as_one_on_a_disk_and_told_by_its_name(pack):
    class Held:
        def __str__(self):
            return "held.csv"

        def open(self):
            return io.BytesIO(pack("päck".encode("latin-1")))

    assert read_bytes(Held(), 100) == b"p\xe4ck"
    assert is_packed(Held()) == (pack is gzip.compress)
    with pytest.raises(EvidenceError, match="not in UTF-8") as refused:
        read_utf8(Held(), 100)
    assert (refused.value.problems[0].where.file, refused.value.problems[0].where.column) == ("held.csv", 2)
    with pytest.raises(FileError, match="the file is larger than 0 MB"):
        read_bytes(Held(), 2)


def test_what_is_missing_or_a_folder_is_told_with_a_remedy(tmp_path):
    with pytest.raises(FileError, match="there is no such file") as missing:
        read_bytes(tmp_path / "none", 10, missing=lambda: "Name a ledger.")
    assert missing.value.problems[0].remedy == "Name a ledger."
    with pytest.raises(FileError, match="this is a folder, not a file"):
        read_bytes(tmp_path, 10)
    with pytest.raises(FileError, match="the file cannot be read: embedded null byte"):
        read_bytes("a\0b", 10)


@pytest.mark.parametrize(("before", "place"), [("", (1, 3)), ("é\n", (2, 3)), ("a\r\nb\r", (3, 3)), ("a\n\nü", (3, 4))])
def test_the_first_letter_in_another_encoding_is_told_with_line_and_column(before, place):
    with pytest.raises(DossierError, match="a letter here is not in UTF-8") as refused:
        utf8(before.encode() + b"ab\xe4 secret", "a.txt", DossierError)
    where = refused.value.problems[0].where
    assert (where.line, where.column) == place
    assert refused.value.__cause__ is None


def test_utf16_is_named():
    with pytest.raises(EvidenceError, match="saved in UTF-16, not in UTF-8"):
        utf8("a".encode("utf-16"), "a.txt")


def test_only_a_beginning_may_end_within_a_letter():
    assert utf8("aé".encode()[:-1], "a.txt", whole=False) == "a"
    with pytest.raises(EvidenceError, match="not in UTF-8"):
        utf8("aé".encode()[:-1], "a.txt")
