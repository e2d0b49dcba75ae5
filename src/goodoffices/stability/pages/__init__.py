"""Answers as sections, tables and pictures."""
