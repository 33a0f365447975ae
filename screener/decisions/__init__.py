"""From firings to a decision: why, why not, and how sure."""
