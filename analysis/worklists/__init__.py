"""Danh sách nội bộ: names of households and persons, for the few who must act on them.

Written under `internal/` of a workspace's outputs, which its owner alone reads. No notebook, page
or fact comes from here.

    doubts   rows of the register to look at again
    awards   who is proposed for commendation, by name, with every step of the score
"""
