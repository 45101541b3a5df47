"""Nhiệm vụ năm sau: measures of next year's tasks."""
