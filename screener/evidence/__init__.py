"""What is known about a request: one function per subject fills the fact sheet from the records of the sources."""
