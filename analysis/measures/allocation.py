"""Đề xuất phân bổ kinh phí hỗ trợ: which package each poor household is proposed to get next year.

The rule of the office (`programme.support` of district.yml) is carried out as it stands. Households
of one group and of equal need are equal: all of them take a step, or none does. A household that
cannot be compared, because its members or its ward are not recorded, is listed as that and not
guessed.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

import pandas as pd

from analysis.methods import allocation, referee
from analysis.methods.allocation import Equals, Rule
from analysis.programme import Support

GROUPS = ["group_1", "group_2", "without_labour", "other"]  # the order that parts equal needs
NONE, NO_WARD, NOT_COMPARABLE = "none", "no_ward", "not_comparable"  # in the place of a package
OUT = [NONE, NO_WARD, NOT_COMPARABLE]
MORE_VND = 1_000_000
STEPS = ["class", "closing_group", "need_points", "rung", "package_code"]
STEPS += ["step_households", "step_vnd", "step_points", "refused", "running_vnd"]


class Money(NamedTuple):
    """What there is to give, whole VND: the budget, what of it is kept back, the rest."""

    budget_vnd: int
    reserve_vnd: int
    available_vnd: int

    @classmethod
    def of(cls, budget_vnd: int, rules: Support) -> "Money":
        """The money that the rules leave of a budget; what is kept back is rounded up."""
        reserve = ceil(budget_vnd * _exact(rules.reserve_pct) / 100)
        return cls(budget_vnd, reserve, budget_vnd - reserve)


class Proposal(NamedTuple):
    """What the rule proposes, step by step, and what the money could have bought.

    `households`: the candidates with `need_points`, `class`, `package_code` (or why there is none,
    of OUT) and `proposed_vnd`. `steps`: every step in the order in which it was tried.
    """

    households: pd.DataFrame
    steps: pd.DataFrame
    money: Money
    is_too_small: bool  # for the cheapest package of any candidate
    summary: Mapping[str, object]


def candidates(roster: pd.DataFrame, year: int) -> pd.DataFrame:
    """The households poor at the closing of a year, who may be proposed (đối tượng xét hỗ trợ).

    Returns `household_id`, `unit_code`, `closing_group` and `people` as at the closing.
    """
    poor = roster[(roster["year"] == year) & (roster["closing_class"] == "poor")]
    table = pd.DataFrame(
        {
            "household_id": poor["household_id"],
            "unit_code": poor["closing_unit_code"],
            "closing_group": poor["closing_group"].replace("", "other"),
            "people": poor["closing_people"],
        }
    )
    return table.sort_values("household_id").reset_index(drop=True)


def ladder(packages: pd.DataFrame, group: str) -> pd.DataFrame:
    """The packages open to a group that are worth their cost, cheapest first (thang gói hỗ trợ).

    Each costs more than the one before and has more points. Takes `package_code`, `unit_cost_vnd`,
    `benefit_points` and `groups`, parted by semicolons; a package without points is on no ladder.
    """
    is_open = packages["groups"].str.split(";").map(lambda groups: group in groups)
    known = packages[is_open & (packages["benefit_points"] > 0).fillna(False)]
    known = known.sort_values(
        ["unit_cost_vnd", "benefit_points", "package_code"], ascending=[True, False, True]
    )
    best_before = known["benefit_points"].cummax().shift(fill_value=0)
    return known[known["benefit_points"] > best_before].reset_index(drop=True)


def proposal(
    candidates: pd.DataFrame, packages: pd.DataFrame, budget_vnd: int, rules: Support
) -> Proposal:
    """Who is proposed to get which package, by the rule, and how near that is to the optimum.

        value of a package for a household = need x benefit points
        need = need of its group + need per person x people

    Takes `candidates`, a catalogue as `ladder` does, and the whole budget of the year.
    """
    money = Money.of(budget_vnd, rules)
    needs = [_need(*row, rules) for row in _rows(candidates)]
    keys = [(row[1], need) for row, need in zip(_rows(candidates), needs, strict=True)]
    order = sorted({key for key in keys if key[1] is not None}, key=_before)
    ladders = {group: ladder(packages, group) for group in GROUPS}
    wards = sorted(set(candidates["unit_code"]) - {""})
    classes = _classes(keys, candidates["unit_code"], order, ladders, wards, rules)
    ruled = allocation.by_rule(classes, money.available_vnd, _caps(wards, money, rules))
    place = {key: at for at, key in enumerate(order)}
    households = candidates.assign(
        need_points=pd.array([None if n is None else float(n) for n in needs], dtype="Float64"),
        **{"class": pd.array([place.get(key) for key in keys], dtype="Int64")},
    )
    steps = _steps(ruled, order, ladders, classes)
    summary = _referee(classes, ruled, wards, money, rules) | _next(steps)
    cheapest = min((each.costs[0] for each in classes if each.costs), default=0)
    given = _given(households, order, ladders, ruled)
    return Proposal(given, steps, money, money.available_vnd < cheapest, summary)


def _rows(candidates: pd.DataFrame) -> list[tuple]:
    return list(candidates[["unit_code", "closing_group", "people"]].itertuples(index=False))


def _need(unit: str, group: str, people: object, rules: Support) -> Fraction | None:
    """The need of a household; None where it cannot be compared."""
    if not unit or pd.isna(people) or group not in rules.need:
        return None
    return _exact(rules.need[group]) + _exact(rules.need_per_person) * int(people)


def _exact(number: float) -> Fraction:
    """A setting as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def _before(key: tuple[str, Fraction]) -> tuple:
    group, need = key
    return -need, GROUPS.index(group)


