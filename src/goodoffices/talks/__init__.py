"""The live process: a web application for a mediator's team and delegations that trust nobody (Django).

What is handed out here loads Django only when it is called.
"""

from goodoffices.talks.backups import Backup, back_up
from goodoffices.talks.demo import DemoAccount, demo_home, load_demo
from goodoffices.talks.doctor import CHECKS, Asked, Finding, State, examine
from goodoffices.talks.hosting import has_accounts, make_administrator, open_installation, origin_of, sqlite_file
from goodoffices.talks.installation import named_home
from goodoffices.talks.moving import Listed, export_archive, import_archive, list_processes
from goodoffices.talks.server import listen, serve

__all__ = [
    "CHECKS",
    "Asked",
    "Backup",
    "DemoAccount",
    "Finding",
    "Listed",
    "State",
    "back_up",
    "demo_home",
    "examine",
    "export_archive",
    "has_accounts",
    "import_archive",
    "list_processes",
    "listen",
    "load_demo",
    "make_administrator",
    "named_home",
    "open_installation",
    "origin_of",
    "serve",
    "sqlite_file",
]
