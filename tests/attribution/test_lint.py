"""Findings about policies: each with one that has exactly that fault, and one that has not."""
# ruff: noqa: E501 - a row of TOML is one line

import attrs
import pytest

from renoflow.attribution import Policy, lint, open_court
from renoflow.calendars import china
from renoflow.codec import from_toml
from renoflow.words import text
from tests.attribution.published import OTHERS, POLICIES

SOUND = """
type = "policy.v1"
id = "sound"
revision = 1
source = "handbook"
days = "end"
decisive = [{ fact = "deal" }]
identity = { keys = [] }

[[claims]]
basis = "filed"
opens = { fact = "filing" }

[[claims]]
basis = "came"
opens = { fact = "visit", invited_by = { is = "given" } }
claimant = "invited_by"

[[grounds]]
id = "filed"
pick = { claims = "filed" }

[[grounds]]
id = "came"
pick = { claims = "came" }

[[grounds]]
id = "else"
gives = { kind = "nobody" }
"""


def found(written):
    policy = from_toml(written, Policy)
    open_court(policy, china)
    return [(one.code, one.rule) for one in lint(policy)]


def instead(old, new):
    assert SOUND.count(old) == 1
    return found(SOUND.replace(old, new))


def ground(**rows):
    """The sound policy with grounds put before the last one."""
    written = "".join(f'[[grounds]]\nid = "{name}"\n{row}\n' for name, row in rows.items())
    last = '[[grounds]]\nid = "else"'
    return instead(last, written + last)


def limit(row):
    return found(f'{SOUND}\n[[limits]]\nid = "limit"\non = "filed"\nwhat = "visit"\n{row}')


def test_a_sound_policy_has_no_findings():
    """A finding on what is right would teach people not to look."""
    assert found(SOUND) == []


@pytest.mark.parametrize("policy", [*POLICIES, *OTHERS], ids=lambda one: one.id)
def test_the_shipped_ones_have_only_what_their_texts_have(policy):
    """Their texts name no end of the case, and claims that decide nothing; nothing worse."""
    codes = {one.code for one in lint(policy)}
    assert codes <= {"policy.stays", "policy.unpicked"}


@pytest.mark.parametrize(
    ("row", "unreachable"),
    [
        ('pick = { claims = "filed" }', True),
        ('pick = { claims = ["filed", "came"] }', False),
        ('pick = { claims = "filed", order = "last", take = "all" }', True),
        ('pick = { claims = "filed", with = [{ fact = "touch" }] }', True),
        ('pick = { claims = "filed", status = ["standing", "void"] }', False),
        ('pick = { claims = "filed" }\nanswers = "service"', True),
        ('when = [{ fact = "touch" }]\ngives = { kind = "nobody" }', False),
    ],
)
def test_what_a_ground_before_always_forestalls_is_never_reached(row, unreachable):
    """A row that can never decide looks as if it did."""
    codes = ground(again=row)
    assert (("policy.unreachable", "again") in codes) is unreachable


@pytest.mark.parametrize(
    ("first", "unreachable"),
    [
        ('pick = { claims = "came" }', True),
        ('pick = { claims = "came" }\nanswers = "credit"', False),
        ('pick = { claims = "came" }\nwhen = [{ fact = "touch" }]', False),
        ('pick = { claims = "came", by = "self" }', False),
        ('pick = { claims = "came", ended_by = ["came"] }', False),
        ('pick = { claims = "came", with = [{ fact = "touch" }] }', False),
        ('gives = { kind = "nobody" }', True),
    ],
)
def test_only_what_asks_for_nothing_more_forestalls(first, unreachable):
    """A finding where the row before asks for more would be wrong."""
    before = '[[grounds]]\nid = "came"'
    written = SOUND.replace(before, f'[[grounds]]\nid = "first"\n{first}\n{before}')
    assert (("policy.unreachable", "came") in found(written)) is unreachable


