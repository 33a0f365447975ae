"""From conditions to firings: three-valued conditions, the engine in its fence, the compiled policy it is held to."""
