"""Giảm nghèo: from a district's poverty register to statistics, notebooks and pages.

register -> facts -> measures -> charts, tables, findings -> notebooks -> reports
"""