def _classes(keys, units, order, ladders, wards, rules) -> list[Equals]:
    counts = pd.Series(list(zip(keys, units, strict=True)), dtype=object).value_counts()
    return [
        Equals(
            tuple(int(counts.get(((group, need), ward), 0)) for ward in wards),
            tuple(map(int, ladders[group]["unit_cost_vnd"])),
            tuple(need * int(points) for points in ladders[group]["benefit_points"]),
            group in rules.first,
        )
        for group, need in order
    ]


def _caps(wards: list[str], money: Money, rules: Support) -> list[int] | None:
    """The most that each ward may get."""
    if rules.ward_cap_pct is None:
        return None
    cap = floor(money.available_vnd * _exact(rules.ward_cap_pct) / 100)
    return [cap] * len(wards)


def _steps(ruled: Rule, order, ladders, classes) -> pd.DataFrame:
    """The steps as tried: which class, to which package, at what cost, and what refused it."""
    rows, running = [], 0
    for step in ruled.steps:
        group, need = order[step.at]
        running += 0 if step.refused else step.cost
        package = ladders[group]["package_code"].iloc[step.rung - 1]
        many = sum(classes[step.at].sizes)
        about = [step.at, group, float(need), step.rung, package, many]
        rows.append([*about, int(step.cost), float(step.value), step.refused, running])
    return pd.DataFrame(rows, columns=STEPS)


def _given(households, order, ladders, ruled: Rule) -> pd.DataFrame:
    """The candidates with the package of their class and its cost."""
    packages, costs = {}, {}
    for at, ((group, _), rung) in enumerate(zip(order, ruled.rungs, strict=True)):
        reached = ladders[group].iloc[rung - 1] if rung else None
        packages[at] = reached["package_code"] if rung else NONE
        costs[at] = int(reached["unit_cost_vnd"]) if rung else 0
    of_class = [None if pd.isna(at) else int(at) for at in households["class"]]
    codes = pd.Series([packages.get(at, NOT_COMPARABLE) for at in of_class], dtype="str")
    return households.assign(
        package_code=codes.where(households["unit_code"].ne("").to_numpy(), NO_WARD).to_numpy(),
        proposed_vnd=[costs.get(at, 0) for at in of_class],
    ).astype({"package_code": "str", "proposed_vnd": "int64"})


def _next(steps: pd.DataFrame) -> dict[str, object]:
    """The first step that was refused: who is next when there is more money (đối tượng kế tiếp)."""
    refused = steps[steps["refused"] != ""]
    if refused.empty:
        return {}
    row = refused.iloc[0]
    return {
        "next_group": row["closing_group"],
        "next_package": row["package_code"],
        "next_households": int(row["step_households"]),
        "next_vnd": int(row["step_vnd"]),
        "refused": row["refused"],
    }


def _referee(classes, ruled: Rule, wards, money: Money, rules: Support) -> dict[str, object]:
    """The value of the rule beside the optimum, and what a million more would buy by each.

    The referee lets those whom the rule put first keep a package, and is held to the same caps.
    """
    floors = [at for at, each in enumerate(classes) if each.is_first and ruled.rungs[at]]
    more = money._replace(available_vnd=money.available_vnd + MORE_VND)

    def most(given: Money, is_together: bool = False) -> Fraction | None:
        caps = _caps(wards, given, rules)
        return referee.optimum(classes, given.available_vnd, caps, floors, is_together=is_together)

    by_rule = ruled.value
    ruled_more = allocation.by_rule(classes, more.available_vnd, _caps(wards, more, rules))
    moved = [
        sum(each.sizes)
        for each, now, then in zip(classes, ruled.rungs, ruled_more.rungs, strict=True)
        if now != then
    ]
    best, together, best_more = most(money), most(money, True), most(more)
    gained = None if None in (best, best_more) else best_more - best
    return {
        "rule_points": float(by_rule),
        "optimum_points": _float(best),
        "gap_pct": _gap(by_rule, best),
        "together_points": _float(together),
        "together_gap_pct": _gap(by_rule, together),
        "million_households": sum(moved),
        "million_rule_points": float(ruled_more.value - by_rule),
        "million_optimum_points": _float(gained),
    }


def _gap(by_rule: Fraction, best: Fraction | None) -> float | None:
    return float(100 * (best - by_rule) / best) if best else None


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
