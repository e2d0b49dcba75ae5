"""The search itself, on whole numbers: what packages there are, which cannot be bettered, which one a rule singles out.

Knows the model of a dossier and nothing of texts, pages or words.
"""
