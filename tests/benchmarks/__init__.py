"""Benchmarks: how fast deciding and a whole triage are, as ratios to something everybody knows.

From a checkout, with the extras `test` and `benchmark` installed:

    python -m tests.benchmarks.deciding       # against a generated Python function and zen-engine
    python -m tests.benchmarks.whole_triage   # against csv.reader, and `--help` against `import typer`
    python -m tests.benchmarks.whole_triage --growth   # ten times as many connections, messages, requests, decisions
    python -m tests.benchmarks.network        # an audit of 30,000 connections, against csv.reader over the same rows
    python -m tests.benchmarks.many_users     # users a second, two processes against one, memory

Each prints a table. All ways of doing a thing are measured in one run, taking turns, and the medians are compared:
seconds differ from machine to machine, ratios hardly. No test is timed.
"""
