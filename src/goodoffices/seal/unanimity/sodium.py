"""libsodium by rbcl, which unpacks it to the temporary folder and loads it from there, once in a process.

Where that fails, as in a folder mounted noexec, it is not tried again: each try would leave another copy there.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from goodoffices.errors import MachineError

__all__ = ["check_loaded"]

_FAULT: OSError | None = None

try:
    import rbcl
except OSError as error:
    _FAULT = error
else:
    # What was unpacked is left there by the binding; where the system allows, it goes.
    with suppress(OSError):
        Path(rbcl._sodium._name).unlink()  # noqa: SLF001 (there is no public name for it)


def check_loaded() -> None:
    """Raises MachineError when libsodium could not be loaded."""
    if _FAULT is not None:
        raise MachineError.of(
            "libsodium cannot be loaded from the temporary folder",
            remedy="Set TMPDIR to a folder of one's own that is not mounted noexec, and start again.",
        ) from _FAULT
