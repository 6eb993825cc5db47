"""What strangers could not say: a lockout, several words, which fact a table reads, names."""

from typing import Any

import attrs
import pytest

from renoflow.attribution import (
    Case,
    Claim,
    ClaimLimit,
    Ground,
    Identity,
    Pick,
    Policy,
    judge,
    lint,
    open_court,
    why,
)
from renoflow.attribution.policy import Name
from renoflow.calendars import china
from renoflow.codec import from_data, from_toml, policy_schema, to_data, to_toml
from renoflow.errors import Malformed
from renoflow.facts import filing, visit
from renoflow.limits import Limit
from renoflow.periods import CALENDAR, days
from renoflow.select import Facts, Match, Row, Table, Test
from renoflow.words import terms, text

FORTNIGHT = days(14, counting=CALENDAR)
OWN = Pick(claims=("filed",), status=("lapsed",), by="self", ended_within=FORTNIGHT, negated=True)
POLICY = Policy(
    id="p",
    revision=1,
    source="",
    days="end",
    identity=Identity(keys=()),
    claims=(Claim(basis="filed", opens=Facts(kinds=("filing",)), needs=(OWN,)),),
    limits=(
        ClaimLimit(
            limit=Limit(id="week", span=days(7, counting=CALENDAR), needs=Facts(kinds=("visit",))),
            on=("filed",),
            then="lapse",
            what="visit",
        ),
    ),
    grounds=(Ground(id="first", pick=Pick(claims=("filed",))),),
)
COURT = open_court(POLICY, china)


def filed(name, by, month, day, hour=10, **more):
    at = china.at(2024, month, day, hour, **more)
    return filing(name, at=at, by=by, medium="form")


FIRST = filed("f1", "wang", 3, 1)


@pytest.mark.parametrize(
    ("second", "status"),
    [
        (filed("f2", "wang", 3, 22, 23), "void"),
        (filed("f2", "wang", 3, 23, 0), "standing"),
        (filed("f2", "li", 3, 9, 0), "standing"),
    ],
)
def test_whoever_let_it_lapse_waits_and_others_do_not(second, status):
    """Without it who sits on customers could file the same one again for ever."""
    verdict = judge(COURT, Case("c", (FIRST, second)), at=second.at)
    assert [one.status for one in verdict.docket] == ["lapsed", status]


def test_why_tells_until_when_he_is_locked_out():
    """Without it a salesperson would try again every day."""
    case = Case("c", (FIRST, filed("f2", "wang", 3, 10)))
    found = why(COURT, case, "wang", at=china.at(2024, 3, 11))
    (one,) = [each for each in found.reasons if each.code == "why.too_soon"]
    assert (one.rule, one.facts) == ("p@1#filed", ("f1",))
    assert one.get("since") == china.at(2024, 3, 23)
    assert one.get("ended") == china.end(china.day(china.at(2024, 3, 8)))
    assert "takes no new one before 2024-03-23 00:00" in text(one, "en")
    assert "之前不得再主张" in text(one, "zh")


def test_a_lockout_is_said_in_words():
    """Without it nobody would recognise the rule in his own policy."""
    assert "ended no longer ago than 14 days" in text(POLICY, "en")
    assert "终止未超过14日" in text(POLICY, "zh")
    assert from_toml(to_toml(POLICY), Policy) == POLICY
    schema: Any = policy_schema()
    assert "ended_within" in schema["$defs"]["Pick"]["properties"]


def test_a_tail_after_the_lapse_changes_when_the_span_is_over():
    """Without it the pool would hear of a customer only when somebody asks."""
    tail = Pick(claims=("filed",), status=("lapsed",), ended_within=FORTNIGHT)
    rows = (*POLICY.grounds, Ground(id="tail", pick=tail))
    court = open_court(attrs.evolve(POLICY, grounds=rows), china)
    early = judge(court, Case("c", (FIRST,)), at=china.at(2024, 3, 2))
    assert (early.rule, early.changes_at) == ("p@1#first", china.at(2024, 3, 9))
    late = judge(court, Case("c", (FIRST,)), at=china.at(2024, 3, 10))
    assert (late.rule, late.changes_at) == ("p@1#tail", china.at(2024, 3, 23))


def test_a_ground_with_a_tail_does_not_forestall_one_without():
    """Without it the lint would call a row unreachable that decides every day."""
    tail = Pick(claims=("filed",), status=("lapsed",), ended_within=FORTNIGHT)
    rows = (
        Ground(id="tail", pick=tail),
        Ground(id="any", pick=attrs.evolve(tail, ended_within=None)),
    )
    found = [one.code for one in lint(attrs.evolve(POLICY, grounds=rows))]
    assert "policy.unreachable" not in found
    turned = [one.rule for one in lint(attrs.evolve(POLICY, grounds=rows[::-1]))]
    assert "tail" in turned


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (
            lambda: Pick(claims=("filed",), ended_within=FORTNIGHT),
            "policy.ended_within",
            "status",
        ),
        (lambda: Match(field="of", op="is", values=("self",)), "value.missing", "values"),
        (lambda: Match(field="of", op="is_not"), "value.missing", "values"),
        (lambda: Match(field="of", op="is", values=("self", "her")), "value.choice", "values"),
        (lambda: table(take="first"), "select.take", "take"),
        (lambda: table(at="opened"), "select.take", "at"),
        (
            lambda: table(by="count", facts={"fact": "visit"}, take="first"),
            "select.take",
            "take",
        ),
    ],
)
def test_what_means_nothing_is_refused(make, code, field):
    """Said and not read it would be believed in."""
    with pytest.raises(Malformed) as caught:
        make()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.sentence("zh") != caught.value.sentence("en")


