"""Kiểm tra: measures of inspection."""
