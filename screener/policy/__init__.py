"""Rule files: what a policy is, and how it is read and checked."""
