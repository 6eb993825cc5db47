"""A company opened: one table of kinds for all its rules, and paths that lead into them."""

from fractions import Fraction

import attrs
import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Field, Kind, fact
from renoflow.periods import until
from renoflow.pipeline import open_company
from renoflow.pricing import Due, Part, first
from renoflow.select import Facts, Match
from tests.pipeline.companies import rules

OURS = rules()
PERMIT = Kind(
    name="permit",
    zh="许可",
    fields=(Field(name="result", zh="结果", type="choice", values=("granted", "refused")),),
)
RESULT = PERMIT.fields[0]


def due(anchor):
    """The rules with a plan whose one part of the works is due from *anchor*."""
    one = Part(
        id="works",
        component="works",
        share=Fraction(1),
        due=Due(anchor=anchor, span=until("day")),
    )
    return attrs.evolve(OURS, plan=attrs.evolve(OURS.plan, parts=(one,)))


def opening(own):
    with pytest.raises(Malformed) as caught:
        open_company(own, china)
    return caught.value.code, caught.value.field


def test_a_kind_of_the_process_may_be_named_by_policy_and_plan():
    """One history is told, and one table of kinds reads it."""
    own = due(first("permit", result="granted"))
    policy = attrs.evolve(own.attribution, decisive=(Facts(kinds=("permit",)),))
    process = attrs.evolve(own.process, kinds=(*own.process.kinds, PERMIT))
    company = open_company(attrs.evolve(own, attribution=policy, process=process), china)
    assert company.kinds["permit"] == PERMIT
    assert company.kinds == company.court.kinds == company.flow.kinds
    told = fact("f", "permit", at=china.at(2024, 3, 1), result="granted", kinds=company.kinds)
    assert told.get("result") == "granted"


def test_kinds_of_policy_and_process_that_clash_are_refused_with_both_places():
    """Neither of the two is wrong by itself."""
    other = attrs.evolve(PERMIT, fields=(attrs.evolve(RESULT, type="flag", values=()),))
    own = attrs.evolve(
        OURS,
        attribution=attrs.evolve(OURS.attribution, kinds=(PERMIT,)),
        process=attrs.evolve(OURS.process, kinds=(other,)),
    )
    with pytest.raises(Malformed) as caught:
        open_company(own, china)
    assert (caught.value.code, caught.value.field) == ("kinds.clash", "process.kinds[0].fields[0]")
    assert caught.value.params["other"] == "attribution.kinds[0].fields[0]"


@pytest.mark.parametrize(
    ("anchor", "code", "field"),
    [
        (first("permit"), "fact.kind", "plan.parts[0].due.anchor.first.fact"),
        (first("contract", typ="x"), "fact.field", "plan.parts[0].due.anchor.first.typ"),
        (first("contract", type="works"), "value.choice", "plan.parts[0].due.anchor.first.type"),
        (
            attrs.evolve(first("contract"), of="frist"),
            "value.choice",
            "plan.parts[0].due.anchor.of",
        ),
    ],
)
def test_a_plan_anchored_at_nothing_is_refused(anchor, code, field):
    """The instalment would never fall due, and nobody would miss it."""
    assert opening(due(anchor)) == (code, field)


def test_what_is_wrong_in_a_part_is_told_with_the_path_from_the_top():
    """The file has hundreds of rows."""
    policy, process = OURS.attribution, OURS.process
    wrong = Facts(kinds=("visit",), where=(Match(field="names", op="in", values=("none",)),))
    misread = attrs.evolve(policy, decisive=(wrong,))
    assert opening(attrs.evolve(OURS, attribution=misread)) == (
        "select.word",
        "attribution.decisive[0].names",
    )
    assert opening(attrs.evolve(OURS, attribution=attrs.evolve(policy, grounds=()))) == (
        "value.missing",
        "attribution.grounds",
    )
    assert opening(attrs.evolve(OURS, process=attrs.evolve(process, stages=())))[1].startswith(
        "process."
    )
    assert opening(attrs.evolve(OURS, days="noon")) == ("value.choice", "days")


def test_a_company_is_shown_in_a_few_lines():
    """Whoever prints one in a shell wants to see which it is."""
    shown = repr(open_company(OURS, china))
    assert shown.startswith("Company(rules=test_company@1, ")
    assert len(shown) < 1500
