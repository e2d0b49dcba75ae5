"""When and on what the figures were measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "goodoffices",
    "negmas",
    "paretoset",
    "moocore",
    "numpy",
    "numba",
    "ruptures",
    "scipy",
    "igraph",
    "networkx",
)
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def today() -> dt.date:
    """The day of the measurement."""
    return dt.datetime.now(tz=dt.UTC).date()


def machine(used: str = "one") -> str:
    """Processor, how many of its cores are used, system and Python in words."""
    cores = os.cpu_count()
    return f"{_processor()} ({cores} cores, {used} used), {platform.system()}, Python {platform.python_version()}"


def versions() -> str:
    """The libraries measured, with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES)


def one_thread() -> bool:
    """Whether every library was told, before it was loaded, to use one thread."""
    return all(os.environ.get(name) == "1" for name in THREADS)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