def test_what_ended_it_narrows_a_pick():
    """A pick of what one row ended is among those of two, and not the other way round."""
    both = 'pick = { claims = "came", status = "ended", ended_by = ["came", "needs"] }'
    one = 'pick = { claims = "came", status = "ended", ended_by = "came" }'
    ends = 'claimant = "invited_by"'
    for first, second, wanted in ((both, one, True), (one, both, False)):
        last = '[[grounds]]\nid = "else"'
        rows = f'[[grounds]]\nid = "a"\n{first}\n[[grounds]]\nid = "b"\n{second}\n{last}'
        written = SOUND.replace(ends, f'{ends}\nends = [{{ fact = "loss" }}]').replace(last, rows)
        assert (found(written) == [("policy.unreachable", "b")]) is wanted


def test_the_last_ground_answers_every_other_case():
    """Where none does the text is silent, and whoever wrote it should know."""
    last = '[[grounds]]\nid = "else"\ngives = { kind = "nobody" }\n'
    assert instead(last, "") == [("policy.no_fallback", "sound")] * 2
    credit = last.replace("gives", 'answers = "credit"\ngives')
    policy = from_toml(SOUND.replace(last, credit), Policy)
    (one,) = lint(policy)
    assert (one.code, one.get("question")) == ("policy.no_fallback", "service")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('pick = { claims = "filed" }', 'pick = { claims = "filed" }'),
        (
            'pick = { claims = "filed" }',
            'when = [{ claims = "filed" }]\npick = { claims = "came" }',
        ),
        ('opens = { fact = "filing" }', 'opens = { fact = "filing" }\nbars = "filed"'),
    ],
)
def test_a_claim_that_something_asks_for_is_no_finding(old, new):
    """A condition and a bar use a claim as a ground does."""
    codes = [code for code, _ in instead(old, new)]
    assert "policy.unpicked" not in codes


def test_a_claim_that_nothing_asks_for():
    """It would be opened and end, and no answer would ever depend on it."""
    assert instead('pick = { claims = "filed" }', 'pick = { claims = "came" }') == [
        ("policy.unreachable", "came"),
        ("policy.unpicked", "filed"),
    ]


CAN = {
    "pending": 'approvals = [{ id = "desk", role = "desk", on = { fact = "approval" } }]',
    "refused": 'approvals = [{ id = "desk", role = "desk", on = { fact = "approval" }, refused = { fact = "refusal" } }]',
    "void": 'needs = [{ fact = "touch" }]',
    "ended": 'ends = [{ fact = "loss" }]',
}
LATE = 'approvals = [{ id = "desk", role = "desk", on = { fact = "approval" }, within = { hours = 2 }, silence = "refused" }]'
MEANWHILE = CAN["pending"].replace("}]", '}, meanwhile = "standing" }]').replace("} }, m", "}, m")
MORE = [
    ("refused", LATE),
    ("void", 'bars = "came"'),
    ("ended", 'again = "replace"'),
    ("ended", 'transfer = { on = { fact = "transfer" } }'),
]


@pytest.mark.parametrize(("status", "row"), [*CAN.items(), *MORE])
def test_a_state_that_a_claim_can_come_to_may_be_asked_for(status, row):
    """And where it cannot, the pick picks nothing, ever."""
    opens = 'opens = { fact = "filing" }'
    asks = ground(state=f'pick = {{ claims = "filed", status = "{status}" }}')
    assert asks == [("policy.never_so", "state")]
    last = '[[grounds]]\nid = "else"'
    pick = f'[[grounds]]\nid = "state"\npick = {{ claims = "filed", status = "{status}" }}\n'
    written = SOUND.replace(opens, f"{opens}\n{row}").replace(last, pick + last)
    assert found(written) == []


def test_a_claim_that_stands_meanwhile_is_never_pending():
    """The approval is there, and the claim does not wait for it."""
    opens = 'opens = { fact = "filing" }'
    last = '[[grounds]]\nid = "else"'
    pick = '[[grounds]]\nid = "state"\npick = { claims = "filed", status = "pending" }\n'
    written = SOUND.replace(opens, f"{opens}\n{MEANWHILE}").replace(last, pick + last)
    assert found(written) == [("policy.never_so", "state")]


