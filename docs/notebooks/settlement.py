# %% [markdown]
# # A settlement in a notebook
#
# Everything that `goodoffices settle` and `goodoffices brief` say can be had in Python. This page is a notebook; its answers were computed when
# the documentation was built.

# %%
from goodoffices import dossier, settlement
from goodoffices.brief import show

case = dossier.read("examples/two-villages/dossier.yaml")
answer = settlement.solve(case)
answer.packages

# %% [markdown]
# Results are frozen values. Packages, gains and fallbacks are plain mappings, so they go into a data frame or a plot without ado.

# %%
{solution.rule: dict(solution.outcome.gain) for solution in answer.solutions}
