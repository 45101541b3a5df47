"""The terms of support of the specially poor (hỗ trợ hộ đặc biệt nghèo)."""

LABELS: dict[str, dict[str, str]] = {}
CAPTIONS: dict[str, dict[str, str]] = {}
CODES: frozenset[str] = frozenset()  # columns whose cells are names of LABELS
TEXT: frozenset[str] = frozenset()  # columns of words
