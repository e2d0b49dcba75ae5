"""The machine under an installation: disk, temporary folder, memory, clock."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import MachineError
from goodoffices.talks.doctor.finding import Asked, Finding, fault, ok, unknown, warning

__all__ = ["clock", "disk", "memory", "temporary"]

_MIB = 1024 * 1024
LEAST_DISK, FEW_DISK = 256 * _MIB, 2048 * _MIB
LEAST_MEMORY, FEW_MEMORY = 256 * _MIB, 1024 * _MIB
"""Bytes: below the first it is a fault, below the second a warning. Eight sign-ins at once take 512 MiB."""

_SWAP_OF_UNIT = Path("/sys/fs/cgroup/system.slice/goodoffices.service/memory.swap.max")
_STEP = 1.0  # seconds by which the clock may run away from the machine's own count while we look


def disk(asked: Asked) -> Iterator[Finding]:
    """There is room, and what is written reaches the disk."""
    if not asked.home.is_dir():
        return
    free = shutil.disk_usage(asked.home).free
    told = f"{free // _MIB:,} MiB are free for {asked.home}"
    more = "Free some space: without room nothing that is said can be stored."
    yield fault(told, more) if free < LEAST_DISK else warning(told, more) if free < FEW_DISK else ok(told)
    begun = time.monotonic()
    try:
        with tempfile.NamedTemporaryFile(dir=asked.home, prefix=".doctor-") as trial:
            trial.write(b"\0" * 4096)
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        yield fault(
            f"nothing can be written in {asked.home}: {error.strerror}",
            "Run this as the user of the server. Else look at the folder's owner, and whether the disk is read-only.",
        )
        return
    yield ok(f"4 KiB were written and reached the disk in {1000 * (time.monotonic() - begun):.0f} ms")


def temporary(_asked: Asked) -> Iterator[Finding]:
    """Libraries can be loaded from the temporary folder: libsodium is unpacked there for double-blind answers."""
    folder = tempfile.gettempdir()
    remedy = "Set TMPDIR to a folder of the server's own that is not mounted noexec."
    if hasattr(os, "ST_NOEXEC") and os.statvfs(folder).f_flag & os.ST_NOEXEC:
        yield fault(f"the temporary folder {folder} is mounted noexec: libsodium cannot be loaded from it", remedy)
        return
    try:
        importlib.import_module("goodoffices.seal.unanimity")  # unpacks it, loads it, takes it away
    except (ImportError, MachineError) as error:
        yield fault(f"libsodium cannot be loaded from {folder} ({type(error).__name__})", remedy)
        return
    yield ok(f"libsodium was unpacked to {folder} and loaded from there")


def memory(_asked: Asked) -> Iterator[Finding]:
    """There is memory, and what is in it does not reach the disk by itself."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
        swaps = Path("/proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except (OSError, StopIteration):
        yield unknown("this system does not tell how much memory is free", "See that 1 GiB is.")
        return
    told = f"{free // _MIB:,} MiB of memory are free"
    more = "End other programs, or give the machine more: a sign-in takes 64 MiB, a long run up to 4 GiB."
    yield fault(told, more) if free < LEAST_MEMORY else warning(told, more) if free < FEW_MEMORY else ok(told)
    if swaps and not all(line.startswith("/dev/zram") for line in swaps):
        yield _swap()


def _swap() -> Finding:
    try:
        closed = _SWAP_OF_UNIT.read_text(encoding="ascii").strip() == "0"
    except OSError:
        closed = False
    if closed:
        return ok("swap is on, and closed to goodoffices.service")
    return warning(
        "swap is on: what is opened in memory may reach the disk",
        "Set MemorySwapMax=0 in the unit, as deploy/goodoffices.service does, or encrypt the swap.",
    )


def clock(_asked: Asked) -> Iterator[Finding]:
    """The clock is set by others, and does not jump. The record of acts is compared with it by `record`."""
    wall, own = time.time(), time.monotonic()
    yield _synchronised()
    if abs((time.time() - wall) - (time.monotonic() - own)) > _STEP:
        yield warning("the clock was set while this was looking", "Deadlines follow the clock; look again in a minute.")


def _synchronised() -> Finding:
    tool = shutil.which("timedatectl")
    remedy = "See that a time service runs (systemd-timesyncd, chrony): deadlines and embargoes follow the clock."
    if tool is None:
        return unknown("nothing here tells whether the clock is synchronised", remedy)
    try:
        said = subprocess.run(  # noqa: S603 (our own words)
            [tool, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said not in {"yes", "no"}:
        return unknown("timedatectl does not tell whether the clock is synchronised", remedy)
    return ok("the clock is synchronised") if said == "yes" else warning("the clock is not synchronised", remedy)
