"""Many users, one task each: side by side on the cores of this machine, or on a cluster."""
