"""Good Offices: the open workbench for people who host and mediate peace talks."""

__version__ = "0.1.0"