@pytest.mark.parametrize("then", ["lapse", "contest"])
@pytest.mark.parametrize(
    "row",
    [
        '[[limits]]\nid = "w"\non = "filed"\nwhat = "visit"\nspan = { hours = 2 }\nthen = "{then}"',
        '[[audits]]\nid = "a"\non = "filed"\nat = { fact = "deal" }\nneeds = { fact = "touch" }\nthen = "{then}"',
    ],
)
def test_a_limit_or_an_audit_lets_a_claim_lapse_or_be_challenged(row, then):
    """Both do, and only what they say."""
    status = {"lapse": "lapsed", "contest": "contestable"}
    last = '[[grounds]]\nid = "else"'
    for wanted in status.values():
        pick = f'[[grounds]]\nid = "state"\npick = {{ claims = "filed", status = "{wanted}" }}\n'
        first = '[[grounds]]\nid = "filed"'
        written = SOUND.replace(first, pick + first) + row.replace("{then}", then)
        is_never = ("policy.never_so", "state") in found(written)
        assert is_never is (status[then] != wanted)
        assert last in written


@pytest.mark.parametrize("bars", [True, False])
def test_only_a_claim_open_to_challenge_can_be_displaced(bars):
    """By a claim that it would else bar."""
    opens = 'opens = { fact = "visit"'
    first = '[[grounds]]\nid = "filed"'
    pick = '[[grounds]]\nid = "state"\npick = { claims = "filed", status = "displaced" }\n'
    written = SOUND.replace(first, pick + first)
    written += '[[limits]]\nid = "w"\non = "filed"\nwhat = "visit"\nspan = { hours = 2 }\nthen = "contest"'
    if bars:
        written = written.replace(opens, f'bars = "filed"\n{opens}')
    assert (found(written) == []) is bars


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ('then = "lapse"', ["policy.endless"]),
        ('then = "contest"\nneeds = { fact = "visit" }', ["policy.endless"]),
        ('then = "report"\nneeds = { fact = "visit" }', []),
        ('then = "lapse"\nspan = { hours = 2 }', []),
        ('then = "lapse"\nby = { last = { fact = "touch" } }', []),
        ('then = "lapse"\nlead = { hours = 1 }\nearly = "void"\nneeds = { fact = "visit" }', []),
        ('then = "lapse"\nlead = { hours = 1 }\nneeds = { fact = "visit" }', ["policy.endless"]),
        (
            'then = "lapse"\nneeds = { fact = "visit" }\nevery = { unit = "week", first = "whole" }',
            [],
        ),
        ('then = "lapse"\ncap = { hours = 2 }', []),
    ],
)
def test_a_limit_that_should_end_a_claim_has_an_end(row, codes):
    """One without an end protects for ever, which a text seldom means."""
    assert [code for code, _ in limit(row)] == codes


def test_a_limit_that_others_wait_for_may_be_without_an_end():
    """It is there for them: one that begins with it, is replaced by it, or an audit after it."""
    waits = '\n[[limits]]\nid = "next"\non = "filed"\nwhat = "visit"\nthen = "lapse"\nspan = { hours = 2 }\nanchor = { limit = "limit" }'
    after = '\n[[audits]]\nid = "a"\non = "filed"\nat = { fact = "deal" }\nneeds = { fact = "touch" }\nonly_after = "limit"'
    endless = 'then = "lapse"\nneeds = { fact = "visit" }'
    assert limit(endless + waits) == limit(endless + after) == []
    first = '\n[[limits]]\nid = "first"\non = "filed"\nwhat = "visit"\nthen = "lapse"\nspan = { hours = 2 }'
    replaces = (
        '\n[[limits]]\nid = "r"\non = "filed"\nwhat = "visit"\nthen = "lapse"\nreplaces = "first"'
    )
    assert found(SOUND + first + replaces) == []


DAYS = 'counting = "calendar"'


@pytest.mark.parametrize(
    ("lead", "span", "is_short"),
    [
        ("hours = 2", "hours = 1", True),
        ("hours = 2", "hours = 2", False),
        (f"days = 3, {DAYS}", f"days = 2, {DAYS}", True),
        (f"days = 3, {DAYS}", f"days = 3, {DAYS}", False),
        ("hours = 49", f"days = 1, {DAYS}", True),
        ("hours = 48", f"days = 1, {DAYS}", False),
        (f"months = 2, {DAYS}", f"days = 30, {DAYS}", True),
        (f"months = 1, {DAYS}", f"days = 28, {DAYS}", False),
        ("hours = 200", "working_days = 1", False),
        ("hours = 48", 'until = "day"', False),
        ("hours = 48", 'hours = 24, running = "office"', False),
    ],
)
def test_a_limit_is_not_over_before_its_lead(lead, span, is_short):
    """Nothing could meet it; what depends on the calendar is left alone."""
    row = f'then = "lapse"\nneeds = {{ fact = "visit" }}\nlead = {{ {lead} }}\nspan = {{ {span} }}'
    assert limit(row) == ([("policy.lead", "limit")] if is_short else [])


