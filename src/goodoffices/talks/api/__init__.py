"""The same acts as on the pages, for programs: JSON over HTTP, described by OpenAPI, with tokens by seat."""

from goodoffices.talks.api.root import api

__all__ = ["api"]
