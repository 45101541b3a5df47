"""Pictures of the three haves."""
