"""Pictures of homes."""
