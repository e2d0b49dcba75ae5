"""Sealed boxes, keys and files under a passphrase, typed codes and a hash-chained log. Knows nothing of talks."""

from goodoffices.seal.archive import CHUNK, open_archive, write_archive
from goodoffices.seal.boxes import PrivateKey, PublicKey, open_box, seal_box
from goodoffices.seal.chain import GENESIS, Link, broken_link, link_hash
from goodoffices.seal.codes import CODE_BITS, new_code, read_code
from goodoffices.seal.from_browser import PageKey, new_page_key, open_from_browser
from goodoffices.seal.log_file import read_log, write_log
from goodoffices.seal.padding import pad, padded_size, unpad
from goodoffices.seal.passphrase import Cost, lock, unlock
from goodoffices.seal.symmetric import close, derive, new_secret, reopen

__all__ = [
    "CHUNK",
    "CODE_BITS",
    "GENESIS",
    "Cost",
    "Link",
    "PageKey",
    "PrivateKey",
    "PublicKey",
    "broken_link",
    "close",
    "derive",
    "link_hash",
    "lock",
    "new_code",
    "new_page_key",
    "new_secret",
    "open_archive",
    "open_box",
    "open_from_browser",
    "pad",
    "padded_size",
    "read_code",
    "read_log",
    "reopen",
    "seal_box",
    "unlock",
    "unpad",
    "write_archive",
    "write_log",
]
