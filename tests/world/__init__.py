"""A generated world: one invented user, all their files, and a queue whose right verdicts were written beforehand."""
