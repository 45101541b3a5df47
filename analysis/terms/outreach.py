"""The terms of wishes and communication (nguyện vọng và tuyên truyền)."""

LABELS: dict[str, dict[str, str]] = {}
CAPTIONS: dict[str, dict[str, str]] = {}
CODES: frozenset[str] = frozenset()  # columns whose cells are names of LABELS
TEXT: frozenset[str] = frozenset()  # columns of words
