"""Compiled loops of the sampler, each beside the readable reference it is tested against."""
