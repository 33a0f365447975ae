"""What there is to know about a request: the subjects with their fields, and what their values may be."""
