"""Danh sách nội bộ: names of households and persons, for the few who must act on them.

Written under `internal/` of a workspace's outputs, which its owner alone reads. No notebook or
page comes from here, and no fact but the sums of `forward`.

    doubts   rows of the register to look at again
    links    pairs of rows that may be one household, to decide on
    marked   copies of the clerks' files with what is wrong or doubtful marked
    awards   who is proposed for commendation, by name, with every step of the score
    houses   who waits for a house, in an order by rule
    support  who is proposed for which package of next year's support, with every step of the rule
    wishes   what households wish for and is not done, by association
    watch    which households that exited to see first; risk: the model behind it; forward: how the
             lists of earlier years did, of which sums alone become facts
    visits   whom to visit for cause, with every reason; sample: whom next year's random
             inspections visit; calls: what the two share
    heads    who heads a household and where it lives
"""
