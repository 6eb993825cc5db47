"""A company opened with its rules: one table of kinds, and every fault with its path."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Field, Kind, fact
from renoflow.periods import until
from renoflow.pipeline import CompanyRules, open_company
from renoflow.pricing import Due, Part, first
from renoflow.processes import Move
from renoflow.select import Facts, Match
from tests.pipeline.companies import company, rules

PROCESS = rules().process
POLICY = rules().attribution
TOUR = Kind(name="model_room_tour", zh="带看样板间")
TOURED = Move(id="toured", at=("guided_talk",), on=Facts(kinds=(TOUR.name,)), to="guided_talk")
OURS = rules()
PERMIT = Kind(
    name="permit",
    zh="许可",
    fields=(Field(name="result", zh="结果", type="choice", values=("granted", "refused")),),
)
RESULT = PERMIT.fields[0]
SLIP: Any = "frist"


def test_rules_are_named_by_id_and_revision() -> None:
    """An open company in a log must say which rules it goes by, and nothing else."""
    ours = company()
    assert ours.rules.name == "test_company@1"
    assert repr(ours).startswith("Company(rules=test_company@1, ")
    assert len(repr(ours)) < 1500


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        (rules(attribution=attrs.evolve(POLICY, grounds=POLICY.grounds * 2)), "attribution"),
        (rules(process=attrs.evolve(PROCESS, stages=PROCESS.stages * 2)), "process"),
        (rules(process=attrs.evolve(PROCESS, moves=(*PROCESS.moves, TOURED))), "process"),
    ],
)
def test_a_fault_is_named_with_the_part_that_it_is_in(wrong: CompanyRules, path: str) -> None:
    """A company's file has four parts; which one is wrong must not be a guess."""
    with pytest.raises(Malformed) as caught:
        open_company(wrong, china)
    assert caught.value.field.partition(".")[0] == path


def test_a_kind_that_one_part_declares_is_known_to_all() -> None:
    """A company's own happening is told once and read by whoever asks for it."""
    process = attrs.evolve(PROCESS, moves=(*PROCESS.moves, TOURED))
    ours = company(
        process=process,
        attribution=attrs.evolve(POLICY, kinds=(TOUR,)),
    )
    told = fact("f1", TOUR.name, at=china.at(2024, 3, 1), kinds=ours.kinds)
    assert told.kind == TOUR.name


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
        attribution=attrs.evolve(POLICY, kinds=(PERMIT,)),
        process=attrs.evolve(PROCESS, kinds=(other,)),
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
            attrs.evolve(first("contract"), of=SLIP),
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
    policy, process = POLICY, PROCESS
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
