"""How sure the world is of who asks, measured on invented worlds whose truth is known.

    python -m tests.world_measures.zones 101 102 --people 1200
    python -m tests.world_measures.cost --people 6000

Needs the extras `test` and `benchmark`. A generator is not life: these tables show what a change does to the zones, and
hold the weights to more than a handful of cases; they do not say how often the tool is right with real people.
"""
