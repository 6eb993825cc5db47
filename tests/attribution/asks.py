"""What cases ask besides whose a customer is: each ``ask`` of a case is a function here."""

import re

from renoflow.attribution import (
    BASIC_FACTS,
    REGISTRARS,
    Case,
    Readiness,
    accepts_advance_filing,
    accountable,
    check_contact,
    colliding,
    form_differences,
    gather,
    judge,
    missing_basic_facts,
    missing_fields,
    needs_five_part_form,
    obligations,
    readiness_class,
    served_by,
)
from renoflow.attribution.disputes import may_dispute
from renoflow.attribution.policy import Rota
from renoflow.attribution.rota import next_receiver
from renoflow.calendars import china
from renoflow.codec import from_data
from renoflow.money import allocate, format_yuan, scale, total, yuan
from renoflow.periods import Span
from renoflow.registers import when
from tests.attribution.scenarios import court_of

__all__ = ["ASKS"]


def verdict_of(one):
    return judge(court_of(one), Case("scenario", one.facts), at=one.at, known_at=one.known_at)


def row(rule):
    return rule.partition("#")[2]


# --- of a court ---------------------------------------------------------------------------


def ask_source(one):
    court = court_of(one)
    (claim,) = verdict_of(one).docket
    assert claim.basis == one.expect["basis"]
    assert types(court, claim.basis) == [one.expect["type"]]


def ask_sources(one):
    assert types(court_of(one)) == one.expect["types"]


def types(court, *bases):
    """The numbers of the list in ATT-01 that the claims of *bases* come from."""
    rows = [row for row in court.policies.claims if not bases or row.basis in bases]
    return sorted({int(n) for row in rows for n in re.findall(r"ATT-01/(\d)", row.source)})


def ask_obligations(one):
    until = one.given.get("until")
    found = obligations(
        court_of(one),
        Case("scenario", one.facts),
        at=one.at,
        until=one.at if until is None else china.end(when(until, "until", china)),
        known_at=one.known_at,
    )
    told = [
        {
            "state": due.state,
            "due": "" if due.due is None else china.day(due.due),
            "who": due.who,
        }
        for due in sorted(found, key=lambda due: (due.due is None, due.due))
        if row(due.rule) == one.expect["of"]
    ]
    wanted = one.expect["obligations"]
    assert [{name: row[name] for name in like} for row, like in zip(told, wanted)] == wanted
    assert len(told) == len(wanted)


def ask_split(one):
    """An amount of the contract, split by the shares of the verdict."""
    credit = verdict_of(one).credit
    parts = allocate(
        yuan(one.given["amount"]), [each.share for each in credit.shares], tie="first"
    )
    got = {
        each.party: format_yuan(part)
        for each, part in zip(credit.shares, parts.parts, strict=True)
    }
    assert (row(credit.rule), got) == (one.expect["row"], one.expect["split"])


def ask_adjusted(one):
    """What is reported besides the owner, and what it comes to."""
    amounts = {name: yuan(each) for name, each in one.given.get("amounts", {}).items()}
    told = [
        {
            "rule": row(each.rule),
            "kind": each.kind,
            "to": each.to,
            "part": "" if each.part is None else str(each.part),
            "amount": "" if each.amount is None else format_yuan(each.amount),
            "per": each.per,
            "bearer": each.bearer,
            "of": {
                name: format_yuan(scale(amounts[name], each.part, "exact"))
                for name in each.of
                if name in amounts
            },
        }
        for each in verdict_of(one).adjustments
    ]
    wanted = one.expect["adjusted"]
    assert "owner" not in one.expect or verdict_of(one).owner == one.expect["owner"]
    assert [{name: got[name] for name in like} for got, like in zip(told, wanted)] == wanted
    assert len(told) == len(wanted)


def ask_households(one):
    """What the same comes to in so many households, each a case of its own."""
    cases = [Case(f"C-{n}", one.facts) for n in range(one.given["households"])]
    paid = [
        each.amount
        for case in cases
        for each in judge(court_of(one), case, at=one.at).adjustments
        if row(each.rule) == one.expect["rule"] and each.amount is not None
    ]
    assert format_yuan(total(paid)) == one.expect["total"]


def ask_collisions(one):
    """Who collides over which customer, where records are gathered by the policy's identity."""
    court = court_of(one)
    cases = gather(one.facts, court.policies.identity, china)
    held = [colliding(judge(court, case, at=one.at), ("registered",)) for case in cases]
    assert [list(parties) for parties in held if len(parties) > 1] == one.expect["collisions"]


def ask_may_dispute(one):
    """Whether a dispute told last would be heard, and by which codes it is refused."""
    court, (*before, last) = court_of(one), one.facts
    case = Case("scenario", tuple(before))
    found = may_dispute(court, case, judge(court, case, at=one.at), last)
    assert [each.code for each in found] == one.expect["objections"]


def ask_served_by(one):
    verdict = verdict_of(one)
    assert list(served_by(verdict, one.given.get("wish"))) == one.expect["serves"]
    assert (verdict.owner or "") == one.expect["owner"]


def ask_check_contact(one):
    verdict = verdict_of(one)
    assert check_contact(verdict, one.given["asks"]) == one.expect["answer"]
    assert (verdict.owner or "") == one.expect["owner"]


# --- of no policy -------------------------------------------------------------------------


def ask_basic_facts(one):
    caller = one.given.get("caller", False)
    missing = missing_basic_facts(tuple(one.given["supplied"]), caller=caller)
    assert list(missing) == one.expect["missing"]
    items = [item for item, fields in BASIC_FACTS.items() if set(fields) & set(missing)]
    assert items == one.expect["items"]


def ask_registrars(one):
    assert list(REGISTRARS[one.given["document"]]) == one.expect["roles"]


def ask_missing_fields(one):
    found = missing_fields(one.given["document"], one.given["supplied"])
    assert list(found) == one.expect["missing"]


def ask_advance_filing(one):
    within = from_data(one.given["within"], Span)
    filed, planned = one.given["filed_on"], one.given["planned_on"]
    accepted = accepts_advance_filing(filed, planned, within, china)
    assert accepted is one.expect["accepted"]
    if "missing" in one.expect:
        ask_missing_fields(one)


def ask_form_differences(one):
    found = form_differences(one.given["filed"], one.given["extracted"])
    assert list(found) == one.expect["differences"]


def ask_readiness(one):
    found = readiness_class(Readiness(**one.given["customer"]))
    assert (found or "") == one.expect["class"]
    if "form" in one.expect:
        assert needs_five_part_form(found) is one.expect["form"]


def ask_next_receiver(one):
    rota = from_data(one.given["rota"], Rota)
    turn = next_receiver(rota, one.facts, one.given["queue"], one.at, calendar=china, days="end")
    assert (turn.party or "") == one.expect["receiver"]
    line = sorted(turn.places, key=lambda each: each.place)
    assert [each.party for each in line] == one.expect["line"]


def ask_accountable(one):
    heads = one.given["heads"]
    assert accountable(one.given["department"], heads) == one.expect["head"]


ASKS = {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}
