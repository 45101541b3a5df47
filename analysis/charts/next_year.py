"""Pictures of next year's tasks."""
