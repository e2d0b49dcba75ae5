"""The live process: a web application for a mediator's team and delegations that trust nobody (Django).

What is handed out here loads Django only when it is called.
"""

from goodoffices.talks.demo import DemoAccount, demo_home, load_demo
from goodoffices.talks.hosting import has_accounts, make_administrator, open_installation, origin_of
from goodoffices.talks.server import listen, serve

__all__ = [
    "DemoAccount",
    "demo_home",
    "has_accounts",
    "listen",
    "load_demo",
    "make_administrator",
    "open_installation",
    "origin_of",
    "serve",
]
