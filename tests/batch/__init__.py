"""Many users: one task each, on cores and on a cluster."""
