"""Statements in both languages: whole sentences, of every thing that can become of a line."""

import pytest

from renoflow.attribution import Case, pay, statement
from renoflow.words import text
from tests.attribution.pay.plans import PLANS, cases_of, court_of

RUNS = [(plan, case) for plan in PLANS for case in cases_of(plan)]


def stated(plan, words, payee, lang):
    case = next(one for one in cases_of(plan) if words in one.name)
    found = pay(court_of(plan), Case("c1", case.facts), at=case.at)
    return text(statement(found, payee), lang)


@pytest.mark.parametrize(("plan", "case"), RUNS, ids=[case.name for _, case in RUNS])
def test_every_statement_is_said_in_whole_sentences(plan, case):
    """A code in the middle of a statement would be read as a mistake."""
    found = pay(court_of(plan), Case("c1", case.facts), at=case.at)
    for payee in found.payees:
        for lang in ("en", "zh"):
            said = text(statement(found, payee), lang)
            assert payee in said
            assert not any(code in said for code in ("pay.", "sum.", "statement", "{"))
    for line in found.lines:
        assert text(line, "zh") != text(line)


def test_what_is_taken_back_is_told_with_row_day_and_fact():
    """Who has to pay back asks for the sentence and the day."""
    said = stated("channel_partner", "all is taken back", "north_star", "en")
    assert "30.00 yuan were taken back on 2024-06-08 24:00 by cancelled (f5)." in said
    assert said.endswith("15.00 yuan paid and 15.00 yuan to pay back.")
    zh = stated("channel_partner", "all is taken back", "north_star", "zh")
    assert "2024年6月8日24:00依cancelled扣回30.00元（f5）。" in zh
    assert zh.endswith("已付15.00元和应退15.00元。")


def test_what_is_forfeited_cut_unknown_or_without_a_rate_is_told():
    """What is not paid needs its reason most."""
    said = stated("channel_partner", "very instant", "north_star", "en")
    assert "loyal: forfeited on 2025-03-11 24:00." in said
    said = stated("home_builder", "a fen over", "agent_lin", "en")
    assert "(0.01 yuan were cut by a cap)" in said
    assert "scheme: 1,875.07 yuan, not due yet." in stated("designer", "last fen", "luo", "en")
    assert "no rate is known of luo for f2" in stated("designer", "no rate", "luo", "en")
    assert "尚无luo的提成比例" in stated("designer", "no rate", "luo", "zh")
