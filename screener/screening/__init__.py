"""The use case: files in, decisions out."""
