"""Documents whose every word has a place: read to nodes, with what is wrong in them, where, and the edit that mends
it."""