def table(**fields):
    rows = [{"gives": "1", "upto": 1}, {"gives": "1/2"}]
    return from_data({"by": "field", "field": "of", "rows": rows, **fields}, Table[str])


WORDS = {
    '{ fact = "visit", invited_by = { is = ["self", "none"] } }': (
        Match(field="invited_by", op="is", values=("self", "none")),
    ),
    '{ fact = "visit", invited_by = { is = ["self"] } }': (Match(field="invited_by", op="self"),),
    '{ fact = "visit", invited_by = { is_not = "self" } }': (
        Match(field="invited_by", op="is_not", values=("self",)),
    ),
    '{ fact = "visit", invited_by = { is = "given", is_not = ["self", "other"] } }': (
        Match(field="invited_by", op="given"),
        Match(field="invited_by", op="is_not", values=("self", "other")),
    ),
}


@pytest.mark.parametrize("written", WORDS)
def test_several_words_of_one_field_are_read_and_written(written):
    """Without it "neither he nor nobody" would take two rows, or could not be said."""
    expected = Facts(kinds=("visit",), where=WORDS[written])
    data = {"it": to_data(expected)}
    assert from_toml(f"[[grounds]]\nid = 'x'\nwhen = [{written}]", _Grounds).grounds[0].when == (
        Test(facts=expected),
    )
    assert from_data(data["it"], Facts) == expected


@attrs.frozen(kw_only=True)
class _Grounds:
    grounds: tuple[Ground, ...]


def test_several_words_are_said():
    """Without it describe would print a code."""
    one = Facts(kinds=("visit",), where=WORDS[next(iter(WORDS))])
    other = attrs.evolve(one, where=(Match(field="invited_by", op="is_not", values=("none",)),))
    assert "the claimant or none" in text(one, "en")
    assert "本人或无" in text(one, "zh")
    assert "not none" in text(other, "en")
    assert "并非无" in text(other, "zh")


def test_which_fact_a_table_reads_is_said():
    """Without it the page would say the latest where the first counts."""
    limit = Limit(
        id="x",
        span=Table(
            by="field",
            field="medium",
            facts=Facts(kinds=("filing",)),
            take="first",
            at=from_data({"first": {"fact": "visit"}}, type(COURT_ANCHOR)),
            rows=(Row(gives=FORTNIGHT, values=("form",)), Row(gives=FORTNIGHT)),
        ),
    )
    assert "of the first filing as of the first visit" in text(limit, "en")
    assert "首次" in text(limit, "zh")
    assert from_data(to_data(limit), Limit) == limit


COURT_ANCHOR = POLICY.limits[0].limit.anchor

NAMED = attrs.evolve(
    POLICY,
    names=(
        Name(id="filed", en="Filing", zh="报备"),
        Name(id="first", en="First to file", zh="先报先得"),
        Name(id="week", en="The week", zh="七日之期"),
    ),
)


def test_a_policy_names_its_rows_in_both_languages():
    """Without it people would read ids that only the writer knows."""
    assert "First to file (first)" in text(NAMED, "en")
    assert "“Filing”" in text(NAMED, "en")
    assert "先报先得（first）" in text(NAMED, "zh")
    court = open_court(NAMED, china)
    came = visit("v", at=china.at(2024, 3, 2))
    case = Case("c", (FIRST, came))
    found = why(court, case, "wang", at=china.at(2024, 3, 3))
    assert "Filing" in text(found, "en", words=terms(NAMED, "en"))
    assert "先报先得（first）" in text(found, "zh", words=terms(NAMED))
    assert "first" in text(found, "en")


def test_names_are_a_table_in_a_file_and_name_what_is_there():
    """Without it a name for a row that is gone would stay for ever."""
    written = to_toml(NAMED)
    assert '[names.week]\nen = "The week"' in written
    assert from_toml(written, Policy) == NAMED
    strange = attrs.evolve(POLICY, names=(Name(id="fiLed", en="x", zh="x"),))
    with pytest.raises(Malformed) as caught:
        open_court(strange, china)
    assert (caught.value.code, caught.value.field) == ("value.unknown", "names.fiLed")
    twice = attrs.evolve(POLICY, names=(NAMED.names[0], NAMED.names[0]))
    with pytest.raises(Malformed) as caught:
        open_court(twice, china)
    assert (caught.value.code, caught.value.field) == ("policy.row_twice", "names.filed")
    for wrong, field in (
        ('names = { filed = "x" }', "names.filed"),
        ('names = { filed = { en = "x" } }', "names.filed.zh"),
        ('names = { filed = { id = "y", en = "x", zh = "x" } }', "names.filed.id"),
    ):
        with pytest.raises(Malformed) as caught:
            from_toml(f"{wrong}\n{to_toml(POLICY)}", Policy)
        assert caught.value.field == field
