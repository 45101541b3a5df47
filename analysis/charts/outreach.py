"""Pictures of wishes and communication."""
