"""Tests of `screener.people`."""
