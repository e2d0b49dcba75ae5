# %% [markdown]
# # A settlement in a notebook
#
# Everything that `goodoffices settle`, `trade`, `what-if` and `brief` say can be had in Python. This page is a
# notebook: its answers were computed when this documentation was built.

# %%
from goodoffices import dossier, settlement
from goodoffices.brief import show

case = dossier.read("examples/two-villages/dossier.yaml")
answer = settlement.solve(case)
answer.packages

# %% [markdown]
# Results are plain values: gains and packages are mappings, so they go into a data frame or a plot without ado.

# %%
{solution.rule: {"gain": dict(solution.outcome.gain), "ties": solution.ties} for solution in answer.solutions}

# %% [markdown]
# Where do the texts on record stand, and what would be better for both than the elders' draft?

# %%
trades = settlement.what_to_trade(case, "elders", settlement=answer)
[(one.changes[0].issue, one.changes[0].after, dict(one.difference)) for one in trades.single]

# %% [markdown]
# How far does the answer hold within what the file leaves open? A thousand draws from its intervals and orders; the
# same seed gives the same answer. Any section that a command prints or the brief shows can be shown here.

# %%
found = settlement.study(case, draws=1000, seed=1)
{one.title: (one.all_accept.share, round(one.all_accept.error, 2)) for one in found.uncertainty.proposals}

# %%
wanted = {"acceptance", "ask"}
show(*(section for section in settlement.study_sections(case, found) if section.anchor in wanted))

# %% [markdown]
# What would change if the Upper Village asked for more? The file is not touched.

# %%
text = dossier.load_text("examples/two-villages/dossier.yaml")
before, after, edits = settlement.suppose(text, [("parties.upper.fallback", "80")])
difference = settlement.what_if(before, after, edits)
difference.acceptable

# %% [markdown]
# With that nothing may be left that both could accept. Then the question is what blocks.

# %%
stuck = dossier.parse_dossier(text.replace("fallback: 35", "fallback: 95"))
blocked = settlement.what_blocks(stuck)
[[(one.kind, one.party) for one in opening.gives] for opening in blocked.openings]
