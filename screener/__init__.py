"""Triages incoming connection requests by rules their user can read, and proves its reasons from the user's files."""

__version__ = "0.1.0"
