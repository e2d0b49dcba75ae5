"""A demonstration: the Astana example at a table, one account for each role, all of it thrown away afterwards.

`load_demo` makes the people, then runs STEPS in order; each step adds one part of a process with the acts of `domain`.
"""

from goodoffices.talks.demo.account import DemoAccount
from goodoffices.talks.demo.folder import (
    ceasefire_file,
    corridor_file,
    demo_home,
    drawing_file,
    example_file,
    incidents_file,
    ledger_file,
    roads_file,
)
from goodoffices.talks.demo.load import load_demo

__all__ = [
    "DemoAccount",
    "ceasefire_file",
    "corridor_file",
    "demo_home",
    "drawing_file",
    "example_file",
    "incidents_file",
    "ledger_file",
    "load_demo",
    "roads_file",
]
