"""Names, profile addresses and companies; who is the same person, and how sure that is."""
