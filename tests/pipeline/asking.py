"""What a scenario may ask of the other processes, of roles and of the records of talks."""

from typing import Any

import pytest

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.codec.company import PRESETS
from renoflow.codec.presets import call_preset
from renoflow.errors import Malformed
from renoflow.periods import Span, hours, last_instant
from renoflow.pipeline import (
    CALLBACK_AFTER,
    CALLBACK_BEFORE,
    FIRST_CONTACT,
    HALL_RECEPTION,
    RISK_FACTORS,
    SCHEME_PLAN,
    TALK_FORM,
    TALK_MINUTES,
    audit,
    call_days,
    flow_gaps,
    graded_service,
    introduction_gaps,
    journey,
    kit_gaps,
    left_over,
    may,
    missing_items,
    opening_summary,
    preparation_at,
    presets,
    progress,
    reclassify,
    remarketing,
    responsible,
    role_objections,
    role_rules,
    step_number,
    talk_minutes,
    tracking_gaps,
)
from renoflow.pricing import check_items
from renoflow.processes import obligations
from renoflow.registers import row_fact
from renoflow.words import text
from tests.pipeline.companies import company_of

__all__ = ["ASKED", "LISTS", "fragment"]

LISTS = {
    one.id: one
    for one in (
        *(CALLBACK_AFTER, CALLBACK_BEFORE, FIRST_CONTACT, HALL_RECEPTION),
        *(RISK_FACTORS, SCHEME_PLAN, TALK_FORM),
    )
}


def fragment(name):
    found = getattr(presets.fragments, name)
    return found(**OPEN[name]) if callable(found) else found


OPEN: dict[str, dict[str, Any]] = {
    "value_class": {"callbacks": "month"},
    "relation_kpi": {"contacts": "month"},
    "customer_card": {"within": hours(24), "who": "salesperson"},
}
"""What the scenarios answer to the open values of fragments."""


def case_of(one):
    rows = [row for name in one.given.get("after", ()) for row in one.given["stories"][name]]
    kinds = company_of(one).kinds
    before = [row_fact({"id": f"s{n}", **row}, china, kinds=kinds) for n, row in enumerate(rows)]
    own = [
        row_fact({"id": f"f{n}", **row}, china, kinds=kinds)
        for n, row in enumerate(one.given.get("own", ()), 1)
    ]
    return Case("scenario", (*before, *one.facts, *own))


def rules_of(reasons):
    return [reason.rule or reason.code for reason in reasons]


def instant(written):
    return row_fact({"id": "x", "fact": "completion", "at": written}, china).at


def at_end(written):
    read = instant(written)
    return read if hasattr(read, "hour") else china.end(read)


def ask_walk(one):
    """Where a customer stands, by which moves, what is owed, and what would be objected to."""
    company, case = company_of(one), case_of(one)
    walked = journey(company, case, at=one.at, known_at=one.known_at)
    stages = {standing.track: standing.stage for standing in walked.stages}
    told = {
        "stage": walked.stages[0].stage,
        "stages": stages,
        "step": step_number(company.rules.process, walked.stages[0].stage),
        "path": [step.move for step in walked.path],
        "next": [
            n.to for n in walked.next if n.track == walked.stages[0].track and n.to != "lost"
        ],
        "missing": {n.move: rules_of(n.missing) for n in walked.next if n.missing},
        "deviations": [d.fact for d in walked.deviations],
    }
    for name, wanted in one.expect.items():
        if name == "owed":
            owed = {
                o.rule.partition("#")[2]: {"due": o.due, "state": o.state, "who": o.who}
                for o in reversed(obligations(walked))  # of what comes round the most urgent
            }
            for rule, row in wanted.items():
                like = {**row, "due": at_end(row["due"])} if "due" in row else row
                assert {key: owed[rule][key] for key in row} == like, rule
        elif name == "objections":
            new = row_fact(one.given["fact"], china, kinds=company.kinds)
            reasons = may(company, case, new)
            assert rules_of(reasons) == wanted
            for lang in ("en", "zh"):
                assert len(text(reasons, lang).splitlines()) == len(wanted)
        else:
            assert told[name] == wanted, name


def ask_list(one):
    done, wanted = one.given["done"], LISTS[one.given["list"]]
    found = [reason.get("item") for reason in check_items(wanted, done)]
    assert found == one.expect["missing"]
    assert wanted.rule == one.rule


