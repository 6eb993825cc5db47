"""Policies, processes and their conditions as JSON and TOML that a person reads."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renoflow.attribution import (
    ClaimLimit,
    Ground,
    Outcome,
    Part,
    Pick,
    Policy,
    Verdict,
    presets,
)
from renoflow.codec import TAGS, from_data, from_json, from_toml, to_data, to_json, to_toml
from renoflow.errors import Malformed
from renoflow.facts import Key, Value
from renoflow.limits import Every, Limit
from renoflow.money import Money
from renoflow.obligations import Duty
from renoflow.periods import Span, days, hours, until, working_days
from renoflow.pricing import Due
from renoflow.processes import Process
from renoflow.reasons import Reason, reason
from renoflow.select import OPENED, Anchor, Facts, Match, Op, Row, Table, Test, Total
from tests.codec.records import of

WEEK = days(7, counting="legal")
FEW = settings(max_examples=20)  # records are large, and drawing them takes the time
VISIT = Facts(kinds=("visit",))


def match(field: str, op: Op, *values: Value) -> Match:
    return Match(field=field, op=op, values=values)


def wrong(data: object, type_: Any) -> tuple[str, str]:
    with pytest.raises(Malformed) as caught:
        from_data(data, type_)
    assert caught.value.sentence("en")
    assert caught.value.sentence("zh")
    return caught.value.code, caught.value.field


# --- round trips ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "type_", [Span, Facts, Anchor, Test, Pick, Limit, ClaimLimit, Ground, Verdict, Reason]
)
def test_a_record_comes_back_as_it_was(type_: type) -> None:
    """A policy would otherwise mean something else after it was stored."""

    @FEW
    @given(of(type_))
    def back(one: object) -> None:
        text = to_json(one)
        assert from_json(text, type_) == one
        assert to_json(from_json(text, type_)) == text

    back()


@pytest.mark.parametrize("type_", [*TAGS])
def test_a_tagged_record_comes_back_from_json_and_toml(type_: type) -> None:
    """The same record through both texts."""

    @FEW
    @given(of(type_))
    def back(one: object) -> None:
        assert from_json(to_json(one), type_) == one
        try:
            text = to_toml(one)
        except Malformed as error:
            assert error.code == "codec.null"
        else:
            assert from_toml(text, type_) == one

    back()


@pytest.mark.parametrize(
    "policy",
    [presets.seven_day_filing(window=WEEK), presets.first_contact(deal=(Facts(kinds=("deal",)),))],
    ids=lambda policy: policy.id,
)
def test_a_preset_exported_is_the_preset(policy: Policy) -> None:
    """A company that exports a preset and changes nothing has the preset."""
    assert from_json(to_json(policy), Policy) == policy
    assert from_toml(to_toml(policy), Policy) == policy


# --- the forms ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thing", "data"),
    [
        (WEEK, {"days": 7, "counting": "legal"}),
        (hours(2), {"hours": 2}),
        (
            hours(2, running="office", edge="before"),
            {"hours": 2, "running": "office", "edge": "before"},
        ),
        (working_days(3), {"working_days": 3}),
        (until("month", 1), {"until": "month", "skip": 1}),
        (until("day"), {"until": "day"}),
        (OPENED, "opened"),
        (Anchor(of="asked"), "asked"),
        (Anchor(of="approved", plus=hours(1)), {"of": "approved", "plus": {"hours": 1}}),
        (Anchor(of="opened", back=hours(1)), {"of": "opened", "back": {"hours": 1}}),
        (Anchor(of="opened", plus=hours(1)), {"of": "opened", "plus": {"hours": 1}}),
        (
            Anchor(of="first", facts=VISIT, whole=True, plus=hours(1)),
            {"first": {"fact": "visit"}, "whole": True, "plus": {"hours": 1}},
        ),
        (Anchor(of="limit", limit="x"), {"limit": "x"}),
        (
            Anchor(of="first", facts=VISIT, total=Total(field="n", min=2), field="next_at"),
            {"first": {"fact": "visit"}, "total": {"field": "n", "min": 2}, "field": "next_at"},
        ),
        (
            Anchor(of="latest_of", anchors=(OPENED, Anchor(of="last", facts=VISIT))),
            {"latest_of": ["opened", {"last": {"fact": "visit"}}]},
        ),
        (
            Anchor(of="limit", limit="x", facts=VISIT),
            {"of": "limit", "limit": "x", "facts": {"fact": "visit"}},
        ),
        (
            Facts(kinds=("a", "b"), by="self", same=("id",)),
            {"fact": ["a", "b"], "by": "self", "same": "id"},
        ),
        (
            Facts(kinds=("a",), prompt=hours(2), other=("x", "y")),
            {"fact": "a", "prompt": {"hours": 2}, "other": ["x", "y"]},
        ),
        (
            Facts(kinds=("a",), hours=(18, 21), since=date(2021, 7, 1), through=date(2021, 8, 31)),
            {"fact": "a", "hours": [18, 21], "since": "2021-07-01", "through": "2021-08-31"},
        ),
        (Facts(kinds=("a",), where=(match("m", "in", "x"),)), {"fact": "a", "m": "x"}),
        (Facts(kinds=("a",), where=(match("m", "in", "x", 2),)), {"fact": "a", "m": ["x", 2]}),
        (Facts(kinds=("a",), where=(match("m", "in", ("x",)),)), {"fact": "a", "m": [["x"]]}),
        (Facts(kinds=("a",), where=(match("m", "in", False),)), {"fact": "a", "m": False}),
        (
            Facts(kinds=("a",), where=(match("m", "in", Money(1)),)),
            {"fact": "a", "m": [{"money": 1}]},
        ),
        (Facts(kinds=("a",), where=(match("m", "given"),)), {"fact": "a", "m": {"is": "given"}}),
        (Facts(kinds=("a",), where=(match("m", "has", "x"),)), {"fact": "a", "m": {"has": ["x"]}}),
        (
            Facts(kinds=("a",), where=(match("m", "not_in", "x"),)),
            {"fact": "a", "m": {"not": ["x"]}},
        ),
        (
            Facts(kinds=("a",), where=(match("m", "max", 5), match("m", "min", Money(100)))),
            {"fact": "a", "m": {"max": 5, "min": "1.00 CNY"}},
        ),
        (
            Facts(kinds=("a",), where=(match("m", "above", Decimal("1.50")),)),
            {"fact": "a", "m": {"above": "1.50"}},
        ),
        # what a name, or a condition said twice, stands in the way of
        (
            Facts(kinds=("a",), where=(match("m", "has", "x"), match("m", "has", "y"))),
            {
                "fact": "a",
                "where": [
                    {"field": "m", "op": "has", "values": ["x"]},
                    {"field": "m", "op": "has", "values": ["y"]},
                ],
            },
        ),
        (
            Facts(kinds=("a",), where=(match("by", "in", "x"),)),
            {"fact": "a", "where": [{"field": "by", "op": "in", "values": ["x"]}]},
        ),
        # in a selector, "of" is a field; in a test it is an anchor
        (
            Facts(kinds=("a",), where=(match("of", "opening"),)),
            {"fact": "a", "of": {"is": "opening"}},
        ),
        (
            Test(facts=Facts(kinds=("a",), where=(match("of", "opening"),))),
            {"fact": "a", "where": [{"field": "of", "op": "opening"}]},
        ),
        (
            Test(facts=VISIT, within=hours(2), of=Anchor(of="asked"), negated=True),
            {"fact": "visit", "within": {"hours": 2}, "of": "asked", "not": True},
        ),
        (
            Test(any=(Test(facts=VISIT), Test(facts=VISIT, count=2))),
            {"any": [{"fact": "visit"}, {"fact": "visit", "count": 2}]},
        ),
        (
            Test(facts=VISIT, total=Total(field="amount", part=Fraction(3, 10), of=VISIT)),
            {
                "fact": "visit",
                "total": {"field": "amount", "part": "3/10", "of": {"fact": "visit"}},
            },
        ),
        (Total(field="amount", min=Money(12345600)), {"field": "amount", "min": "123,456.00 CNY"}),
        (Total(field="area", min=Decimal("1.50")), {"field": "area", "min": "1.50"}),
        (Pick(claims=("filed",)), {"claims": "filed"}),
        (
            Pick(
                claims=("a", "b"),
                status=("lapsed",),
                having=(Test(facts=VISIT),),
                take=None,
                negated=True,
            ),
            {
                "claims": ["a", "b"],
                "status": "lapsed",
                "with": [{"fact": "visit"}],
                "take": "all",
                "not": True,
            },
        ),
        (
            ClaimLimit(
                limit=Limit(id="w", span=WEEK, needs=VISIT),
                on=("filed",),
                then="lapse",
                what="visit",
            ),
            {
                "id": "w",
                "span": {"days": 7, "counting": "legal"},
                "needs": {"fact": "visit"},
                "on": ["filed"],
                "then": "lapse",
                "what": "visit",
            },
        ),
        (
            Limit(id="w", needs=VISIT, every=Every(unit="week", first="whole", weekday=4)),
            {
                "id": "w",
                "needs": {"fact": "visit"},
                "every": {"unit": "week", "first": "whole", "weekday": 4},
            },
        ),
        (
            Limit(
                id="w",
                span=Table(
                    by="field",
                    field="tier",
                    rows=(
                        Row(gives=hours(2), values=("a", Money(1)), upto=Money(5)),
                        Row(gives=WEEK),
                    ),
                ),
            ),
            {
                "id": "w",
                "span": {
                    "by": "field",
                    "field": "tier",
                    "rows": [
                        {"gives": {"hours": 2}, "values": ["a", {"money": 1}], "upto": "0.05 CNY"},
                        {"gives": {"days": 7, "counting": "legal"}},
                    ],
                },
            },
        ),
        (
            Ground(
                id="g",
                when=(Pick(claims=("a",)), Test(facts=VISIT)),
                gives=Outcome(parts=(Part(part=Fraction(1)),)),
            ),
            {
                "id": "g",
                "when": [{"claims": "a"}, {"fact": "visit"}],
                "gives": {"parts": [{"part": "1"}]},
            },
        ),
        (
            reason(
                "late",
                rule="r",
                facts=("f1",),
                part=Fraction(1, 3),
                on=date(2024, 3, 1),
                n=None,
                t="2024-03-01",
            ),
            {
                "code": "late",
                "rule": "r",
                "facts": ["f1"],
                "params": [
                    ["n", None],
                    ["on", {"day": "2024-03-01"}],
                    ["part", {"part": "1/3"}],
                    ["t", "2024-03-01"],
                ],
            },
        ),
    ],
    ids=str,
)
def test_a_record_is_written_the_way_a_person_would(thing: object, data: object) -> None:
    """The form is a promise: policies are written by hand in it."""
    assert to_data(thing) == data
    assert from_data(data, type(thing)) == thing


@pytest.mark.parametrize(
    ("data", "thing"),
    [
        ({"fact": ["visit"], "by": "anyone"}, VISIT),
        (
            {"fact": "visit", "m": {"in": "x"}},
            Facts(kinds=("visit",), where=(match("m", "in", "x"),)),
        ),
        (
            {"fact": "visit", "m": {"not": "x"}},
            Facts(kinds=("visit",), where=(match("m", "not_in", "x"),)),
        ),
        (
            {"fact": "visit", "m": {"money": 5}},
            Facts(kinds=("visit",), where=(match("m", "in", Money(5)),)),
        ),
        (
            {"fact": "visit", "m": date(2024, 3, 1)},
            Facts(kinds=("visit",), where=(match("m", "in", date(2024, 3, 1)),)),
        ),
        (
            {"fact": "visit", "n": {"is": "none"}, "m": {"is": "none"}},
            Facts(kinds=("visit",), where=(match("m", "none"), match("n", "none"))),
        ),
        (
            {"fact": "visit", "where": [{"field": "n", "op": "none"}], "m": {"is": "none"}},
            Facts(kinds=("visit",), where=(match("n", "none"), match("m", "none"))),
        ),
        (
            {"fact": "visit", "m": {"min": "100"}},
            Facts(kinds=("visit",), where=(match("m", "min", Decimal(100)),)),
        ),
        ({"hours": 2, "counting": "elapsed"}, hours(2)),
        ({"claims": ["filed"], "take": 1}, Pick(claims=("filed",))),
    ],
    ids=str,
)
def test_other_ways_to_write_the_same_are_read(data: object, thing: object) -> None:
    """A person does not write the shortest form every time."""
    assert from_data(data, type(thing)) == thing


@pytest.mark.parametrize(
    ("data", "type_", "code", "field"),
    [
        # a weekday by name is answered with the numbers
        (
            {"unit": "week", "first": "whole", "weekday": "friday"},
            Every,
            "span.weekday",
            "weekday",
        ),
        ({"unit": "week", "first": "whole", "weekday": "?"}, Every, "policy.open", "weekday"),
        ("friday", Every, "value.type", ""),
        ({}, Span, "codec.span", ""),
        ({"days": 7, "hours": 2, "counting": "legal"}, Span, "codec.span", ""),
        ({"days": 7}, Span, "value.which", "counting"),
        (date(2021, 7, 1), Anchor, "value.type", ""),
        ({"days": 7, "counting": "leagl"}, Span, "value.choice", "counting"),
        ({"days": 0, "counting": "legal"}, Span, "span.count", "days"),
        ({"days": "7", "counting": "legal"}, Span, "value.type", "days"),
        ({"days": True, "counting": "legal"}, Span, "value.type", "days"),
        ({"days": 7, "counting": "legal", "skip": 1}, Span, "value.unknown", "skip"),
        ({"until": "month", "skip": -1}, Span, "span.count", "skip"),
        ({"until": "hour"}, Span, "value.choice", "until"),
        ({"quarters": 1, "counting": "legal"}, Span, "codec.span", ""),
        ({"hours": 2, "counting": "legal"}, Span, "value.choice", "counting"),
        ({"on": "2024-05-01", "steps": [{"day": 10}]}, Due, "plan.move", "steps[0].which"),
        ({"on": "2024-05-01", "steps": [{"dai": 10}]}, Due, "value.unknown", "steps[0].dai"),
        ({"on": "2024-05-01", "steps": [{"days": 10}]}, Due, "value.which", "steps[0].counting"),
        ({"on": "2024-05-01", "steps": ["day"]}, Due, "value.type", "steps[0]"),
        ({"on": "2024-05-01", "span": {"until": "day"}}, Due, "plan.due", "span"),
        ([], Span, "value.type", ""),
        ({"by": "self"}, Facts, "value.missing", "fact"),
        ({"fact": 1}, Facts, "value.type", "fact"),
        ({"fact": "a", "by": "me"}, Facts, "value.choice", "by"),
        ({"fact": "a", "": 1}, Facts, "value.unknown", "?"),
        ({"fact": "a", "m": {}}, Facts, "codec.match", "m"),
        ({"fact": "a", "m": {"is": "gvien"}}, Facts, "value.choice", "m.is"),
        ({"fact": "a", "m": {"min": 1, "most": 2}}, Facts, "codec.match", "m.most"),
        ({"fact": "a", "m": {"most": 2}}, Facts, "codec.match", "m.most"),
        ({"fact": "a", "m": {"min": "1,5"}}, Facts, "value.type", "m.min"),
        ({"fact": "a", "m": {"has": [{"x": 1}]}}, Facts, "value.unknown", "m.has[0].x"),
        ({"fact": "a", "m": {"min": 1.5}}, Facts, "codec.float", "m.min"),
        ({"fact": "a", "where": [{"field": "m"}]}, Facts, "value.missing", "where[0].op"),
        ("opend", Anchor, "value.choice", ""),
        ({}, Anchor, "codec.anchor", ""),
        ({"plus": {"hours": 1}}, Anchor, "codec.anchor", ""),
        ({"fact": "payout", "of": {"is": "opening"}}, Test, "codec.anchor_field", "of"),
        ({"fact": "payout", "of": {"not": ["f1"]}}, Test, "codec.anchor_field", "of"),
        ({"first": {"fact": "a"}, "last": {"fact": "a"}}, Anchor, "codec.anchor", ""),
        ({"first": {"fat": "a"}}, Anchor, "value.unknown", "first.fat"),
        ({"limit": "x", "plsu": {}}, Anchor, "value.unknown", "plsu"),
        ({"of": "limit"}, Anchor, "value.missing", "limit"),
        (1, Anchor, "value.type", ""),
        ({}, Test, "select.test", "facts"),
        ({"fact": "a", "count": 0}, Test, "value.type", "count"),
        ({"fact": "a", "not": 1}, Test, "value.type", "not"),
        ({"fact": "a", "of": 1}, Test, "value.type", "of"),
        ({"fact": "a", "after": 1}, Test, "value.type", "after"),
        ({"any": [{"any": [{"fact": "a"}]}]}, Test, "select.nested", "any"),
        ({"fact": "a", "total": {"field": "x", "part": "1/0"}}, Test, "value.type", "total.part"),
        (
            {"fact": "a", "total": {"field": "x", "min": "1.000 CNY"}},
            Test,
            "value.type",
            "total.min",
        ),
        ({"claims": "a", "take": "some"}, Pick, "value.type", "take"),
        ({"claims": "a", "status": ["stnading"]}, Pick, "value.choice", "status[0]"),
        ({"id": "g", "when": [{"claims": 1}]}, Ground, "value.type", "when[0].claims"),
        ({"id": "g", "when": [{"fatc": "a"}]}, Ground, "value.unknown", "when[0].fatc"),
        ({"id": "g", "when": [1]}, Ground, "value.type", "when[0]"),
        ({"id": "g", "whn": 1}, Ground, "value.unknown", "whn"),
        ({"id": "g", "gives": {"kind": "party"}}, Ground, "policy.outcome_to", "gives.to"),
        (
            {"id": "w", "on": ["a"], "then": "lapse", "what": "x", "spna": 1},
            ClaimLimit,
            "value.unknown",
            "spna",
        ),
        ({"on": ["a"], "then": "lapse", "what": "x"}, ClaimLimit, "value.missing", "id"),
        ({"id": "w", "on": [1], "then": "lapse", "what": "x"}, ClaimLimit, "value.type", "on[0]"),
        ({"id": "w", "span": "?"}, Limit, "policy.open", "span"),
        (
            {"id": "w", "span": {"days": "?", "counting": "legal"}},
            Limit,
            "policy.open",
            "span.days",
        ),
        ({"fact": "a", "m": "?"}, Facts, "policy.open", "m"),
        (
            {"id": "w", "span": {"rows": [], "by": "field", "field": "a"}},
            Limit,
            "select.table",
            "span.rows",
        ),
        ({"id": "w", "span": {"rows": 1, "by": "field"}}, Limit, "value.type", "span.rows"),
        ({"code": "late", "params": [["n", {"money": 1}]]}, Reason, "value.type", "params[0][1]"),
        ({"code": "late", "params": [["n"]]}, Reason, "value.type", "params[0]"),
        (
            {"code": "late", "params": [["n", {"part": 1}]]},
            Reason,
            "value.type",
            "params[0][1].part",
        ),
    ],
)
def test_what_is_wrong_in_a_policy_is_named(
    data: object, type_: Any, code: str, field: str
) -> None:
    """Whoever writes a policy by hand needs the very place."""
    assert wrong(data, type_) == (code, field)


def test_a_wrong_duty_of_a_stage_is_named_where_it_is_written() -> None:
    """A duty lies flat in the table of its limit; so must the path of its error."""
    stage = {
        "id": "s",
        "zh": "段",
        "kind": "start",
        "duties": [{"id": "d", "what": "x", "who": "y"}],
    }
    data = {
        "type": "process.v1",
        "id": "p",
        "revision": 1,
        "zh": "程",
        "stages": [stage],
        "moves": [],
    }
    assert wrong(data, Process) == ("value.missing", "stages[0].duties[0].needs")


LIMIT = {"id": "w", "needs": {"fact": "visit"}, "what": "visit", "who": "self"}


@pytest.mark.parametrize(
    ("data", "type_", "field", "known"),
    [
        (
            {**LIMIT, "on": ["filed"], "thn": "lapse"},
            ClaimLimit,
            "thn",
            {"span", "grace", "on", "then", "what", "who"},
        ),
        ({**LIMIT, "advise": True}, Duty, "advise", {"span", "grace", "what", "who", "advice"}),
        (
            {"fact": "visit", "witihn": {"days": 7, "counting": "legal"}},
            Test,
            "witihn",
            {"fact", "by", "prompt", "within", "not", "count"},
        ),
        ({"fact": "visit", "aftr": {"first": {"fact": "deal"}}}, Test, "aftr", {"after", "of"}),
        ({"fact": "visit", "promt": {"hours": 2}}, Facts, "promt", {"fact", "prompt", "where"}),
    ],
)
def test_the_names_of_both_records_of_a_row_are_known(
    data: object, type_: Any, field: str, known: set[str]
) -> None:
    """Two records lie in one table: whoever misspells a name of either is told the right one."""
    with pytest.raises(Malformed) as caught:
        from_data(data, type_)
    params: Any = caught.value.params
    assert (caught.value.code, caught.value.field) == ("value.unknown", field)
    assert known <= set(params["allowed"])
    assert params["near"] in known
    assert "limit" not in params["allowed"]
    assert "facts" not in params["allowed"]


def test_a_name_of_the_row_below_is_no_name_of_the_row() -> None:
    """The names of an outer row would otherwise be offered where only inner ones stand."""
    with pytest.raises(Malformed) as caught:
        from_data(
            {**LIMIT, "on": ["filed"], "then": "lapse", "needs": {"fact": "visit", "": 1}},
            ClaimLimit,
        )
    assert caught.value.field == "needs.?"
    assert caught.value.params["allowed"] == (
        *("fact", "by", "same", "other", "prompt", "where"),
        *("hours", "since", "through"),
    )


@FEW
@given(of(Test), st.data())
def test_a_part_of_a_test_replaced_by_rubbish_ends_in_malformed(
    one: Test, data: st.DataObject
) -> None:
    """Whatever a person writes, there is one error to catch."""
    plain: Any = to_data(one)
    rubbish: st.SearchStrategy[Any] = st.sampled_from(
        [None, 1, "", "x", [], {}, [{}], {"of": 1}, {"rows": []}, "?"]
    )
    plain[data.draw(st.sampled_from(sorted(plain)))] = data.draw(rubbish)
    try:
        read = from_data(plain, Test)
    except Malformed as error:
        assert error.sentence()
    else:
        assert from_json(to_json(read), Test) == read


def test_keys_are_written_and_read() -> None:
    """An identity key is a value like another."""
    one = Match(field="phone", op="in", values=(Key("phone", "9f", keyed=True),))
    assert from_json(to_json(one), Match) == one