def test_each_span_of_a_table_is_looked_at():
    """One line that is too short is enough."""
    row = 'then = "lapse"\nneeds = { fact = "visit" }\nlead = { hours = 4 }\nspan = { by = "field", field = "medium", rows = [{ values = ["sms"], gives = { hours = 3 } }, { gives = { hours = 5 } }] }'
    assert limit(row) == [("policy.lead", "limit")]


@pytest.mark.parametrize(
    "row",
    [
        'decisive = [{ fact = "deal" }]',
        'chapter = { closes = [{ fact = "completion" }] }',
        "",
    ],
)
def test_a_case_that_nothing_closes_and_claims_that_nothing_ends(row):
    """They would stand for ever, and decide what is asked in ten years."""
    policy = from_toml(SOUND.replace('decisive = [{ fact = "deal" }]', row), Policy)
    told = [(one.code, one.get("bases")) for one in lint(policy)]
    assert told == ([] if row else [("policy.stays", ("filed", "came"))])


def test_a_claim_with_a_limit_and_one_of_the_house_need_no_end():
    """A limit ends the one, and the other is the company's, who has it while nobody else has."""
    written = SOUND.replace('decisive = [{ fact = "deal" }]', "")
    written = written.replace('claimant = "invited_by"', 'party = "company"')
    written += (
        '[[limits]]\nid = "w"\non = "filed"\nwhat = "visit"\nspan = { hours = 2 }\nthen = "lapse"'
    )
    assert found(written) == []


@pytest.mark.parametrize("kind", ["filing", "visit"])
def test_two_bases_that_bar_each_other_and_come_of_one_fact(kind):
    """Claims of one instant never bar each other, so that both would stand."""
    written = SOUND.replace(
        'opens = { fact = "filing" }', f'opens = {{ fact = "{kind}" }}\nbars = "came"'
    )
    written = written.replace(
        'claimant = "invited_by"', 'claimant = "invited_by"\nbars = ["filed", "came"]'
    )
    assert found(written) == ([("policy.bars_both", "filed")] if kind == "visit" else [])


PARTS = '{ gives = [{ part = "1" }] }'


@pytest.mark.parametrize(
    ("table", "unread"),
    [
        ("upto = 2|upto = 3", False),
        ("upto = 2|upto = 2", True),
        ('upto = "100.00 CNY"|upto = "99.99 CNY"', True),
        ('upto = "100.00 CNY"|upto = "100.01 CNY"', False),
        ('upto = "1.5"|upto = "1.4"', True),
        ('upto = 2|upto = "1.00 CNY"', False),
        ('values = ["a", "b"]|values = ["b"]', True),
        ('values = ["a", "b"]|values = ["c"]', False),
    ],
)
def test_every_line_of_a_table_can_answer(table, unread):
    """A band in the wrong place would never be read, and nobody would be told."""
    rows = [f'{{ {one}, gives = [{{ part = "1" }}] }}' for one in table.split("|")]
    parts = f'{{ by = "field", field = "medium", rows = [{", ".join(rows)}, {PARTS}] }}'
    pick = 'pick = { claims = "filed" }'
    codes = instead(pick, f"{pick}\ngives = {{ parts = {parts} }}")
    assert codes == ([("policy.row_unread", "filed")] if unread else [])


@pytest.mark.parametrize(
    ("first", "second", "unread"),
    [
        (f"days = 90, {DAYS}", f"days = 90, {DAYS}", True),
        (f"days = 90, {DAYS}", f"days = 180, {DAYS}", False),
        (f"days = 90, {DAYS}", f"months = 1, {DAYS}", False),
    ],
)
def test_bands_of_time_are_compared_in_one_unit(first, second, unread):
    """How many days a month has depends on the month."""
    rows = ", ".join(
        f'{{ upto = {{ {one} }}, gives = [{{ part = "1" }}] }}' for one in (first, second)
    )
    parts = f'{{ by = "elapsed", rows = [{rows}, {PARTS}] }}'
    pick = 'pick = { claims = "filed" }'
    codes = instead(pick, f"{pick}\ngives = {{ parts = {parts} }}")
    assert codes == ([("policy.row_unread", "filed")] if unread else [])


