"""A change, a dispute, a deviation and things to do without a word of their own, in sentences."""

import attrs
import pytest

from renoflow.attribution import (
    Case,
    DisputeState,
    Penalty,
    judge,
    open_court,
    presets,
    what_would_change,
)
from renoflow.calendars import china
from renoflow.facts import filing, start, visit
from renoflow.money import yuan
from renoflow.obligations import Obligation
from renoflow.periods import LEGAL, days
from renoflow.pipeline import journey
from renoflow.reasons import reason
from renoflow.words import text
from tests.pipeline.companies import company

COURT = open_court(presets.seven_day_filing(window=days(7, counting=LEGAL)), china)
AT = china.at(2024, 3, 20)
CASE = Case(
    "c",
    (
        filing("f1", at=china.at(2024, 3, 1, 10), by="wang", medium="form"),
        filing("f2", at=china.at(2024, 3, 2, 10), by="li", medium="form"),
        visit("v1", at=china.at(2024, 3, 6, 15), invited_by="wang"),
    ),
)
DISPUTE = DisputeState(
    id="d1",
    ladder="our_ladder",
    reported=china.at(2024, 3, 7, 9),
    status="open",
    parties=("wang", "li"),
    decider="store_manager",
    due=china.end(china.day(china.at(2024, 3, 8))),
    ways=("store_manager",),
    missing=("parties",),
    untold=("process",),
    objections=(reason("dispute.nobody", rule="level_2"),),
    penalties=(
        Penalty(rule="r", to="li", breach="skipped", amount=yuan(100), lenient=False, facts=()),
        Penalty(rule="s", to=None, breach="published", amount=None, lenient=False, facts=()),
    ),
)


def test_each_change_is_said_with_the_verdict_after_it():
    """Without it a salesperson would be shown a record of Python."""
    found = what_would_change(COURT, CASE, "li", at=AT)
    assert {one.kind for one in found} >= {"withdrawn", "added"}
    for one in found:
        said = text(one)
        assert said.startswith("If ")
        assert said.endswith(text(one.verdict))
        assert text(one, "zh").startswith("若")
    gone = next(one for one in found if one.fact is not None and one.fact.id == "f1")
    assert text(gone).startswith("If a filing, f1, had never been told: Customer c belongs to li")


def test_that_nothing_happens_is_a_change_too():
    """Without it a filing that lapses by itself would have no sentence."""
    open_yet = attrs.evolve(CASE, facts=CASE.facts[:1])
    one = what_would_change(COURT, open_yet, "wang", at=china.at(2024, 3, 2))[0]
    assert one.kind == "later"
    assert judge(COURT, open_yet, at=one.at) == one.verdict
    assert text(one).startswith("If nothing happens until ")


def test_a_change_by_nobody_names_nobody():
    """Without it a fact without an actor would be said to be by None."""
    found = what_would_change(COURT, CASE, "li", at=AT)
    added = next(one for one in found if one.kind == "added")
    assert added.fact is not None
    nameless = attrs.evolve(added, fact=attrs.evolve(added.fact, by=None, for_=None))
    assert "by None" not in text(nameless)
    assert ", by li" in text(added)


def test_a_dispute_is_said_line_by_line():
    """Without it the parties could not read where their dispute stands."""
    assert text(DISPUTE).splitlines() == [
        "Dispute d1 under our_ladder, reported at 2024-03-07 09:00: not decided yet.",
        "Parties: wang and li.",
        "Decided next by the store manager, by 2024-03-08 24:00.",
        "It may be taken to the store manager.",
        "The report lacks parties.",
        "The notice to the customer lacks process.",
        "level_2: nobody is left to decide.",
        "r: for passing over a level by li the text names 100 yuan; it is only told of.",
        (
            "s: for making it public by somebody who is not named the text names a penalty "
            "without an amount; it is only told of."
        ),
    ]
    assert text(DISPUTE, "zh").startswith(
        "争议 d1（our_ladder），2024年3月7日09:00提出：尚未裁决。"
    )


def test_a_dispute_that_is_over_says_nothing_of_what_is_next():
    """Without it a settled dispute would seem to wait for somebody."""
    over = DisputeState(
        id="d1", ladder="our_ladder", reported=china.at(2024, 3, 7, 9), status="closed"
    )
    assert text(over) == (
        "Dispute d1 under our_ladder, reported at 2024-03-07 09:00: decided for good."
    )


def test_the_term_for_an_appeal_is_told_with_its_ways():
    """Without it a party would not know how long it may go on."""
    decided = attrs.evolve(DISPUTE, status="decided", decider=None, ways=("gm_office",))
    assert "It may be taken to the general manager's office, by 2024-03-08 24:00." in (
        text(decided).replace("’", "'")
    )


def test_a_deviation_is_said_alone_as_in_its_journey():
    """Without it a list of deviations could not be printed."""
    case = Case("c", (start("s", at=china.at(2024, 3, 1, 10)),))
    walked = journey(company(), case, at=china.at(2024, 3, 2))
    assert len(walked.deviations) == 1
    for lang in ("en", "zh"):
        assert text(walked.deviations, lang) in text(walked, lang)


@pytest.mark.parametrize(
    ("what", "lang", "said"),
    [("visit", "zh", "来访"), ("flat_survey", "zh", "量房"), ("unheard", "zh", "unheard")],
)
def test_what_is_to_be_done_is_called_like_the_fact_that_tells_of_it(what, lang, said):
    """Without it a duty of a company's own would be a code in a Chinese sentence."""
    owed = Obligation(rule="r", what=what, who="designer", due=None, state="open")
    assert said in text(owed, lang, words={"kind.flat_survey": "量房"})
