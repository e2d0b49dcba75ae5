"""Compiled loops of the quickest flow, beside the readable reference they are tested against."""
