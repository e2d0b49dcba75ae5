"""Who may see and do what: everything about it is in this folder, and nowhere else."""
