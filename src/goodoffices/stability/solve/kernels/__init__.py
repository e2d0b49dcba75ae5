"""The compiled loops; each is tested against the reference beside this folder."""
