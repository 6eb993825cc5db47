"""Disputes as test data: policies with nothing but a ladder, and what is said of a scenario."""

from functools import cache
from pathlib import Path

from renoflow.attribution import Ground, Identity, Outcome, Policy, heard, presets
from renoflow.attribution.disputes.reading import read_disputes
from renoflow.calendars import china
from renoflow.codec import call_preset
from renoflow.facts import known
from renoflow.money import format_yuan
from renoflow.select import see
from renoflow.testing.scenarios import read_scenarios

FOLDER = Path(__file__).parents[1] / "scenarios" / "disputes"
FILES = sorted(FOLDER.glob("*.toml"))
LADDERS = {
    one.__name__: one
    for one in (
        presets.register_ladder,
        presets.first_contact_ladder,
        presets.qc_appeal,
        presets.business_contact_ladder,
        presets.dedicated_resolver,
        presets.post_project,
    )
}
QUESTIONS = {"ladder", "department", "full_time", "concerned"}


@cache
def scenarios(path):
    return read_scenarios(path.read_text(encoding="utf-8"), china)


def ladder_of(one):
    given = {name: value for name, value in one.given.items() if name not in QUESTIONS}
    return call_preset(LADDERS, one.given["ladder"], given)


def alone(ladder, **more):
    """A policy that has nothing but *ladder*: nobody owns until somebody decides."""
    return Policy(
        id="alone",
        revision=1,
        source="",
        days="end",
        identity=Identity(keys=()),
        claims=(),
        grounds=(Ground(id="silent", gives=Outcome(kind="silent")),),
        ladder=ladder,
        **more,
    )


def seen_of(facts):
    return see(known(facts, china), china, days="end")


def decided(seen, at):
    """The instant of decision where the first deal decides."""
    return min((when for when, _ in seen.by_kind.get("deal", ()) if when <= at), default=at)


def read(ladder, facts, at):
    seen = seen_of(facts)
    return read_disputes(ladder, seen, china, days="end", asked=at, decided_at=decided(seen, at))


def hear(policy, facts, at):
    seen = seen_of(facts)
    return heard(policy, seen, decided_at=decided(seen, at), asked=at, calendar=china)


def told(ladder, facts, at):
    """What is said of the one dispute in *facts*, as plain values."""
    (state,), _ = read(ladder, facts, at)
    found = hear(alone(ladder), facts, at)
    owners = sorted({fact.get("owner") for fact in found.deciding})
    sources = {level.role: level.source for level in ladder.levels}
    return {
        "status": state.status,
        "row": state.level or "",
        "source": sources.get(state.level, ""),
        "decider": state.decider or "",
        "due": state.due,
        "ways": list(state.ways),
        "step": state.step or "",
        "missing": list(state.missing),
        "untold": list(state.untold),
        "evidence": list(state.evidence),
        "reconsider": list(state.reconsider),
        "rows": [one.rule.partition("#")[2] for one in state.objections],
        "penalties": [
            [
                one.rule.partition("#")[2],
                one.to,
                "" if one.amount is None else format_yuan(one.amount),
            ]
            for one in state.penalties
        ],
        "lenient": all(one.lenient for one in state.penalties),
        "open": state.open,
        "owner": owners[0] if len(owners) == 1 else "",
        "ignored": [one.code for one in found.ignored],
    }
