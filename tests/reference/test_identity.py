"""Who is who: the edges of gathering, and its two statements side by side (trap 15)."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renoflow.attribution import gather as gather_fast
from renoflow.attribution.policy import Identity, KeyRule
from renoflow.facts import KINDS, Fact, Field, Key, fact
from renoflow.facts.kinds import merge_kinds
from renoflow.facts.records import Kind
from tests.reference.identity import gather as gather_slowly
from tests.reference.identity import in_order
from tests.reference.made_up import EVERY_DAY, MORNING, NOONS, one

KINSHIP = Kind(
    name="kin",
    zh="亲属",
    fields=(
        Field(name="other", zh="另一客户", type="code", required=True),
        Field(name="relation", zh="关系", type="code", required=True),
    ),
)
PROJECTS = Kind(
    name="filing",
    zh="报备",
    fields=(
        Field(name="project", zh="项目", type="code"),
        Field(name="block", zh="楼栋", type="code"),
        Field(name="agency", zh="渠道", type="code"),
    ),
)
TABLE = merge_kinds(KINDS, ("kinds", (KINSHIP, PROJECTS)))

PHONE = KeyRule(field="phone", strength="certain")
HOME = KeyRule(field="home", strength="likely")
MASKED = KeyRule(field="phone", strength="likely", digits="first3_last4")
PLAIN = Identity(keys=(PHONE, HOME))
DIGITS = Identity(keys=(PHONE, MASKED))
BOTH = Identity(keys=(KeyRule(field="phone", strength="certain", also=("agency",)),))
KIN = Identity(keys=(PHONE,), kin=("spouse", "parent"))
SCOPED = Identity(keys=(PHONE,), scope=("project", "block"))

FULL, TWIN, OTHER = "13900000001", "13955550001", "13900000002"
MASK, SHORT, HALF, SEVEN = "139****0001", "139001", "139*******1", "1390001"


def told(name, customer, phone=None, home=None, **fields):
    """A filing; a key that is given as text stands as the host would make it."""
    keyed = fields.pop("keyed", False)
    if phone is not None:
        fields["phone"] = Key("phone", phone, keyed=keyed)
    if home is not None:
        fields["home"] = Key("home", home)
    fields = {"at": MORNING, "medium": "form", "by": "ann", **fields}
    return fact(name, "filing", customer=customer, kinds=TABLE, **fields)


def said(name, kind, customer, other, at=MORNING, **fields):
    return fact(name, kind, at=at, customer=customer, other=other, kinds=TABLE, **fields)


def slowly(facts, identity, known_at=None):
    return gather_slowly(facts, identity, EVERY_DAY, known_at=known_at)


def fast(facts, identity, known_at=None):
    """The cases of the fast statement, as plain values."""
    cases = gather_fast(facts, identity, EVERY_DAY, known_at=known_at)
    found = [attrs.asdict(case, recurse=False) for case in cases]
    return sorted(
        ({**case, "facts": tuple(f.id for f in case["facts"])} for case in found), key=in_order
    )


def kin(name, customer, other, relation="spouse"):
    return said(name, "kin", customer, other, relation=relation)


A, B, C = told("a", "a", FULL), told("b", "b", FULL), told("c", "c", OTHER)
HOMES = tuple(told(name, name, home="3-2") for name in "ab")
EDGES = {  # identity, facts; records with doubts and kin, or with the scope and its facts
    "one phone": (PLAIN, (A, B, C), ["ab", "c"]),
    "trap 15: links close": (PLAIN, (A, B, told("d", "b", OTHER), C), ["abc"]),
    "trap 15: a likely link is one hop": (
        PLAIN,
        (*HOMES, told("d", "b", FULL, "9"), told("c", "c", home="9")),
        ["a ?b", "b ?ac", "c ?b"],
    ),
    "trap 15: kin of kin are not kin": (
        KIN,
        (A, told("b", "b", TWIN), C, kin("k", "a", "b"), kin("l", "b", "c")),
        ["a +b", "b +ac", "c +b"],
    ),
    "a certain link settles a likely one": (
        PLAIN,
        (told("a", "a", FULL, "9"), told("b", "b", FULL, "9")),
        ["ab"],
    ),
    "said apart": (PLAIN, (A, B, said("n", "not_same", "a", "b")), ["a", "b"]),
    "both keys": (
        BOTH,
        (told("a", "a", FULL, agency="x"), told("b", "b", FULL, agency="x")),
        ["ab"],
    ),
    "the phone alone": (
        BOTH,
        (told("a", "a", FULL, agency="x"), told("b", "b", FULL, agency="y")),
        ["a", "b"],
    ),
    "one lacks a key": (BOTH, (told("a", "a", FULL, agency="x"), B), ["a", "b"]),
    "both lack a key": (BOTH, (A, B), ["a", "b"]),
    "the other key in another fact": (
        BOTH,
        (told("a", "a", FULL, agency="x"), B, told("d", "b", OTHER, agency="x")),
        ["a", "b"],
    ),
    "a masked number": (DIGITS, (A, told("b", "b", MASK)), ["a ?b", "b ?a"]),
    "two masked numbers": (
        DIGITS,
        (told("a", "a", MASK), told("b", "b", MASK)),
        ["a ?b", "b ?a"],
    ),
    "two full numbers that differ in the middle": (DIGITS, (A, told("b", "b", TWIN)), ["a", "b"]),
    "a masked number of another": (DIGITS, (C, told("b", "b", MASK)), ["b", "c"]),
    "seven digits, which may be those shown": (
        DIGITS,
        (A, told("b", "b", SEVEN)),
        ["a ?b", "b ?a"],
    ),
    "eight digits are a number": (DIGITS, (A, told("b", "b", "13910001")), ["a", "b"]),
    "too few digits are shown": (DIGITS, (A, told("b", "b", HALF)), ["a", "b"]),
    "too short": (DIGITS, (told("a", "a", SHORT), told("b", "b", "139**001")), ["a", "b"]),
    "a keyed number shows no digits": (
        DIGITS,
        (told("a", "a", FULL, keyed=True), told("b", "b", MASK)),
        ["a", "b"],
    ),
    "without such a rule a masked number is nobody's": (
        PLAIN,
        (told("a", "a", MASK), told("b", "b", MASK)),
        ["a", "b"],
    ),
    "kin of a listed relation": (KIN, (A, C, kin("k", "a", "c", "parent")), ["a +c", "c +a"]),
    "kin of another relation": (KIN, (A, C, kin("k", "a", "c", "cousin")), ["a", "c"]),
    "kin of a record that is not there": (KIN, (A, kin("k", "a", "z")), ["a"]),
    "kin of a group": (KIN, (A, B, C, kin("k", "c", "b")), ["ab +c", "c +ab"]),
    "one scope": (SCOPED, (A, told("p", "a", project="P")), ["a project=P: ap"]),
    "two scopes": (
        SCOPED,
        (A, told("p", "a", project="P"), told("q", "a", project="Q")),
        ["a project=P: ap", "a project=Q: aq"],
    ),
    "none is no scope": (
        SCOPED,
        (told("n", "a", project=None), told("p", "a", project="P")),
        ["a project=P: np"],
    ),
    "no scope": (SCOPED, (A, told("n", "a", project=None)), ["a"]),
    "a part of a scope belongs to all that it does not contradict": (
        SCOPED,
        (
            told("p", "a", project="P"),
            told("x", "a", project="P", block="1"),
            told("y", "a", project="P", block="2"),
            told("z", "a", project="Q", block="2"),
        ),
        ["a project=P block=1: px", "a project=P block=2: py", "a project=Q block=2: z"],
    ),
}


def shown(case):
    """Records with doubts after ? and kin after +; with a scope, and what it holds."""
    words = "".join(case["records"])
    words += "".join((" ?", *case["doubts"])) if case["doubts"] else ""
    words += "".join((" +", *case["kin"])) if case["kin"] else ""
    for name, value in case["scope"]:
        words += f" {name}={value}"
    return words + ("".join((": ", *case["facts"])) if case["scope"] else "")


@pytest.mark.parametrize("gather", [slowly, fast])
@pytest.mark.parametrize("edge", EDGES)
def test_each_statement_gathers_as_the_rules_say(edge, gather):
    """Without it both could agree on what the rules do not say."""
    identity, facts, expected = EDGES[edge]
    assert sorted(shown(case) for case in gather(facts, identity)) == expected


@pytest.mark.parametrize("gather", [slowly, fast])
def test_kin_bring_their_facts_along(gather):
    """A relative's filing counts in the case, and his relatives' do not."""
    facts = (A, told("b", "b", TWIN), C, kin("k", "a", "b"), kin("l", "b", "c"))
    held = {case["customer"]: case["facts"] for case in gather(facts, KIN)}
    assert held == {
        "a": ("a", "b", "k", "l"),
        "b": ("a", "b", "c", "k", "l"),
        "c": ("b", "c", "l"),
    }


# -- at random

RECORDS = "abcd"
PHONES = (FULL, TWIN, OTHER, MASK, "139****0002", SHORT, SEVEN, "139abcd0001")
KINDS_TOLD = ("filing",) * 6 + ("same_as", "not_same", "kin", "kin", "withdrawal")
IDENTITIES = tuple(
    Identity(keys=keys, kin=relations, scope=scope)
    for keys in (
        (PHONE, HOME),
        (PHONE, MASKED),
        (MASKED, HOME),
        BOTH.keys,
        (*BOTH.keys, KeyRule(field="home", strength="likely", also=("agency", "project"))),
    )
    for relations in ((), ("spouse",))
    for scope in ((), ("project",), ("project", "block"))
)


@st.composite
def histories(draw):
    """Facts of a few records that share keys, relatives and projects."""
    facts: list[Fact] = []
    for number in range(one(draw, range(9))):
        name, kind = f"f{number}", one(draw, KINDS_TOLD)
        customer, at = one(draw, RECORDS), one(draw, NOONS)
        other = one(draw, [record for record in RECORDS if record != customer])
        if kind == "withdrawal" and facts:
            wrong = one(draw, facts)
            facts.append(fact(name, kind, at=at, of=wrong.id, customer=wrong.customer))
        elif kind == "kin":
            relation = one(draw, ("spouse", "cousin"))
            facts.append(said(name, kind, customer, other, at, relation=relation))
        elif kind in {"same_as", "not_same"}:
            facts.append(said(name, kind, customer, other, at))
        else:
            scope = {
                field: one(draw, values)
                for field, values in (
                    ("project", ("P", "Q", None)),
                    ("block", ("1", "2")),
                    ("agency", ("x", "y", None)),
                )
                if one(draw, (True, False))
            }
            phone, home = one(draw, (None, *PHONES)), one(draw, (None, None, "3-2", "9-9"))
            keyed = one(draw, (False, False, False, True))
            facts.append(told(name, customer, phone, home, keyed=keyed, at=at, **scope))
    return facts


@given(histories(), st.sampled_from(IDENTITIES), st.sampled_from((None, *NOONS)))
def test_both_statements_gather_the_same_cases(facts, identity, known_at):
    """Without it two customers could be taken for one, and one seller lose to a stranger."""
    assert fast(facts, identity, known_at) == slowly(facts, identity, known_at)
