"""A company opened with its rules: one table of kinds, and every fault with its path."""

import attrs
import pytest

from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import Kind, fact
from renoflow.pipeline import CompanyRules, open_company
from renoflow.processes import Move
from renoflow.select import Facts
from tests.pipeline.companies import company, rules

PROCESS = rules().process
POLICY = rules().attribution
TOUR = Kind(name="model_room_tour", zh="带看样板间")
TOURED = Move(id="toured", at=("guided_talk",), on=Facts(kinds=(TOUR.name,)), to="guided_talk")


def test_rules_are_named_by_id_and_revision() -> None:
    """An open company in a log must say which rules it goes by, and nothing else."""
    ours = company()
    assert ours.rules.name == "test_company@1"
    assert "test_company@1" in repr(ours)
    assert len(repr(ours.rules.name)) < 40


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
