"""The live process: a web application for a mediator's team and delegations that trust nobody (Django)."""

__all__: list[str] = []
