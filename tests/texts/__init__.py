"""Tests of `screener.texts`."""
