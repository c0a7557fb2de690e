"""Maps, loops and the ground of walks."""
