"""What a scenario may ask of figures: rates, sheets, posts, and what a policy names."""

from datetime import timedelta
from fractions import Fraction

from renoflow.attribution import Case
from renoflow.calendars import china
from renoflow.facts import agreement, complaint, designer_talk, survey
from renoflow.obligations import Obligation
from renoflow.periods import period_of
from renoflow.pipeline import Consequence, Lapse, figures
from renoflow.pipeline.figures import Counting, Scale
from renoflow.reasons import reason
from renoflow.select import Facts, Match
from tests.pipeline.asks_customers import blanks, instant

__all__ = ["ASKS"]


def by(one):
    """March 2024, as seen at the asked instant."""
    return Counting(window=march(), at=one.at, calendar=china, days="end")


def march():
    return period_of("month", china.at(2024, 3, 15), china)


def percent(rate):
    return None if rate.value is None else rate.value * 100


def told(number):
    return Fraction(str(number))


# --- rates ------------------------------------------------------------------------------


def ask_callbacks(one):
    rows = one.given["due"]
    owed = [
        Obligation(
            rule="callbacks",
            what="callback",
            who="sales",
            due=instant(row["on"]),
            state=row["state"],
        )
        for row in rows
        for _ in range(row.get("times", 1))
    ]
    found = figures.duty_rate(owed, "callback", march(), late=one.given["late"])
    assert (found.part, found.whole) == (one.expect["part"], one.expect["whole"])
    assert percent(found) == one.expect.get("percent")


def ask_complaints(one):
    results = one.given["results"]
    cases = [
        Case(f"c{n}", (complaint(f"p{n}", at=instant(one.given["on"]), result=result),))
        for n, result in enumerate(
            result for result, times in results.items() for _ in range(times)
        )
    ]
    closed = Facts(
        kinds=("complaint",),
        where=(Match(field="result", op="in", values=("upheld", "rejected")),),
    )
    found = figures.handled_rate(cases, Facts(kinds=("complaint",)), closed, by(one))
    assert (found.part, found.whole) == (one.expect["part"], one.expect["whole"])
    assert percent(found) == one.expect.get("percent")


def ask_conversion(one):
    """So many customers first talked on a day, so many of them signed on another."""
    given = one.given
    cases = []
    for n in range(given["came"]):
        facts = [designer_talk("t", at=given["talked"], outcome="hesitates", designer="chen")]
        if n < given["became"]:
            facts.append(agreement("a", at=given["signed"], tier="ordinary"))
        cases.append(Case(f"c{n}", tuple(facts)))
    came = Facts(
        kinds=("designer_talk",), where=(Match(field="designer", op="in", values=("chen",)),)
    )
    signed = Facts(kinds=("agreement",))
    found = figures.conversion(cases, came, signed, by(one))
    assert (found.part, found.whole) == (one.expect["part"], one.expect["whole"])
    assert percent(found) == one.expect.get("percent")
    if "talks" in one.expect:
        assert figures.counted(cases, came, by(one)) == one.expect["talks"]
        assert figures.counted(cases, signed, by(one)) == one.expect["signings"]


def ask_satisfaction(one):
    facts = [
        survey(f"s{n}", at=instant(row["on"]), result=row["result"])
        for n, row in enumerate(one.given["surveys"])
    ]
    found = figures.satisfaction([Case("c", tuple(facts))], by(one), scale=one.given["scale"])
    assert found.count == one.expect["count"]
    assert found.value == (told(one.expect["mean"]) if "mean" in one.expect else None)


def ask_retention(one):
    start = [f"c{n}" for n in range(one.given["start"])]
    active = [f"c{n}" for n in range(one.given["active"])]
    active += [f"new{n}" for n in range(one.given.get("new", 0))]
    found = figures.retention(start, active)
    assert (percent(found), found.whole) == (one.expect.get("percent"), one.given["start"])


