"""Pictures of inspection."""
