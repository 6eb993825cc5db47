"""Judges that are wrong, each in one way that somebody has written before."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache

import attrs

from renoflow import attribution
from renoflow.attribution import Case, Share, judge, open_court
from renoflow.attribution.changes import Change
from renoflow.calendars import china
from renoflow.facts import Key
from renoflow.money import Money

TICK = timedelta(microseconds=1)


def credited(verdict, *shares):
    """*verdict* with other shares of the credit."""
    credit = attrs.evolve(verdict.credit, outcome="owner", shares=shares)
    return attrs.evolve(verdict, credit=credit)


def alone(verdict, party):
    return credited(verdict, Share(party=party, share=Fraction(1)))


def told(case, facts):
    return attrs.evolve(case, facts=tuple(facts))


def standing(verdict):
    return [one for one in verdict.docket if one.status == "standing"]


# -- shares and money


def pays_everybody(court, case, *, at, known_at=None):
    """Each who has a claim in force has the whole."""
    verdict = judge(court, case, at=at, known_at=known_at)
    parties = sorted({one.party for one in standing(verdict)})
    if len(parties) < 2:
        return verdict
    return credited(verdict, *(Share(party=one, share=Fraction(1)) for one in parties))


def names_one_twice(court, case, *, at, known_at=None):
    """Two claims of one party are two owners."""
    verdict = judge(court, case, at=at, known_at=known_at)
    parties = [one.party for one in standing(verdict)]
    if len(parties) == len(set(parties)):
        return verdict
    return credited(
        verdict, *(Share(party=one, share=Fraction(1, len(parties))) for one in parties)
    )


def rounds_shares(court, case, *, at, known_at=None):
    """Two thirds and a third, in whole percent."""
    verdict = judge(court, case, at=at, known_at=known_at)
    parties = sorted({one.party for one in standing(verdict)})
    if len(parties) != 2:
        return verdict
    first, second = parties
    return credited(
        verdict,
        Share(party=first, share=Fraction(66, 100)),
        Share(party=second, share=Fraction(33, 100)),
    )


# -- order, repeats, times


def first_of_the_list(court, case, *, at, known_at=None):
    """Of equals, whoever the data base returned first."""
    verdict = judge(court, case, at=at, known_at=known_at)
    if verdict.credit.question != "tie":
        return verdict
    return alone(verdict, next(one.by for one in case.facts if one.by is not None))


def counts_repeats(court, case, *, at, known_at=None):
    """A fact that a retry told again is a second fact."""
    seen: set[str] = set()
    facts = []
    for one in case.facts:
        name = one.id
        while name in seen:
            name += "_again"
        seen.add(name)
        facts.append(attrs.evolve(one, id=name))
    return judge(court, told(case, facts), at=at, known_at=known_at)


def believes_the_clerk(court, case, *, at, known_at=None):
    """A fact happened when it was typed."""
    facts = (attrs.evolve(one, at=one.recorded_at) for one in case.facts)
    return judge(court, told(case, facts), at=at, known_at=known_at)


def looks_ahead(court, case, *, at, known_at=None):
    """Judges by what the day will bring."""
    verdict = judge(court, case, at=at + timedelta(days=1), known_at=known_at)
    return attrs.evolve(verdict, at=at)


def knows_everything(court, case, *, at, known_at=None):
    """Whatever was known when, all that is known now."""
    return attrs.evolve(judge(court, case, at=at), known_at=known_at)


def reads_wall_clocks(court, case, *, at, known_at=None):
    """Drops the offset that a time was written with."""

    def naive(when):
        return when.replace(tzinfo=china.zone) if hasattr(when, "hour") else when

    facts = (
        attrs.evolve(one, at=naive(one.at), recorded_at=naive(one.recorded_at))
        for one in case.facts
    )
    return judge(court, told(case, facts), at=at, known_at=known_at)


# -- names and ids


def first_of_the_alphabet(court, case, *, at, known_at=None):
    """Of equals, the first by name."""
    verdict = judge(court, case, at=at, known_at=known_at)
    if verdict.credit.question != "tie":
        return verdict
    return alone(verdict, min(one.party for one in standing(verdict)))


def lowest_id(court, case, *, at, known_at=None):
    """Of equals, whose row was inserted first."""
    verdict = judge(court, case, at=at, known_at=known_at)
    if verdict.credit.question != "tie":
        return verdict
    return alone(verdict, min(standing(verdict), key=lambda one: one.fact).party)


# -- citations, claims that ran out, what comes


def cites_too_little(court, case, *, at, known_at=None):
    """Leaves out the fact that it names last."""
    verdict = judge(court, case, at=at, known_at=known_at)
    return attrs.evolve(verdict, cites=verdict.cites[:-1])


def cites_nothing(court, case, *, at, known_at=None):
    """Says who, and not why."""
    return attrs.evolve(judge(court, case, at=at, known_at=known_at), cites=())


def forgives(court, case, *, at, known_at=None):
    """Gives the customer back to whoever let his time run out."""
    verdict = judge(court, case, at=at, known_at=known_at)
    lapsed = [one for one in verdict.docket if one.status == "lapsed"]
    if verdict.credit.outcome != "owner" or len(lapsed) != 1:
        return verdict
    return alone(verdict, lapsed[0].party)


def never_changes(court, case, *, at, known_at=None):
    """Does not see the end of a limit coming."""
    return attrs.evolve(judge(court, case, at=at, known_at=known_at), changes_at=None)


def a_tick_late(court, case, *, at, known_at=None):
    """Takes the first instant after a limit for one inside."""
    verdict = judge(court, case, at=at, known_at=known_at)
    changes_at = verdict.changes_at
    return attrs.evolve(verdict, changes_at=None if changes_at is None else changes_at + TICK)


# -- the docket, and what decides


def forgets_the_losers(court, case, *, at, known_at=None):
    """Lists the claims of the owner alone."""
    verdict = judge(court, case, at=at, known_at=known_at)
    kept = tuple(one for one in verdict.docket if verdict.owner in {None, one.party})
    return attrs.evolve(verdict, docket=kept)


def lets_them_stand(court, case, *, at, known_at=None):
    """Shows a claim as standing whose limit was missed."""
    verdict = judge(court, case, at=at, known_at=known_at)
    return attrs.evolve(
        verdict,
        docket=tuple(
            attrs.evolve(one, status="standing", ended_at=None, ended_by=None)
            if one.status == "lapsed"
            else one
            for one in verdict.docket
        ),
    )


@lru_cache(maxsize=8)
def turned(court):
    grounds = court.policies.grounds[::-1]
    return open_court(attrs.evolve(court.policies, grounds=grounds), court.calendar)


def reads_from_below(court, case, *, at, known_at=None):
    """Takes the last ground that holds."""
    return judge(turned(court), case, at=at, known_at=known_at)


@lru_cache(maxsize=8)
def open_ended(court):
    return open_court(attrs.evolve(court.policies, decisive=()), court.calendar)


def never_rests(court, case, *, at, known_at=None):
    """Calls it final and lets limits run out all the same."""
    verdict = judge(court, case, at=at, known_at=known_at)
    moving = judge(open_ended(court), case, at=at, known_at=known_at)
    return attrs.evolve(verdict, credit=moving.credit, service=moving.service)


def hears_nobody(court, case, *, at, known_at=None):
    """Judges on when a competent role has decided."""
    facts = (one for one in case.facts if one.kind != "decision")
    return judge(court, told(case, facts), at=at, known_at=known_at)


def hears_everybody(court, case, *, at, known_at=None):
    """Takes whatever is called a decision for one of the first role that may decide."""
    role = court.policies.deciders[0].role
    facts = (
        attrs.evolve(one, fields=tuple({**dict(one.fields), "role": role}.items()))
        if one.kind == "decision"
        else one
        for one in case.facts
    )
    return judge(court, told(case, facts), at=at, known_at=known_at)


def guesses(court, case, *, at, known_at=None):
    """Takes the likely record for another customer."""
    return judge(court, attrs.evolve(case, doubts=()), at=at, known_at=known_at)


# -- what was told


def never_forgets(court, case, *, at, known_at=None):
    """A withdrawn fact still counts."""
    facts = (one for one in case.facts if one.kind != "withdrawal")
    return judge(court, told(case, facts), at=at, known_at=known_at)


def reads_midnight(court, case, *, at, known_at=None):
    """A day without an hour is its first instant, whatever the policy says."""
    facts = (
        one if isinstance(one.at, datetime) else attrs.evolve(one, at=court.calendar.start(one.at))
        for one in case.facts
    )
    return judge(court, told(case, facts), at=at, known_at=known_at)


@lru_cache(maxsize=8)
def in_greenwich(court):
    return open_court(court.policies, attrs.evolve(court.calendar, zone=UTC))


def counts_days_of_greenwich(court, case, *, at, known_at=None):
    """Counts days in UTC, wherever the company is."""
    return judge(in_greenwich(court), case, at=at, known_at=known_at)


def cites_everything(court, case, *, at, known_at=None):
    """Cites whatever was told."""
    verdict = judge(court, case, at=at, known_at=known_at)
    return attrs.evolve(verdict, cites=tuple(sorted({one.id for one in case.facts})))


# -- what else is told of it


def remembers_facts_alone(court, case, *, until, known_at=None):
    """A history without what changed by itself."""
    happened = {one.at for one in case.facts}
    rows = attribution.ownership_history(court, case, until=until, known_at=known_at)
    return tuple(row for row in rows if row[0] in happened)


def gives_no_reasons(court, case, party, *, at, known_at=None):
    """Says who owns, and not why."""
    found = attribution.why(court, case, party, at=at, known_at=known_at)
    return attrs.evolve(found, reasons=())


def consoles(court, case, party, *, at, known_at=None):
    """Tells whoever asks what he would like to hear: he shares in it."""
    found = attribution.why(court, case, party, at=at, known_at=known_at)
    shares = (Share(party=party, share=Fraction(1)),)
    return attrs.evolve(found, credit=attrs.evolve(found.credit, shares=shares))


def pays_a_fen_more(court, case, *, at, known_at=None, given):
    """Rounds each part of a line up."""
    found = attribution.pay(court, case, at=at, known_at=known_at, given=given)
    return attrs.evolve(
        found,
        lines=tuple(
            attrs.evolve(one, due=one.due + Money(1)) if one.due else one for one in found.lines
        ),
    )


def forgets_payouts(court, case, *, at, known_at=None, given):
    """Pays again what was paid."""
    facts = (one for one in case.facts if one.kind != "payout")
    return attribution.pay(court, told(case, facts), at=at, known_at=known_at, given=given)


# -- gathering


def joins_whom_it_meets(facts, identity, calendar, **more):
    """Puts whoever is likely the same into one case."""
    cases = attribution.gather(facts, identity, calendar, **more)
    if len(cases) < 2:
        return cases
    first, second, *others = cases
    records = (*first.records, *second.records)
    return (attrs.evolve(first, facts=first.facts + second.facts, records=records), *others)


def joins_by_turns(facts, identity, calendar, **more):
    """Joins each record with the one told before it, where they share a key."""
    seen: dict[Key, str] = {}
    links = []
    for one in facts:
        for key in attribution.keys(one, identity):
            if seen.get(key, one.customer) != one.customer:
                links.append((one.customer, seen[key]))
            seen.setdefault(key, one.customer)
    gathered = attribution.gather(facts, identity, calendar, **more)
    return tuple(attrs.evolve(one, customer=links[0][0]) if links else one for one in gathered)


def forgets_neighbours(facts, identity, calendar, **more):
    """Counts whoever came along as one customer more, whether he shares a key or not."""
    told = tuple(facts)
    few = len({one.customer for one in told}) < 2
    found = attribution.gather(told, identity, calendar, **more)
    return found if few else tuple(attrs.evolve(one, doubts=("somebody",)) for one in found)


def never_parts(facts, identity, calendar, **more):
    """Once joined, for ever joined: a withdrawn ``same_as`` still counts."""
    joined = {one.get("of") for one in facts if one.kind == "withdrawal"}
    links = {one.id for one in facts if one.kind == "same_as"} & joined
    kept = [one for one in facts if one.kind != "withdrawal" or one.get("of") not in links]
    cases = attribution.gather(kept, identity, calendar, **more)
    return tuple(Case(one.customer, one.facts, one.records, one.doubts) for one in cases)


# -- advice


def advises_anything(court, case, party, *, at, known_at=None):
    """Offers to leave a fact out, whatever comes of it."""
    return tuple(
        Change(
            kind="withdrawn",
            fact=one,
            at=at,
            case=told(case, [other for other in case.facts if other.id != one.id]),
            verdict=judge(
                court,
                told(case, [other for other in case.facts if other.id != one.id]),
                at=at,
                known_at=known_at,
            ),
        )
        for one in case.facts[:1]
        if party
    )


def advises_in_hindsight(court, case, party, *, at, known_at=None):
    """Shows the verdict of now as that of the changed case."""
    now = judge(court, case, at=at, known_at=known_at)
    offered = attribution.changes.what_would_change(court, case, party, at=at, known_at=known_at)
    return tuple(attrs.evolve(one, verdict=now) for one in offered)
