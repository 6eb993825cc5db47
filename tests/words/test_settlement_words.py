"""Every reason of changes, settlement, retention and warranty, said in both languages."""

from datetime import date
from fractions import Fraction

import pytest

from renoflow.calendars import china
from renoflow.money import Money, yuan
from renoflow.periods import CALENDAR, months, until
from renoflow.pricing import (
    ACCEPTED,
    FLOORS,
    ChangeTerms,
    LedgerTerms,
    RetentionTerms,
    Warranty,
    WarrantyTerm,
    after_warranty,
    changes,
    check_promise,
    closing_missing,
    first,
    presets,
    retain,
    retention_notes,
    settle,
    warranty,
    warranty_objections,
)
from renoflow.words import text
from tests.pricing.closing import DAY, approved, at, order, passed, work, yes
from tests.pricing.plans_drawn import as_part, made

TERMS = RetentionTerms(
    id="held", revision=1, source="", of="final", rounding="down", share=Fraction(5, 100)
)
OURS = Warranty(
    id="ours",
    revision=1,
    source="",
    starts=first("completion"),
    terms=(WarrantyTerm(id="all", works=("decoration",), lasts=months(6, counting=CALENDAR)),),
)


def said():
    """Every reason that there is, by its code."""
    facts = [
        *(order("o1"), work("w1", at(5))),
        *(order("o2"), work("w2", at(5), of="o2"), yes("y2", at(6), of="o2")),
        *(order("o3"), work("w3", date(2024, 3, 5), of="o3"), yes("y3", at(5), of="o3")),
        passed(DAY),
    ]
    reasons = [*changes(facts, china, approvers=("customer",), at=at(30)).warnings]
    promise = presets.five_percent_promise(base="contract", counted=("omission",))
    for final in (100, 200):
        checked = check_promise(
            promise, base=Money(100), final=Money(final), changes=approved(omission=1)
        )
        reasons += checked.reasons
    for of in ("invite", "done"):
        reasons += closing_missing(presets.steward_closing, [], china, of=of, at=at(30))
    sheet = settle(
        made([as_part("w", ("rest",))]),
        facts,
        china,
        terms=LedgerTerms(
            allocation="plan",
            as_told=False,
            changes=ChangeTerms(approvers=("customer",), within=until("day")),
        ),
        retention=None,
        delayed=False,
        at=at(30),
    )
    reasons += [*sheet.open, *retention_notes(TERMS)]
    for balance in (0, 100_000):
        held = retain(
            TERMS,
            facts,
            china,
            contract=yuan(100),
            final=yuan(100),
            balance=yuan(balance),
            delayed=False,
            at=at(30),
        )
        reasons += held.reasons
    reasons += warranty_objections(OURS, FLOORS)
    law = Warranty(id="law", revision=1, source="", starts=ACCEPTED, terms=OURS.terms)
    cover = warranty(
        law,
        (),
        facts,
        china,
        work="decoration",
        place=None,
        seasons=(),
        at=china.at(2025, 1, 1),
    )
    asked = after_warranty(cover, decider="company")
    assert asked is not None
    return [*reasons, asked]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_reason_is_a_sentence(lang):
    """A template with another parameter than its reason would come out as a bare code."""
    reasons = said()
    assert len({one.code for one in reasons}) == 15
    for one in reasons:
        told = text(one, lang=lang)
        assert one.code not in told
        assert told.endswith("." if lang == "en" else "。")


def test_a_sentence_names_work_place_and_article():
    """What a sales manager reads."""
    found = warranty_objections(OURS, FLOORS)
    (short,) = [one for one in found if one.code == "warranty.short"][:1]
    article = "《建设工程质量管理条例》第40条（quality_regulation_40）"
    wanted = f"{article}：ours@1#all 短于最低保修期（装修，各处）。"
    assert text(short, lang="zh") == wanted
