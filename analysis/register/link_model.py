"""What speaks for and against two records being one household, as comparisons of Splink.

By Fellegi and Sunter a level of a comparison adds log2(m / u) bits, m being its share among pairs
of one household and u among pairs of different ones. They are round numbers beside the shares
counted on the invented register of seed 2013 as `benchmarks/linking.py` writes it down; whatever
was too rare to count, or is rarer in an invented register than it may be in a real one, was rounded
towards caution. They are not fitted to the lists at hand: what is joined does not hang on what else
is read. Only how rare a head's name is, and how many wards there are, is counted in the lists.
"""

from itertools import starmap

from splink import SettingsCreator
from splink.comparison_level_library import CustomLevel
from splink.comparison_library import CustomComparison

RETURNING = 0.35  # of the households of a list, those on another list drawn at random
FEWEST = 500  # a list with fewer households is taken for a part of a longer one
UNKNOWN = 1500  # heads of whom nothing is known, added when names are counted
WARD_BY_CHANCE = (0.02, 0.2)  # bounds for the share of pairs that are of one ward by chance
GROUPS = 75  # residential groups of a ward

HEIR = "(list_contains(others_l, head_r) or list_contains(others_r, head_l))"
SHARED = "len(list_intersect(others_l, others_r))"
NAMESAKES = "len(list_intersect(other_names_l, other_names_r))"
NUMBERS = "len(list_intersect(numbers_l, numbers_r))"
FEWER = "least(len(others_l), len(others_r))"
YEARS = "abs(held_l - held_r)"
REST = "ELSE"


def missing(*columns: str) -> str:
    """Either record lacks one of the columns: the comparison says nothing."""
    return " or ".join(f"{column}_l is null or {column}_r is null" for column in columns)


def none(column: str) -> str:
    """Either record has nothing in a column of lists."""
    return f"coalesce(len({column}_l), 0) = 0 or coalesce(len({column}_r), 0) = 0"


Levels = dict[str, tuple[float, float]]  # m and u by condition, in the order they are tried

LEVELS: dict[str, tuple[str, Levels]] = {  # of each comparison: when it says nothing, and levels
    "head": (
        missing("spelled"),
        {
            "spelled_l = spelled_r": (0.82, 7e-4),
            "plain_l = plain_r and is_bare_l <> is_bare_r": (0.08, 7e-4),
            "plain_l = plain_r": (0.005, 1e-3),
            HEIR: (0.015, 1e-4),
            "jaro_winkler_similarity(plain_l, plain_r) >= 0.93": (0.05, 0.01),
            "outer_names_l = outer_names_r": (0.015, 5e-3),
            REST: (0.01, 0.98),
        },
    ),
    "born": (
        f"{missing('born')} or {HEIR}",
        {
            "born_l = born_r": (0.93, 0.02),
            "abs(born_l - born_r) = 1": (0.05, 0.04),
            REST: (0.02, 0.94),
        },
    ),
    "sex": (
        f"{missing('sex')} or {HEIR}",
        {"sex_l = sex_r": (0.985, 0.54), REST: (0.015, 0.46)},
    ),
    "size": (
        missing("size"),
        {
            "size_l = size_r": (0.86, 0.2),
            "abs(size_l - size_r) = 1": (0.12, 0.32),
            REST: (0.02, 0.48),
        },
    ),
    "others": (  # the members besides the head
        none("other_names"),
        {
            f"{SHARED} >= 3": (0.4, 1e-8),
            f"{SHARED} = 2": (0.25, 1e-6),
            f"{SHARED} = 1 and {NAMESAKES} >= 2": (0.1, 1e-5),
            f"{SHARED} = 1": (0.15, 1e-4),
            f"{NAMESAKES} >= 2": (0.02, 1e-4),
            f"{NAMESAKES} = 1": (0.03, 5e-3),
            f"{FEWER} <= 1": (0.03, 0.4),
            REST: (0.02, 0.6),
        },
    ),
    "numbers": (  # one alone may have moved with a member who married or founded a household
        none("numbers"),
        {f"{NUMBERS} >= 2": (0.4, 1e-9), f"{NUMBERS} = 1": (0.3, 1e-5), REST: (0.3, 1)},
    ),
    "household": (  # another number says nothing, for in many registers none survives
        missing("household"),
        {"household_l = household_r": (0.95, 1e-9), REST: (1, 1)},
    ),
    "apart": (
        missing("held"),
        {
            f"{YEARS} < 1": (0.3, 0.1),
            f"{YEARS} < 2": (0.4, 0.3),
            f"{YEARS} < 4": (0.2, 0.3),
            REST: (0.1, 0.3),
        },
    ),
}
COUNTED = {  # where the name's own share in the lists takes the place of u
    "spelled_l = spelled_r": "spelled",
    "plain_l = plain_r and is_bare_l <> is_bare_r": "plain",
}


def settings(households_per_list: float, ward_by_chance: float) -> SettingsCreator:
    """The model for lists of this length, of whose pairs this share is of one ward by chance."""
    low, high = WARD_BY_CHANCE
    places = placed(min(max(ward_by_chance, low), high))
    compared = LEVELS | {"place": ("ward_l is null and place_l is null", places)}
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=RETURNING / max(households_per_list, FEWEST),
        comparisons=[comparison(name, *rows) for name, rows in compared.items()],
        retain_matching_columns=False,
    )


def placed(by_chance: float) -> Levels:
    """Levels of ward and group; lists of departures often have no ward."""
    no_ward, no_place = f"({missing('ward')})", f"({missing('place')})"
    return {
        "ward_l = ward_r and place_l = place_r": (0.9, by_chance / GROUPS),
        f"ward_l = ward_r and {no_place}": (0.98, by_chance),
        "ward_l = ward_r": (0.02, by_chance),
        "ward_l <> ward_r": (0.02, 1 - by_chance),
        f"{no_ward} and place_l = place_r": (0.95, 1 / GROUPS),
        f"{no_ward} and place_l <> place_r": (0.03, 1 - 1 / GROUPS),
        REST: (1, 1),
    }


def comparison(name: str, is_silent: str, levels: Levels) -> CustomComparison:
    """A comparison of Splink with the shares of its levels."""
    silent = CustomLevel(is_silent).configure(is_null_level=True)
    return CustomComparison([silent, *starmap(level, levels.items())], output_column_name=name)


def level(condition: str, shares: tuple[float, float]) -> CustomLevel:
    """A level with its shares; for some names u is how often that name is on the lists."""
    m, u = shares
    weighed = CustomLevel(condition).configure(m_probability=m, u_probability=u)
    if condition in COUNTED:
        weighed.configure(
            tf_adjustment_column=COUNTED[condition], disable_tf_exact_match_detection=True
        )
    return weighed