SELF = 'fact = "touch", by = "self"'


@pytest.mark.parametrize(
    ("anchor", "needs", "at_once"),
    [
        (f"first = {{ {SELF} }}", SELF, True),
        (f"last = {{ {SELF} }}", 'fact = ["touch", "visit"]', True),
        (f"first = {{ {SELF} }}, whole = true", SELF, True),
        ('first = { fact = "touch" }', SELF, False),
        ('first = { fact = ["touch", "visit"] }', 'fact = "touch"', False),
        (f"first = {{ {SELF} }}", 'fact = "visit"', False),
        (f"first = {{ {SELF} }}, plus = {{ hours = 1 }}", SELF, False),
        (f"first = {{ {SELF} }}, back = {{ hours = 1 }}", SELF, False),
        (f"first = {{ {SELF} }}", f"{SELF}, hours = [9, 18]", False),
        (f"first = {{ {SELF}, hours = [9, 18] }}", f"{SELF}, hours = [9, 18]", True),
        ('first = { fact = "filing" }', 'fact = "filing"', False),
        ('of = "opened", plus = { hours = 1 }', 'fact = "filing"', False),
    ],
)
def test_a_duty_is_not_met_by_the_fact_from_which_it_is_counted(anchor, needs, at_once):
    """To follow up within two days of the first call would be done with the call itself."""
    row = (
        f'then = "lapse"\nspan = {{ hours = 48 }}\nanchor = {{ {anchor} }}\nneeds = {{ {needs} }}'
    )
    assert limit(row) == ([("policy.met_at_once", "limit")] if at_once else [])
    assert limit(f"{row}\ncount = 2") == []
    duty = row.replace('then = "lapse"\n', "")
    owed = f'{SOUND}\n[[duties]]\nid = "duty"\nwhat = "visit"\nwho = "desk"\n{duty}'
    is_opening = "filing" in anchor  # a case has no opening fact that would meet nothing
    assert found(owed) == ([("policy.met_at_once", "duty")] if at_once or is_opening else [])


TERM = """
[[terms]]
id = "fee"
rounding = "half_up"
base = {{ facts = {{ fact = "receipt" }}, take = "{take}", field = "amount" }}
reversals = [{{ id = "back", on = {{ fact = "refund"{of} }}, {how} }}]
"""


@pytest.mark.parametrize(
    ("take", "of", "how", "told"),
    [
        ("each", "", 'field = "amount"', True),
        ("each", ', of = { is = "opening" }', 'field = "amount"', False),
        ("each", ', of = { is = ["opening", "missing"] }', 'field = "amount"', False),
        ("each", ', same = "person"', 'field = "amount"', False),
        ("each", "", 'part = "1"', False),
        ("sum", "", 'field = "amount"', False),
    ],
)
def test_a_refund_of_one_payment_is_not_taken_from_all(take, of, how, told):
    """Without it the refund of the second payment would lessen the first one's pay, too."""
    written = SOUND + TERM.format(take=take, of=of, how=how)
    assert found(written) == ([("policy.takes_all", "fee/back")] if told else [])
    if told:
        says = [
            text(one, lang) for one in lint(from_toml(written, Policy)) for lang in ("en", "zh")
        ]
        assert all('{ is = "opening" }' in one for one in says)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_finding_is_a_sentence(lang):
    """A code alone helps nobody who writes a policy."""
    broken = attrs.evolve(
        from_toml(SOUND, Policy), decisive=(), grounds=(from_toml(SOUND, Policy).grounds[1],) * 2
    )
    told = lint(broken)
    assert {one.code for one in told} == {
        "policy.unreachable",
        "policy.no_fallback",
        "policy.unpicked",
        "policy.stays",
    }
    assert all("{" not in text(one, lang) and one.code not in text(one, lang) for one in told)
