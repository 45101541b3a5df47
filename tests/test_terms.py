"""Numbers as readers write them, and words for what is missing."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from string import Formatter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import terms
from analysis.findings import (
    denominators,
    deprivations,
    depth,
    exit_paths,
    exits,
    housing,
    inspection,
    line_change,
    movements,
    near_poor,
    next_year,
    outreach,
    persistence,
    plan,
    projection,
    proposal,
    sources,
    support,
    three_haves,
    watch,
)
from analysis.terms import Scope
from analysis.terms.awards import AWARDS
from analysis.terms.labels import COMMON, TOPICS
from analysis.terms.quality import QUALITY

SAID = [exits, movements, plan, sources, housing, three_haves, support, proposal, outreach]
SAID += [inspection, next_year, watch, exit_paths, line_change, persistence]
SAID += [denominators, near_poor, projection, depth, deprivations]
SENTENCES = [*(module.SAYS for module in SAID), terms.CAPTIONS]


def test_no_two_pages_name_different_things_by_one_name():
    for kind in ("LABELS", "CAPTIONS"):
        names = [name for topic in TOPICS for name in getattr(topic, kind)]
        assert len(names) == len(set(names))
    assert not [name for topic in TOPICS for name in topic.LABELS if name in COMMON]
    assert not AWARDS.keys() & QUALITY.keys()


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (147.5, 0, "148"),
        (148.5, 0, "149"),
        (0.5, 0, "1"),
        (7.225, 2, "7.23"),
        (100 * 2818 / 39030, 2, "7.22"),
        (-0.5, 0, "-1"),
    ],
)
def test_half_is_rounded_up_as_offices_do(value, decimals, printed):
    assert terms.rounded(value, decimals) == printed


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_percentage_of_counts_is_rounded_as_on_paper(part, whole, decimals):
    exact = Decimal(100 * part) / Decimal(whole)
    on_paper = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(terms.rounded(100 * part / whole, decimals)) == on_paper


def test_only_columns_of_years_since_the_exit_are_by_review():
    assert [*map(terms.is_by_review, ["y1", "y12_pct"])] == [True, True]
    others = ["20197", "y", "y1_pp", "years", "1", "20197_pct"]
    assert not any(map(terms.is_by_review, others))


def test_vietnamese_groups_by_points_and_english_by_commas():
    assert terms.number(4018, "vi") == "4.018"
    assert terms.number(4018, "en") == "4,018"
    assert terms.percent(7.2201, "vi") == "7,22%"
    assert terms.percent(7.2201, "en") == "7.22%"
    assert terms.number(-1200, "vi") == "−1.200"


@given(st.floats(-1e7, 1e7), st.integers(0, 3), st.sampled_from(terms.LANGS))
def test_a_shown_number_is_read_back_to_the_digits_shown(value, decimals, lang):
    shown = terms.number(value, lang, decimals)
    assert str(terms.number_of(shown, lang)) == terms.rounded(value, decimals)


@pytest.mark.parametrize(
    "text, number",
    [("−3,37", "-3.37"), ("+0,12", "0.12"), ("7,20%", "7.20"), ("2013", "2013"), ("0", "0")],
)
def test_signs_and_percentages_are_read_as_numbers(text, number):
    assert str(terms.number_of(text, "vi")) == number


@pytest.mark.parametrize("text", [terms.HIDDEN, terms.NOT_HELD, "< 0,001", "3 hộ", "", "1.5", "%"])
def test_words_and_signs_are_no_number(text):
    assert terms.number_of(text, "vi") is None


def test_a_slug_is_plain_letters_and_hyphens():
    assert terms.slug("Đường Hồ Chí Minh, năm 2013 (hộ)") == "duong-ho-chi-minh-nam-2013-ho"


@pytest.mark.parametrize("lang", terms.LANGS)
def test_every_caption_says_which_year_and_which_area(lang):
    captions = {table: caption[lang] for table, caption in terms.CAPTIONS.items()}
    assert [table for table, words in captions.items() if "{year}" not in words] == []
    assert [table for table, words in captions.items() if "{area}" not in words] == []


def test_a_caption_names_the_standard_of_the_year_where_that_is_known():
    scope = Scope(2013, "Quận A", "vi", {"line-2": "chuẩn mới"})
    assert terms.caption("plan-completion", scope) == "Thực hiện kế hoạch năm 2013, Quận A"
    known = replace(scope, standard="line-2")
    assert terms.caption("plan-completion", known).endswith("năm 2013, Quận A; chuẩn mới")


def test_an_error_both_ways_has_no_sign_and_a_difference_has():
    assert terms.shown("at_goal_error_pp", 0.314, "vi") == "0,31"
    assert terms.shown("rate_change_pp", 0.314, "vi") == "+0,31"


def test_a_printed_rate_keeps_its_digits():
    assert terms.as_printed("7.22", "vi") == "7,22%"
    assert terms.as_printed("148", "en") == "148%"
    assert terms.as_printed("4,10", "en") == "4.10%"


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("column", ["closing", "poverty_rate_pct", "finish_year", "printed_rate"])
def test_what_is_missing_is_said_in_words_and_never_zero_or_blank(column, lang):
    assert terms.shown(column, pd.NA, lang) == terms.MISSING[lang]
    assert terms.shown(column, float("nan"), lang) == terms.MISSING[lang]


def test_zero_is_shown_as_zero():
    assert terms.shown("closing", 0, "vi") == "0"


def test_years_are_not_grouped():
    assert terms.shown("year", 2013, "vi") == "2013"
    assert terms.shown("finish_year", 2016, "en") == "2016"


@pytest.mark.parametrize("words", [terms.LABELS, terms.CAPTIONS, terms.MISSING])
def test_every_label_stands_in_both_languages(words):
    entries = words.values() if isinstance(next(iter(words.values())), dict) else [words]
    assert all(set(entry) == set(terms.LANGS) and all(entry.values()) for entry in entries)


@pytest.mark.parametrize("said", SENTENCES)
def test_both_languages_of_a_sentence_hold_the_same_figures(said):
    for name, sentence in said.items():
        fields = {
            lang: {field for _, field, _, _ in Formatter().parse(sentence[lang]) if field}
            for lang in terms.LANGS
        }
        assert fields["vi"] == fields["en"], name


@pytest.mark.parametrize("said", SENTENCES)
def test_no_figure_is_typed_in_a_sentence(said):
    for name, sentence in said.items():
        for lang in terms.LANGS:
            typed = "".join(text for text, *_ in Formatter().parse(sentence[lang]))
            digits = [word for word in typed.split() if any(c.isdigit() for c in word)]
            # "settles at ..., not at 0" speaks of nought, not of a figure of the register
            assert [word.strip(".") for word in digits] in ([], ["0"]), name
