"""Trying a policy before it decides anything real: its examples, and the rules of it that can disagree."""
