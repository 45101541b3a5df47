"""Hỗ trợ hộ đặc biệt nghèo: measures of support of the specially poor."""
