"""What a policy's rows refuse to be: each with its code and the field that is wrong."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Adjustment,
    Audit,
    Case,
    Chapter,
    Claim,
    Ground,
    Identity,
    Outcome,
    Part,
    Pick,
    Policy,
    Whom,
    judge,
    open_court,
    presets,
)
from renoflow.calendars import china
from renoflow.errors import Malformed
from renoflow.facts import decision, dispute, filing, negotiation, withdrawal
from renoflow.money import Money
from renoflow.periods import CALENDAR, days
from renoflow.select import Facts, Match, Test

VISIT = Facts(kinds=("visit",))
FILED = Pick(claims=("filed",))
ELSEWHERE = (Part(to=Pick(claims=("elsewhere",))),)
POLICY = Policy(
    id="p",
    revision=1,
    source="",
    days="end",
    identity=Identity(keys=()),
    claims=(Claim(basis="filed", opens=Facts(kinds=("filing",))),),
    grounds=(Ground(id="first", pick=Pick(claims=("filed",))),),
)


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: Pick(claims=("filed",), rank=()), "value.missing", "rank"),
        (lambda: Audit(id="a", on=(), at="rival", needs=VISIT, count=0), "value.type", "count"),
        (Chapter, "value.missing", "closes"),
        (lambda: Chapter(fresh=VISIT), "value.missing", "gap"),
        (
            lambda: Chapter(closes=(VISIT,), gap=days(3, counting=CALENDAR)),
            "value.missing",
            "fresh",
        ),
        (lambda: Chapter(closes=(VISIT,), since=VISIT), "value.missing", "fresh"),
        (Whom, "value.missing", "last"),
        (lambda: Whom(last=VISIT, first=VISIT), "value.missing", "last"),
        (
            lambda: Adjustment(
                id="a", kind="fee", to="wang", part=Fraction(1, 2), amount=Money(100)
            ),
            "policy.adjustment",
            "part",
        ),
        (lambda: Test(facts=VISIT, latest=("names",)), "select.latest", "latest"),
        (lambda: Part(to="guide", nobody="company"), "value.missing", "to"),
        (lambda: Part(nobody="company"), "value.missing", "to"),
    ],
)
def test_a_row_that_says_nothing_or_two_things_is_refused(make, code, field):
    """Without it a half-written row would silently mean something."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    ("rows", "code", "field"),
    [
        (
            {"audits": (Audit(id="a", on=("filed",), at=VISIT, needs=VISIT, only_after=("w",)),)},
            "value.choice",
            "audits[0].only_after",
        ),
        (
            {"grounds": (Ground(id="g", pick=FILED, gives=Outcome(parts=ELSEWHERE)),)},
            "policy.basis",
            "grounds[0].gives.parts[0].to.claims",
        ),
        (
            {"grounds": (Ground(id="g", gives=Outcome(kind="rota", to="desk")),)},
            "value.choice",
            "grounds[0].gives.to",
        ),
        (
            {
                "decisive": (
                    Facts(
                        kinds=("stage",),
                        where=(Match(field="stage", op="min", values=("signed",)),),
                    ),
                ),
                "stages": ("measured",),
            },
            "select.stage",
            "decisive[0].stage",
        ),
    ],
)
def test_a_policy_that_names_what_is_not_there_is_not_opened(rows, code, field):
    """Without it a condition would never hold, and nobody would know."""
    with pytest.raises(Malformed) as caught:
        open_court(attrs.evolve(POLICY, **rows), china)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_an_agreement_that_names_nobody_decides_nothing():
    """Without it parties who settled something else would be given the customer."""
    resolved = attrs.evolve(POLICY, ladder=presets.dedicated_resolver(resolver="zhao"))
    case = Case(
        "C",
        (
            filing("f", at=china.at(2024, 3, 1, 9), by="ann", medium="form"),
            dispute("d", at=china.at(2024, 3, 1, 10), claims=("ann", "bo")),
            negotiation(
                "n",
                at=china.at(2024, 3, 2, 10),
                of="d",
                role="dispute_resolver",
                by="zhao",
                result="agreed",
            ),
            decision("x", at=china.at(2024, 3, 3, 10), of="d", role="clerk", owner="bo"),
        ),
    )
    verdict = judge(open_court(resolved, china), case, at=china.at(2024, 3, 4))
    assert (verdict.owner, verdict.rule, verdict.ignored) == ("ann", "p@1#first", ("x",))


def test_a_withdrawal_that_does_not_count_is_listed_once_however_often_it_is_told():
    """Without it a retry of a host would change what the verdict says."""
    guarded = attrs.evolve(POLICY, correctors=("clerk",))
    told = filing("f", at=china.at(2024, 3, 1, 9), by="ann", medium="form")
    slip = withdrawal("w", at=china.at(2024, 3, 2, 9), of="f", role="passer_by")
    court, at = open_court(guarded, china), china.at(2024, 3, 4)
    once = judge(court, Case("C", (told, slip)), at=at)
    assert (once.owner, once.ignored) == ("ann", ("w",))
    assert judge(court, Case("C", (told, slip, slip)), at=at) == once
    counted = attrs.evolve(slip, fields=tuple({**dict(slip.fields), "role": "clerk"}.items()))
    assert judge(court, Case("C", (told, counted, counted)), at=at).ignored == ()
