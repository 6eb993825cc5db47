"""Why somebody owns a customer or not, word for word in both languages."""

from fractions import Fraction

import attrs
import pytest

from renoflow.attribution import (
    Case,
    Ground,
    Outcome,
    Part,
    Parts,
    Policy,
    Whom,
    open_court,
    why,
)
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.facts import deal, event_reception, fact, touch, visit
from renoflow.money import Money
from renoflow.select import Facts, Match, Row, Table, Test
from tests.words.aloud import (
    DEAL,
    FILED,
    OWN,
    POLICY,
    TOUCHED,
    at,
    filed,
    reasons,
)


def test_whoever_has_a_part_by_his_role_is_told_so():
    """Without it the seller would read only why his claims lost."""
    parts = (Part(part=Fraction(3, 10)), Part(to=Whom(last=DEAL)))
    row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
    policy = attrs.evolve(POLICY, grounds=(row,))
    case = Case("C", (filed("f1", "ann", 1), deal("f3", at=at(2), by="ben", amount=Money(100))))
    assert (
        "- split gives 70% to whoever last did a deal: a deal, f3 (2024-03-02 10:00, by ben)."
        in reasons(policy, case, "ben", 3)
    )
    told = reasons(policy, case, "ben", 3, "zh")
    assert "- split 给最后一次成交的人 70%：成交 f3（2024年3月2日10:00、ben）。" in told
    assert not any("split gives" in one for one in reasons(policy, case, "ann", 3))


PARTS = [
    (
        Whom(role="received_by", last=Facts(kinds=("visit",))),
        (
            "whoever is named under “received by” in a visit, the last one: a visit, v1"
            " (2024-03-02 10:00)."
        ),
    ),
    (
        Whom(role="received_by", first=Facts(kinds=("visit",))),
        (
            "whoever is named under “received by” in a visit, the first one: a visit, v1"
            " (2024-03-02 10:00)."
        ),
    ),
    (
        Whom(first=Facts(kinds=("touch",))),
        "whoever first did a touch: a touch, t1 (2024-03-02 10:00, by ben).",
    ),
    ("ben", "ben."),
]


@pytest.mark.parametrize(("to", "ending"), PARTS)
def test_each_way_to_have_a_part_is_told(to, ending):
    """A party, a role and whoever did it are told apart."""
    parts: Parts = (Part(part=Fraction(3, 10)), Part(to=to))
    graded: Table[Parts] = Table(by="count", facts=DEAL, rows=(Row(gives=parts),))
    case = Case(
        "C",
        (
            filed("f1", "ann", 1),
            visit("v1", at=at(2), received_by="ben"),
            touch("t1", at=at(2), by="ben"),
        ),
    )
    for given in (parts, graded):
        row = Ground(id="split", pick=FILED, gives=Outcome(parts=given))
        told = reasons(attrs.evolve(POLICY, grounds=(row,)), case, "ben", 3)
        assert f"- split gives 70% to {ending}" in told


def test_a_condition_that_failed_is_told_in_full():
    """“Is missing” is wrong where there is one, only not such a one."""
    other = Facts(kinds=("filing",), where=(Match(field="source", op="in", values=("partner",)),))
    row = Ground(id="partner", pick=FILED, when=(Test(facts=other),))
    policy = attrs.evolve(POLICY, grounds=(row,))
    case = Case("C", (filed("f1", "ann", 1),))
    assert (
        "- partner does not hold for it, because this is not so: there is a filing (source:"
        " partner); of that kind there is a filing, f1 (2024-03-01"
        " 10:00, by ann, source: own)."
    ) in reasons(policy, case, "ann", 3)
    assert (
        "- 不符合 partner，因未满足：有报备（来源：合作伙伴）；此类现有报备 f1（2024年3月1日"
        "10:00、ann、来源：自有）。"
    ) in reasons(policy, case, "ann", 3, "zh")
    found = why(open_court(policy, china), case, "ann", at=at(3))
    assert [(one.rule, one.path, one.condition) for one in found.unmet] == [
        ("seven_day_filing@1#partner", "when[0]", Test(facts=other))
    ]


