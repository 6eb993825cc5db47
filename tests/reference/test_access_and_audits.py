"""Access and audits against their second statements, on histories out of small alphabets."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from renoflow.calendars import china
from renoflow.facts import fact, withdrawal
from renoflow.periods import CALENDAR, days, hours
from renoflow.pipeline import (
    AccessQuestion,
    AccessRules,
    Form,
    Fragment,
    RoleRule,
    audit,
    may_access,
)
from renoflow.pipeline.access import AccessRow
from renoflow.processes import Process, Stage, open_process
from renoflow.select import Facts
from tests.reference import access, audits

FRIDAY = china.at(2024, 3, 1, 9)
PARTIES = ("wang", "li")
ROLES = ("head", "clerk")
ACTIONS = ("change", "view")
ITEMS = ("phone", "income")
instants = st.one_of(
    st.integers(0, 60).map(lambda hour: FRIDAY + timedelta(hours=hour)),
    st.sampled_from([date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)]),
)
asked = st.integers(0, 80).map(lambda hour: FRIDAY + timedelta(hours=hour))
items = st.sampled_from([(), ("phone",), ITEMS])
maybe_day = st.none() | st.sampled_from([date(2024, 3, 1), date(2024, 3, 2)])
readings = st.sampled_from(["start", "end", "refused"])


@st.composite
def histories(draw):
    """Requests, decisions, uses and what takes them back, all of a few people."""
    facts = []
    for n in range(draw(st.integers(1, 7))):
        kind = draw(
            st.sampled_from(
                (
                    "file_request",
                    "file_request",
                    "approval",
                    "approval",
                    "refusal",
                    "authorisation",
                    "disclosure_consent",
                    "revocation",
                    "file_access",
                    "withdrawal",
                )
            )
        )
        at = draw(instants)
        recorded = draw(st.none() | asked)
        more = {"by": draw(st.sampled_from(PARTIES)), "recorded_at": recorded}
        if draw(st.integers(0, 5)) == 0:
            more["customer"] = "other"
        earlier = f"f{draw(st.integers(0, max(n - 1, 0)))}"
        if kind == "withdrawal":
            facts.append(withdrawal(f"w{n}", at=at, of=earlier, **more))
            continue
        fields = {"role": draw(st.sampled_from(ROLES))}
        if kind in ("file_request", "file_access"):
            fields |= {"action": draw(st.sampled_from(ACTIONS)), "items": draw(items)}
        if kind in ("approval", "refusal", "revocation"):
            fields["of"] = earlier
        if kind == "file_access":
            fields["request"] = earlier
        if kind == "authorisation":
            fields |= {"to": draw(st.sampled_from(PARTIES)), "actions": ("view", "change")}
        if kind == "disclosure_consent":
            fields["items"] = draw(items)
        if kind in ("file_request", "authorisation", "disclosure_consent"):
            fields["until"] = draw(maybe_day)
        facts.append(fact(f"f{n}", kind, at=at, **more, **fields))
    return tuple(facts)


@st.composite
def rows(draw, name):
    return AccessRow(
        id=name,
        actions=draw(st.sampled_from([("change",), ("view", "change")])),
        media=draw(st.sampled_from([(), ("system",), ("paper",)])),
        roles=draw(st.sampled_from([(), ("clerk",)])),
        authorised_by=draw(st.sampled_from([(), ("head",)])),
        approved_by=draw(st.sampled_from([(), ("head",), ROLES])),
        consent=draw(st.booleans()),
        within=draw(st.sampled_from([None, hours(6), days(1, counting=CALENDAR)])),
    )


@given(st.data())
def test_whether_somebody_may_is_what_its_second_statement_says(data):
    """Without it a file could be opened, or kept shut, by a slip of one comparison."""
    rules = AccessRules(
        id="ours",
        revision=1,
        source="x",
        rows=(data.draw(rows("one")), data.draw(rows("two"))),
        otherwise=data.draw(st.sampled_from(["allowed", "refused"])),
        self_approval=data.draw(st.booleans()),
        days=data.draw(readings),
        sensitive=data.draw(st.sampled_from([(), ("income",)])),
    )
    question = AccessQuestion(
        actor=data.draw(st.sampled_from(PARTIES)),
        roles=data.draw(st.sampled_from([(), ("clerk",)])),
        action=data.draw(st.sampled_from(ACTIONS)),
        customer="c",
        items=data.draw(items),
    )
    facts, at = data.draw(histories()), data.draw(asked)
    more = {"at": at, "calendar": china, "known_at": data.draw(st.none() | asked)}
    found = may_access(rules, facts, question, **more)
    assert {one.rule for one in found.objections} == access.shut(rules, facts, question, **more)
    assert found.allowed is not bool(found.objections)


STILL = Process(
    id="still", revision=1, zh="静", stages=(Stage(id="a", zh="甲", kind="start"),), moves=()
)


@st.composite
def papers(draw):
    facts = []
    for n in range(draw(st.integers(1, 6))):
        more = {"recorded_at": draw(st.none() | asked)}
        role = draw(st.sampled_from((*ROLES, "boss", None)))
        if draw(st.integers(0, 6)) == 0 and n:
            facts.append(withdrawal(f"w{n}", at=draw(instants), of=f"p{n - 1}", **more))
        elif draw(st.booleans()):
            filled = draw(st.sampled_from([None, (), ("a",), ("a", "b")]))
            facts.append(
                fact(
                    f"p{n}",
                    "interview",
                    at=draw(instants),
                    whom="customer",
                    supplied=filled,
                    role=role,
                    **more,
                )
            )
        else:
            facts.append(
                fact(
                    f"p{n}",
                    "service_step",
                    at=draw(instants),
                    step="recorded",
                    of="x",
                    role=role,
                    **more,
                )
            )
    return tuple(facts)


@given(st.data())
def test_what_an_audit_says_of_roles_and_papers_is_what_its_second_statement_says(data):
    """Without it a clerk could be reported for what his post allows, or not for what it bars."""
    interview = Facts(kinds=("interview",))
    step = Facts(kinds=("service_step", "interview"))
    fragment = Fragment(
        id="posts",
        revision=1,
        zh="岗位",
        source="x",
        roles=tuple(
            RoleRule(
                id=f"r{n}",
                role=data.draw(st.sampled_from((*ROLES, "boss"))),
                kind=data.draw(st.sampled_from(("duty", "power", "approves", "barred"))),
                action=data.draw(st.sampled_from(("sell", "serve"))),
                on=data.draw(st.sampled_from((None, interview, step))),
            )
            for n in range(3)
        ),
        forms=(Form(id="filled", on=interview, items=("a", "b")),),
    )
    facts, reading = data.draw(papers()), data.draw(readings)
    at, known_at = data.draw(asked), data.draw(st.none() | asked)
    flow = open_process(STILL, china, days=reading)
    found = [
        (one.kind, one.rule, one.at, *one.facts)
        for one in audit(facts, flow, at=at, known_at=known_at, fragments=(fragment,))
    ]
    wanted = audits.lapses((fragment,), facts, china, days=reading, at=at, known_at=known_at)
    assert sorted(found) == sorted(one[:4] for one in wanted)
    gaps = {
        one.facts[0]: one.missing[0].get("items")
        for one in audit(facts, flow, at=at, known_at=known_at, fragments=(fragment,))
        if one.kind == "incomplete"
    }
    assert gaps == {one[3]: one[4] for one in wanted if one[0] == "incomplete"}
