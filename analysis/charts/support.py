"""Pictures of support of the specially poor."""