def test_why_calls_a_kind_of_its_own_by_its_chinese_term():
    """Without it a Chinese answer would say listing."""
    policy = from_toml(OWN, Policy)
    kinds = {kind.name: kind for kind in policy.kinds}
    told = fact("l1", "listing", at=at(1), by="ann", kinds=kinds, terms="open")
    assert reasons(policy, Case("C", (told,)), "ann", 3, "zh") == [
        "- 以“registered”主张归属：2024年3月1日10:00的委托 l1。",
        "- 自2024年3月1日10:00起有效。",
        (
            "- 不符合 first，因未满足：有本人的委托（委托种类：exclusive）；此类现有"
            "委托 l1（2024年3月1日10:00、ann、委托种类：open）。"
        ),
    ]


AUDITED = """
type = "policy.v1"
id = "leads"
revision = 1
source = "our rules"
days = "end"
identity = { keys = [{ field = "phone", strength = "certain" }] }
[[claims]]
basis = "lead"
bars = ["lead"]
opens = { fact = "filing" }
[[limits]]
id = "long"
on = "lead"
span = { days = 7, counting = "calendar" }
then = "lapse"
what = "protection"
[[audits]]
id = "unreachable"
on = "lead"
at = "rival"
needs = { fact = "touch", by = "self" }
then = "contest"
[[grounds]]
id = "owner"
pick = { claims = "lead", order = "last" }
[[grounds]]
id = "none"
gives = { kind = "nobody" }
"""


def test_the_audit_that_opened_a_claim_to_challenge_is_told():
    """Without it the displaced would not learn what he had left undone."""
    policy = from_toml(AUDITED, Policy)
    case = Case("C", (filed("f1", "ann", 1), filed("f2", "ben", 2), filed("f3", "cho", 3)))
    told = reasons(policy, case, "ann", 20)
    assert (
        "- It was open to challenge from 2024-03-02 10:00 on: unreachable asks for a touch from"
        " 2024-03-01 10:00 until then, and that was missing."
    ) in told
    assert not any("long" in one for one in told)  # a limit of a claim that was over before
    assert (
        "- 自2024年3月2日10:00起可被他人争取："
        "unreachable 要求自2024年3月1日10:00至彼时有跟单，而没有。"
    ) in reasons(policy, case, "ann", 20, "zh")


def test_a_part_of_a_pick_and_of_nobody_is_told():
    """Without it whoever claims something else, or stands in, would not learn why he has it."""
    case = Case("C", (filed("f1", "ann", 1), visit("v1", at=at(2), invited_by="ben")))
    lapsed = attrs.evolve(FILED, claims=("brought_after",))
    touched = Whom(last=TOUCHED.facts)
    for to in (lapsed, touched):
        parts = (Part(part=Fraction(3, 10)), Part(to=to, nobody="company"))
        row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
        policy = attrs.evolve(POLICY, grounds=(row,))
        told = reasons(policy, case, "company", 3)
        assert "- split gives 70% to the company." in told
    contact = attrs.evolve(FILED, claims=("event",))
    parts = (Part(part=Fraction(3, 10)), Part(to=contact, nobody="company"))
    row = Ground(id="split", pick=FILED, gives=Outcome(parts=parts))
    policy = attrs.evolve(POLICY, grounds=(row,))
    met = event_reception("e1", at=at(2), received_by="ben", by="ben", role="salesperson")
    told = reasons(policy, attrs.evolve(case, facts=(*case.facts, met)), "ben", 3)
    assert (
        "- split gives 70% to whoever has such a claim “event reception”: a reception at"
        " an event, e1 (2024-03-02 10:00, by ben)."
    ) in told
