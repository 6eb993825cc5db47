"""Every worked example of the rules of attribution, as its file says."""

from collections import Counter

import pytest

from renoflow.attribution import REGISTRARS
from renoflow.testing.scenarios import differences
from tests.attribution.asks import ASKS
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
    ("FILE-07", "text"): 1,
    ("FILE-08", "text"): 2,
    ("FILE-08", "reading"): 1,
    ("FILE-09", "text"): 2,
    ("FILE-10", "text"): 1,
    ("FILE-11", "text"): 1,
    ("FILE-11", "reading"): 2,
    ("FILE-12", "text"): 2,
    ("FILE-13", "text"): 2,
    ("FILE-14", "text"): 2,
    ("FILE-14", "reading"): 1,
    ("FILE-15", "text"): 1,
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
    ("ATT-10", "text"): 2,
    ("ATT-11", "text"): 4,
    ("ATT-11", "reading"): 1,
    ("ATT-12", "reading"): 1,
    ("ATT-13", "text"): 2,
    ("ATT-14", "text"): 1,
    ("ATT-14", "reading"): 1,
    ("ATT-15", "text"): 2,
    ("ATT-16", "text"): 2,
    ("ATT-16", "reading"): 1,
    ("ATT-17", "text"): 1,
    ("ATT-18", "text"): 1,
    ("ATT-19", "text"): 1,
    ("ATT-20", "reading"): 1,
    ("ATT-21", "text"): 1,
    ("ATT-22", "text"): 3,
    ("ATT-23", "text"): 2,
    ("ATT-23", "reading"): 2,
    ("ATT-24", "text"): 2,
    ("ATT-25", "text"): 1,
    ("ATT-26", "text"): 3,
    ("ATT-27", "reading"): 1,
    ("ATT-28", "reading"): 1,
    ("ATT-29", "reading"): 1,
    ("COL-01", "text"): 2,
    ("COL-01", "reading"): 1,
    ("COL-02", "text"): 2,
    ("COL-02", "reading"): 1,
    ("COL-03", "text"): 1,
    ("COL-03", "reading"): 1,
    ("COL-04", "text"): 1,
    ("COL-04", "reading"): 2,
    ("COL-05", "text"): 1,
    ("COL-05", "reading"): 1,
    ("COL-06", "text"): 3,
    ("COL-06", "reading"): 1,
    ("COL-07", "reading"): 2,
    ("COL-08", "text"): 1,
    ("COL-08", "reading"): 1,
    ("COL-09", "text"): 1,
    ("COL-09", "reading"): 1,
    ("COL-10", "text"): 1,
    ("COL-10", "reading"): 1,
    ("CUS-01", "text"): 1,
    ("CUS-06", "text"): 4,
    ("CUS-06", "reading"): 1,
    ("CUS-28", "text"): 1,
    ("ROLE-07", "text"): 1,
    ("ROLE-08", "text"): 1,
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


def test_the_five_part_form_is_confirmed_by_its_registrar():
    """The table of registrars and the policy of that form must not part."""
    one = next(one for _, one in CASES if one.policy == "five_part_form")
    claims = {claim.basis: claim for claim in court_of(one).policies.claims}
    form = claims["brought"].approvals[0]
    assert (form.id, (form.role,)) == ("form", REGISTRARS["five_part_form"])


def filing_policy():
    one = next(one for _, one in CASES if one.policy == "seven_day_filing")
    return court_of(one).policies
