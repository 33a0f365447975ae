"""Tests of `screener.evidence`."""
