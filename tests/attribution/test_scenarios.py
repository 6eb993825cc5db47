"""Every worked example of the rules of attribution, as its file says."""

import re
from collections import Counter

import pytest

from renoflow.attribution import (
    BASIC_FACTS,
    REGISTRARS,
    Case,
    judge,
    missing_basic_facts,
    obligations,
)
from renoflow.calendars import china
from renoflow.registers import when
from renoflow.testing.scenarios import differences
from tests.attribution.scenarios import FILES, court_of, scenarios

CASES = [(path, one) for path in FILES for one in scenarios(path)]
EXAMPLES = {
    ("FILE-01", "text"): 2,
    ("FILE-02", "text"): 2,
    ("FILE-03", "text"): 2,
    ("FILE-03", "reading"): 1,
    ("FILE-04", "text"): 3,
    ("FILE-04", "reading"): 1,
    ("FILE-05", "text"): 2,
    ("FILE-05", "reading"): 1,
    ("FILE-06", "text"): 2,
    ("FILE-06", "reading"): 2,
    ("FILE-16", "text"): 1,
    ("FILE-17", "reading"): 1,
    ("ATT-01", "text"): 1,
    ("ATT-01", "reading"): 1,
    ("ATT-02", "text"): 2,
    ("ATT-03", "text"): 2,
    ("ATT-04", "text"): 2,
    ("ATT-05", "text"): 2,
    ("ATT-06", "text"): 1,
    ("ATT-07", "text"): 2,
    ("ATT-07", "reading"): 1,
    ("ATT-08", "text"): 3,
    ("ATT-09", "text"): 1,
    ("ATT-09", "reading"): 1,
    ("ATT-13", "text"): 1,  # the second example is of a policy that comes later
    ("ATT-14", "text"): 1,
    ("ATT-14", "reading"): 1,
    ("ATT-15", "text"): 2,
    ("ATT-16", "text"): 2,
    ("ATT-16", "reading"): 1,
    ("ATT-17", "text"): 1,
    ("ATT-18", "text"): 1,
    ("ATT-19", "text"): 1,
    ("COL-10", "text"): 1,
    ("COL-10", "reading"): 1,
    ("CUS-01", "text"): 1,
    ("ROLE-07", "text"): 1,
}


def ask_source(one):
    court = court_of(one)
    (claim,) = judge(court, Case("scenario", one.facts), at=one.at).docket
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
        if due.rule.partition("#")[2] == one.expect["of"]
    ]
    wanted = one.expect["obligations"]
    assert [{name: row[name] for name in like} for row, like in zip(told, wanted)] == wanted
    assert len(told) == len(wanted)


def ask_basic_facts(one):
    caller = one.given.get("caller", False)
    missing = missing_basic_facts(tuple(one.given["supplied"]), caller=caller)
    assert list(missing) == one.expect["missing"]
    items = [item for item, fields in BASIC_FACTS.items() if set(fields) & set(missing)]
    assert items == one.expect["items"]


def ask_registrars(one):
    assert list(REGISTRARS[one.given["document"]]) == one.expect["roles"]


ASKS = {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=[one.name for _, one in CASES])
def test_a_case_comes_out_as_its_file_says(one):
    """Without it the library could drift from the rules that it is there to hold."""
    if one.ask:
        ASKS[one.ask](one)
    else:
        assert differences(one, court_of(one)) == ()


def test_every_worked_example_is_there():
    """An example that no file holds would never be tried."""
    found = Counter(
        (one.rule, one.kind) for path, one in CASES if not path.stem.endswith("_edges")
    )
    assert found == EXAMPLES


def test_no_two_cases_have_one_name():
    """A failure would name two cases, and nobody could tell which."""
    assert [name for name, n in Counter(one.name for _, one in CASES).items() if n > 1] == []


def test_the_filing_policy_asks_those_who_confirm_its_papers():
    """The roles of a policy's approvals and the table of registrars must not part."""
    policy = filing_policy()
    roles = {claim.basis: [step.role for step in claim.approvals] for claim in policy.claims}
    assert set(roles["filed"]) == set(REGISTRARS["filing_form"])
    assert tuple(roles["front_desk_kin"]) == REGISTRARS["front_desk_kin"]


def filing_policy():
    one = next(one for _, one in CASES if one.policy == "seven_day_filing")
    return court_of(one).policies