def ask_plans(one):
    found = figures.improvement_plans(one.given["scores"], threshold=one.given["threshold"])
    assert [each.get("area") for each in found] == one.expect["areas"]
    assert {each.rule for each in found} <= {one.rule}


# --- sheets -----------------------------------------------------------------------------


def ask_sheet(one):
    ratings = {item: one.given["rating"] for block in figures.BLOCKS for item in block.items}
    for name in one.given.get("without", ()):
        del ratings[name]
    ratings |= one.given.get("ratings", {})
    found = figures.quarterly_sheet(
        "wang",
        ratings,
        quarter=instant(one.given["quarter"]),
        weights=one.given["weights"],
        scale=Scale(low=0, high=100),
        at=one.at,
        calendar=china,
    )
    assert found.opens == instant(one.expect["opens"])
    assert found.opens == found.quarter.last + timedelta(microseconds=1)
    assert [each.code for each in found.objections] == one.expect["objections"]
    assert {each.rule for each in found.objections} <= {"KPI-01", "KPI-02"}
    assert found.score == (told(one.expect["score"]) if "score" in one.expect else None)


def ask_indicators(one):
    wanted = next(each for each in figures.INDICATORS if each.rule == one.rule)
    assert set(one.given["weights"]) == set(wanted.items)
    assert figures.weighted(one.given["ratings"], one.given["weights"]) == told(
        one.expect["score"]
    )
    assert period_of("quarter", one.at, china).last == instant(one.expect["until"])


def ask_report(one):
    assert blanks(figures.report_gaps(one.given["parts"]), one.rule) == one.expect["missing"]


def ask_consequences(one):
    found = figures.consequences(one.given["event"], sanctions=one.given.get("sanctions", False))
    assert [each.get("measure") for each in found] == one.expect["measures"]
    assert {each.rule for each in found} <= {one.rule}
    # no source states an amount, so that none can be told
    assert {name for each in found for name, _ in each.params} <= {"event", "measure"}


def ask_own_consequences(one):
    row = Consequence(of="late_call", what="training", source="own")
    assert [each.rule for each in figures.consequences(one.given["event"], [row])] == one.expect[
        "rules"
    ]


def ask_events(one):
    lapses = [
        Lapse(rule=row["rule"], kind=row["kind"], at=one.at, advice=row.get("advice", False))
        for row in one.given.get("lapses", ())
    ]
    objections = [reason(row["code"], rule=row["rule"]) for row in one.given.get("objections", ())]
    found = figures.assessment_events([*lapses, *objections])
    assert [each.rule for each in found] == one.expect["events"]
    assert {each.code for each in found} <= {"assessment.breach"}


def ask_improvement(one):
    (found,) = figures.improvement(one.facts, at=one.at, calendar=china, days="end")
    assert list(found.done) == one.expect["done"]
    assert (found.next or "", found.open) == (one.expect["next"], one.expect["next"] != "")


# --- posts ------------------------------------------------------------------------------


def ask_next_post(one):
    assert (figures.next_post(one.given["post"]) or "") == one.expect["next"]


def ask_hiring(one):
    found = figures.hiring_gaps(
        figures.HIRING, education=one.given["education"], years=one.given["years"]
    )
    assert [each.code for each in found] == one.expect["lacks"]
    assert {each.rule for each in found} <= {one.rule}


def ask_promotion(one):
    found = figures.promotion_gaps(
        years=one.given["years"],
        least_years=one.given["standard"],
        target_met=one.given["target_met"],
    )
    assert [each.code for each in found] == one.expect["lacks"]
    assert {each.rule for each in found} <= {one.rule}


def ask_milestone(one):
    shares = [(day, Fraction(share)) for day, share in one.given["shares"]]
    assert figures.milestone(shares, one.given["on"]) == Fraction(one.expect["share"])


ASKS = {
    name.removeprefix("ask_"): ask
    for name, ask in list(globals().items())
    if name.startswith("ask_")
}
