"""Nhà ở của hộ nghèo: measures of homes."""
