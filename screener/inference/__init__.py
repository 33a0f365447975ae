"""From conditions and a policy to firings: three-valued conditions, the engine in its fence, and the reference it is held to."""
