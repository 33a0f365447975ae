"""From conditions to firings: three-valued conditions, the engine in its fence, the reference it is held to."""