def ask_form(one):
    """What a paper of a fragment lacks."""
    (form,) = (f for f in fragment(one.given["fragment"]).forms if f.id == one.given["form"])
    assert list(missing_items(form.items, one.given["done"])) == one.expect["missing"]
    assert one.rule in form.source


def ask_sequence(one):
    """The next item of a list of a fragment."""
    (wanted,) = (f for f in fragment(one.given["fragment"]).lists if f.id == one.given["list"])
    missing = missing_items(wanted.items, one.given["done"])
    assert list(missing[: len(one.expect["next"])]) == one.expect["next"]
    assert wanted.rule == one.rule


def ask_kit(one):
    gaps = kit_gaps(one.given["done"], one.given.get("needed", ()))
    assert [reason.get("item") for reason in gaps] == one.expect["missing"]


def ask_minutes(one):
    found = talk_minutes(one.facts, TALK_MINUTES)
    assert [reason.code for reason in found] == one.expect["found"]
    assert {reason.rule for reason in found} <= {one.rule}


def ask_introduction(one):
    found = introduction_gaps(one.facts)
    assert [reason.get("item") for reason in found] == one.expect["missing"]
    assert {reason.rule for reason in found} <= {one.rule}


def ask_summary(one):
    assert list(opening_summary(one.facts)) == one.expect["summary"]


def ask_round(one):
    found = tracking_gaps(one.facts)
    assert [reason.get("item") for reason in found] == one.expect["missing"]
    assert list(left_over(one.facts)) == one.expect.get("left_over", [])


def ask_progress(one):
    found = progress(one.given.get("planned"), china.day(one.at), held=one.given.get("held"))
    assert [
        [reason.code, reason.get("days") if reason.params else -1] for reason in found
    ] == one.expect["found"]


def ask_preparation(one):
    assert preparation_at(at_end(one.given["meeting"])) == at_end(one.expect["at"])


def ask_call_days(one):
    assert call_days(one.given["leads"], a_day=one.given["a_day"]) == one.expect["days"]


def ask_reclassify(one):
    assert reclassify(one.facts, graded_at=at_end(one.given["graded"])) is one.expect["again"]


def ask_remarketing(one):
    company, case = company_of(one), case_of(one)
    found = remarketing(company, (case,), at=one.at)
    assert bool(found) is one.expect["listed"]


def ask_interval(one):
    span = from_data(one.given["interval"], Span)
    assert last_instant(span, at_end(one.given["last"]), china).at == at_end(one.expect["due"])


def ask_role(one):
    """Who owes an action, who may do it, and what speaks against that."""
    given, rules = one.given, fragment(one.given["fragment"])
    found: object
    for name, wanted in one.expect.items():
        if name == "responsible":
            found = list(responsible(rules, given["action"], stage=given.get("stage")))
        elif name == "objections":
            found = [why.code for why in role_objections(rules, given["role"], given["action"])]
        elif name == "kinds":
            rows = role_rules(rules, given["role"])
            found = sorted({row.kind for row in rows if row.action in given["actions"]})
        elif name == "powers":
            found = len(role_rules(rules, given["role"], kind="power"))
        else:
            found = list(graded_service(rules, given["measures"]))
        assert found == wanted, name
    sources = [row.source for row in rules.roles]
    assert "graded" in one.expect or any(one.rule in source for source in sources)


def ask_flow_gaps(one):
    process = company_of(one).rules.process
    rules = fragment(one.given["fragment"]) if "fragment" in one.given else None
    found = flow_gaps(process, norms=one.given["norms"], fragment=rules)
    assert [
        [why.code, why.rule] for why in found if why.rule in one.given["at_stages"]
    ] == one.expect["gaps"]


def ask_open_value(one):
    """An open value that a file leaves out is asked for."""
    with pytest.raises(Malformed) as caught:
        call_preset(PRESETS["process"], one.given["preset"], one.given["filled"])
    assert caught.value.code == one.expect["code"]
    assert caught.value.field == f"with.{one.given['argument']}"


def ask_audit(one):
    company, case = company_of(one), case_of(one)
    extra = [fragment(name) for name in one.given.get("fragments", ())]
    found = audit(case.facts, company.flow, at=one.at, known_at=one.known_at, fragments=extra)
    told = [[lapse.rule.partition("#")[2], lapse.kind] for lapse in found]
    assert told == one.expect["lapses"]
    if "consequences" in one.expect:
        assert [list(lapse.consequences) for lapse in found] == one.expect["consequences"]


ASKED = {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}
