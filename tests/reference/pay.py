"""Pay said a second time, slowly: every instant that could matter is asked about, one by one.

Written from the rules in words. Who owns the customer it asks the judge, who has a second
statement of his own; the rest it works out over ``Fraction``, and compiles nothing.
"""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs

from renoflow.attribution import judge
from renoflow.attribution.policy import Pick, Whom
from renoflow.facts import MISSING, known
from renoflow.money import Money
from renoflow.periods import Span
from renoflow.select import Facts, Scope, Table, see
from tests.reference import periods
from tests.reference.judge.hearing import revision
from tests.reference.money import rounded
from tests.reference.select import chosen, holds, instant, read, selects

__all__ = ["pay"]

TICK = timedelta(microseconds=1)
UNDECIDED = ("pending", "decider", "customer_chooses", "rota", "silent")
"""The outcomes that leave open whose customer it is."""


def pay(court, case, *, at, known_at=None, given=None):
    """Lines, what the company keeps, surplus and what is missing, as plain values."""
    book = Book(court, case, at, known_at, given or {})
    book.write()
    return book.told()


class Line:
    """A line while it is worked out; amounts are whole fen."""

    def __init__(self, term, payee, entry, earned_at, amount):
        self.term = term
        self.payee = payee
        self.entry = entry
        self.earned_at = earned_at
        self.earned = amount
        self.cut = 0
        self.parts = []  # what is left of each release
        self.dues = []
        self.states = []
        self.mirrors = []
        self.forfeited = 0
        self.paid = 0
        self.contested = False
        self.policy = ""  # the revision by whose term it is


class Entry:
    """An occasion: its instant, its facts, and what is paid on."""

    def __init__(self, at, facts, base, start=None):
        self.at = at
        self.facts = sorted(facts, key=lambda fact: fact.id)
        self.base = base
        self.start = at if start is None else start

    @property
    def ids(self):
        return tuple(fact.id for fact in self.facts)

    @property
    def opening(self):
        return self.facts[0] if len(self.facts) == 1 else None


class Book:
    """One case's pay."""

    def __init__(self, court, case, at, known_at, given):
        self.court, self.case, self.at, self.known_at = court, case, at, known_at
        self.given = given
        self.calendar = court.calendar
        verdict = self.verdict(at)
        policy = court.at(at).policy
        if policy.pin != "asked":
            policy = court.at(verdict.decided_at).policy
        self.policy = policy
        facts = known(case.facts, self.calendar, known_at=known_at)
        self.seen = see(facts, self.calendar, days=policy.days)
        decisive = [
            when
            for when, fact in self.seen.dated
            if when <= at and any(selects(one, fact, self.bare(at)) for one in policy.decisive)
        ]
        frozen = verdict.decided_at in decisive
        self.decisive = verdict.decided_at if frozen else None
        self.lines, self.kept, self.surplus, self.missing = [], [], {}, []

    def verdict(self, at):
        return judge(self.court, self.case, at=at, known_at=self.known_at)

    def bare(self, upto):
        return Scope(
            seen=self.seen,
            calendar=self.calendar,
            asked=self.at,
            upto=upto,
            house=frozenset(self.policy.house),
        )

    def place(self, upto, payee=None, entry=None, earned=None):
        decisive = self.decisive
        return attrs.evolve(
            self.bare(upto),
            party=payee,
            opening=None if entry is None else entry.opening,
            opened=None if entry is None else entry.at,
            approved=earned,
            decisive=decisive if decisive is not None and decisive <= upto else None,
        )

    # -- conditions

    def condition(self, one, upto, payee, entry, earned=None):
        if isinstance(one, Pick):
            many = len(self.matching(one, upto, payee))
            return (many >= one.count) is not one.negated
        return holds(one, self.place(upto, payee, entry, earned))

    def matching(self, pick, upto, payee):
        return [
            claim
            for claim in self.verdict(upto).docket
            if claim.basis in pick.claims
            and claim.status in pick.status
            and (pick.by == "anyone" or (claim.party == payee) is (pick.by == "self"))
        ]

    def first(self, conditions, start, payee, entry, earned=None):
        """The first instant from *start* on at which all of them hold."""
        for upto in sorted({start, *self.instants(conditions, start)}):
            if start <= upto <= self.at and all(
                self.condition(one, upto, payee, entry, earned) for one in conditions
            ):
                return upto
        return None

    def instants(self, conditions, start):
        """Facts, and the ends of every span of the conditions from whatever it may count."""
        if not conditions:
            return set()
        found: set[Any] = {when for when, _ in self.seen.dated} | {start}
        spans = {one for condition in conditions for one in inner(condition, Span)}
        for _ in range(2):
            ends = {periods.last(span, when, self.calendar)[0] for span in spans for when in found}
            found |= ends | {end + TICK for end in ends} | {end - TICK for end in ends}
        if any(isinstance(one, Pick) for one in conditions):
            for upto in {when for when, _ in self.seen.dated if when <= self.at}:
                for claim in self.verdict(upto).docket:
                    lasts: list[Any] = [state.last for state in claim.limits]
                    lasts += [step.due for step in claim.steps]
                    found |= {end + TICK for end in lasts if end is not None}
        return found

    # -- who

    def payees(self, term, entry):
        if term.to is None:
            when = self.at if term.share == "verdict" else entry.at
            answer = getattr(self.verdict(when), term.question)
            return {one.party: one.share for one in answer.shares} or {None: Fraction(1)}
        # A word that is missing, or one that differs, is no word that it is nobody.
        if isinstance(term.to, Whom):
            named, is_open = self.meant(term.to, entry.at)
        elif isinstance(term.to, Pick):
            named, is_open = self.taken(term.to, entry.at)
        else:
            named, is_open = {term.to}, False
        if not named and getattr(self.verdict(self.at), term.question).outcome in UNDECIDED:
            is_open = True
        return equal(named) or ({None: Fraction(1)} if is_open else {})

    def meant(self, whom, upto):
        """Whom the facts mean, and whether it is open who that is."""
        hits = chosen(whom.last or whom.first, self.place(upto), upto)
        if not hits:
            return (), False
        when = hits[-1][0] if whom.last is not None else hits[0][0]
        named, untold = set(), False
        for _, fact in (pair for pair in hits if pair[0] == when):
            told = fact.actor if whom.role == "by" else fact.get(whom.role)
            untold = untold or told is MISSING
            told = told if isinstance(told, tuple) else (told,)
            named.add(frozenset(one for one in told if isinstance(one, str)))
        return (named.pop(), untold) if len(named) == 1 else ((), True)

    def taken(self, pick, upto):
        """One or all, by opening; equals that one fact opened are joint, others a tie."""
        claims = self.matching(pick, upto, None)
        if pick.take is None or not claims:
            return {claim.party for claim in claims}, False
        best = min if pick.order == "first" else max
        when = best(claim.opened for claim in claims)
        group = [claim for claim in claims if claim.opened == when]
        parties = {claim.party for claim in group}
        joint = len({claim.fact for claim in group}) == 1
        return (parties, False) if len(parties) == 1 or joint else ((), True)

    def opened(self, payee):
        """When the payee's first claim opened; who has none comes last."""
        found = [
            claim.opened
            for claim in self.verdict(self.at).docket
            if claim.party == payee and claim.status != "void"
        ]
        return (not found, min(found, default=None))

    # -- on what

    def entries(self, term, policy):
        base = term.base
        if base.term is not None:
            return [
                Entry(line.entry.at, line.entry.facts, line.earned, line.earned_at)
                for line in self.lines
                if line.term.id == base.term
                and line.policy == policy
                and line.payee is not None
                and line.earned > 0
            ]
        hits = [
            pair
            for pair in chosen(base.facts, self.place(self.at), self.at)
            if self.in_window(base, pair[0])
        ]
        if base.take == "each":
            groups = [[pair] for pair in hits]
        elif base.take == "sum" or not hits:
            groups = [hits] if hits else []
        else:
            edge = hits[0][0] if base.take == "first" else hits[-1][0]
            groups = [[pair for pair in hits if pair[0] == edge]]
        entries = []
        for group in groups:
            amount = self.amount(base, [fact for _, fact in group])
            at = group[-1][0]
            if amount is None:
                ids = tuple(sorted(fact.id for _, fact in group))
                self.missing.append(("pay.no_amount", term.id, None, ids))
            elif amount > 0:
                entry = Entry(at, [fact for _, fact in group], amount)
                if base.take == "sum":
                    last = [fact for when, fact in group if when == at]
                    entry = Summed(at, [fact for _, fact in group], amount, last)
                entries.append(entry)
        return entries

    def in_window(self, base, at):
        place = self.place(self.at)
        if base.after is not None:
            edge = instant(base.after, place)
            if edge is None or at <= edge:
                return False
        if base.before is not None:
            edge = instant(base.before, place)
            if edge is not None and at >= edge:
                return False
        if base.within is not None:
            edge = instant(base.of, place)
            if edge is None or not edge <= at <= periods.last(base.within, edge, self.calendar)[0]:
                return False
        return True

    def amount(self, base, facts):
        if base.field is not None:
            told = [fact.get(base.field) for fact in facts]
            told = [one.fen for one in told if isinstance(one, Money)]
            return sum(told) if told else None
        one = base.amount if base.amount is not None else self.given[base.given]
        return one.fen * (len(facts) if base.take == "sum" else 1)

    def exact(self, term, entry, entries, payee):
        """Base times rate times part, or None where there is no rate."""
        place = self.place(entry.at, payee, entry)
        rate = term.rate
        if isinstance(rate, Fraction):
            paid = entry.base * rate
        elif isinstance(rate, Table):
            graded = read(rate, place)
            if graded is None:
                return None
            paid = entry.base * graded
        elif hasattr(rate, "bands"):
            paid = self.banded(rate, entry, entries)
        elif hasattr(rate, "grounds"):
            when = self.at if term.share == "verdict" else entry.at
            row = getattr(self.verdict(when), term.question).rule.split("#")[1]
            fitting = [one for one in rate.grounds if row in one.values or one.values == ()]
            if not fitting:
                return None
            paid = entry.base * fitting[0].gives
        else:
            then = entry.at if rate.at is None else instant(rate.at, place)
            if then is None or then > self.at:
                return None
            hits = chosen(rate.own, place, then)
            ends = [when for when, _ in hits]
            edge = None if not hits else min(ends) if rate.take == "first" else max(ends)
            told = {fact.get(rate.field) for when, fact in hits if when == edge}
            if len(told) != 1 or not hasattr(next(iter(told)), "as_integer_ratio"):
                return None
            paid = entry.base * Fraction(told.pop())
        part = read(term.part, place) if isinstance(term.part, Table) else term.part
        return None if part is None else paid * part

    def banded(self, rate, entry, entries):
        before, now = 0, entry.base
        if rate.of == "sum":
            before = sum(one.base for one in entries if one.at < entry.at)
            now = sum(one.base for one in entries if one.at == entry.at)
        total = before + now
        if rate.how == "whole":
            return entry.base * next(
                row.gives for row in rate.bands if row.upto is None or total <= row.upto.fen
            )
        worth, low = Fraction(0), 0
        for row in rate.bands:
            high = total if row.upto is None else min(total, row.upto.fen)
            worth += max(0, high - max(low, before)) * row.gives
            low = total if row.upto is None else row.upto.fen
        return worth * entry.base / now

    # -- lines

    def write(self):
        for policy, term in self.terms():
            entries = self.entries(term, policy)
            lines = [
                line for entry in entries for line in self.split(term, entry, entries, policy)
            ]
            for line in lines:
                line.policy = policy
            for cap in term.caps:
                self.cap(cap, lines)
            self.lines += lines
        for line in self.lines:
            self.release(line)
        self.contest()
        self.settle()

    def terms(self):
        """Each term with its revision: those above come first, of every revision that counts."""
        revisions = [self.policy]
        if self.court.at(self.at).policy.pin == "claim":
            docket = self.verdict(self.at).docket
            revisions += [
                revision(self.court.policies, one.opened, self.calendar) for one in docket
            ]
        named = {policy.name: policy for policy in revisions}
        found = [
            (place, name, term)
            for name, policy in named.items()
            for place, term in enumerate(policy.terms)
        ]
        return [(name, term) for _, name, term in sorted(found, key=lambda one: one[:2])]

    def theirs(self, payee):
        """The revision by which somebody is paid."""
        claims = [one for one in self.verdict(self.at).docket if one.party == payee]
        best = [one for one in claims if one.status in {"pending", "standing", "contestable"}]
        best = best or [one for one in claims if one.status != "void"]
        if self.court.at(self.at).policy.pin != "claim" or not best:
            return self.policy.name
        opened = min(one.opened for one in best)
        return revision(self.court.policies, opened, self.calendar).name

    def split(self, term, entry, entries, policy):
        everybody = self.payees(term, entry)
        shares = everybody
        if term.base.term is None:
            shares = {one: part for one, part in shares.items() if self.theirs(one) == policy}
        exact = {payee: self.exact(term, entry, entries, payee) for payee in shares}
        for payee in sorted((one for one in shares if exact[one] is None), key=str):
            self.missing.append(("pay.no_rate", term.id, payee, entry.ids))
        left = 0
        if shares == everybody and len(set(exact.values())) == 1 and None not in exact.values():
            whole = rounded(next(iter(exact.values())), term.rounding)
            keys = {payee: self.opened(payee) for payee in shares}
            amounts, left = fairly(whole, shares, keys)
        else:
            amounts = {
                payee: rounded(exact[payee] * share, term.rounding)
                for payee, share in shares.items()
                if exact[payee] is not None
            }
        earned_at = {payee: self.first(term.when, entry.start, payee, entry) for payee in amounts}
        known_ = [when for when in earned_at.values() if when is not None]
        if left and known_:
            self.kept.append((term.id, "residue", entry.ids, min(known_), left))
        lines = []
        for payee, amount in amounts.items():
            when = earned_at[payee]
            if when is not None and amount > 0:
                lines += self.leave(term, payee, entry, when, amount)
        return lines

    def leave(self, term, payee, entry, when, amount):
        whole = [Line(term, payee, entry, when, amount)]
        row = term.leaver
        if row is None or payee is None:
            return whole
        place = self.place(when, payee, entry, when)
        left = [at for at, _ in chosen(row.on, place, when) if at < when]
        if not left:
            return whole
        if row.back is not None and any(at > left[-1] for at, _ in chosen(row.back, place, when)):
            return whole
        part = row.part
        if isinstance(part, Table):
            part = read(part, self.place(left[-1], payee, entry, None))
        if part is None:
            gone = [fact.id for at, fact in chosen(row.on, place, when) if at == left[-1]]
            self.missing.append(("pay.no_part", term.id, payee, (*entry.ids, *gone)))
            return []
        keeps = rounded(amount * part, term.rounding)
        lines = [Line(term, payee, entry, when, keeps)] if keeps else []
        rest = amount - keeps
        shares = {}
        if row.rest == "holder":
            answer = getattr(self.verdict(when), term.question)
            shares = {one.party: one.share for one in answer.shares}
        if payee in shares or not shares:
            if rest:
                self.kept.append((term.id, "leaver", entry.ids, when, rest))
            return lines
        keys = {party: self.opened(party) for party in shares}
        parts, over = fairly(rest, shares, keys)
        if over:
            self.kept.append((term.id, "residue", entry.ids, when, over))
        return lines + [Line(term, p, entry, when, a) for p, a in parts.items() if a]

    def cap(self, cap, lines):
        if cap.per == "line":
            for line in lines:
                cut(line, min(line.earned, cap.amount.fen))
            return
        used = sum(line.earned for line in self.lines) if cap.per == "case" else 0
        groups: dict[Any, list[Line]] = {}
        for line in lines:
            groups.setdefault(line.payee if cap.per == "payee" else "all", []).append(line)
        for group in groups.values():
            spent = used
            for when in sorted({line.earned_at for line in group}):
                now = [line for line in group if line.earned_at == when]
                total = sum(line.earned for line in now)
                left = min(total, max(0, cap.amount.fen - spent))
                if left < total:
                    weights = {index: line.earned for index, line in enumerate(now)}
                    keys = {
                        index: (line.entry.at, self.opened(line.payee))
                        for index, line in enumerate(now)
                    }
                    parts, _ = fairly(left, weights, keys)
                    for index, line in enumerate(now):
                        cut(line, parts[index])
                spent += sum(line.earned for line in now)

    def release(self, line):
        term, e = line.term, line.earned_at
        rows = term.releases
        told = [row.part for row in rows]
        weights = [1 - sum(p for p in told if p is not None) if p is None else p for p in told]
        line.parts = parted(line.earned, weights or [Fraction(1)])
        for row in rows or (None,):
            line.states.append("later")
            if row is None:
                line.dues.append(e)
                continue
            ready = self.first(row.when, e, line.payee, line.entry, e)
            base = instant(row.due, self.place(self.at, line.payee, line.entry, e))
            line.dues.append(None if None in (ready, base) else max(ready, base, e))
        events = [(when, 0, index, share) for when, index, share in self.taken_back(line)]
        events += [(due, 1, k, None) for k, due in enumerate(line.dues) if due and due <= self.at]
        shares = Fraction(0)
        for when, kind, index, share in sorted(events, key=lambda one: one[:3]):
            if kind == 0:
                old = rounded(min(shares, 1) * line.earned, term.rounding)
                shares += share
                back = rounded(min(shares, 1) * line.earned, term.rounding) - old
                got = self.eat(line, back)
                if got:
                    line.mirrors.append((when, term.reversals[index].id, got))
                continue
            line.states[index] = "due"
            row = rows[index] if rows else None
            if row is not None and not all(
                self.condition(one, when, line.payee, line.entry, e) for one in row.holds_if
            ):
                line.states[index] = "forfeited"
                line.forfeited += line.parts[index]
                line.parts[index] = 0

    def taken_back(self, line):
        found: dict[Any, Fraction] = {}
        for index, row in enumerate(line.term.reversals):
            for when, fact in self.seen.dated:
                place = self.place(when, line.payee, line.entry, line.earned_at)
                if not line.earned_at < when <= self.at or not selects(row.on, fact, place):
                    continue
                if row.within is not None:
                    edge = instant(row.of, place)
                    if edge is None:
                        continue
                    if not edge <= when <= periods.last(row.within, edge, self.calendar)[0]:
                        continue
                if not all(
                    self.condition(one, when, line.payee, line.entry, line.earned_at)
                    for one in row.when
                ):
                    continue
                share = self.share_back(line, row, fact, place)
                if share is not None:
                    found[when, index] = found.get((when, index), 0) + share
        return [(when, index, share) for (when, index), share in found.items()]

    def share_back(self, line, row, fact, place):
        """The part of the line that one fact takes back; None: none, or nobody knows which."""
        if row.part is None:
            told = fact.get(row.field)
            if not isinstance(told, Money) or told.fen <= 0:
                return None
            return Fraction(told.fen, line.entry.base)
        share = read(row.part, place) if isinstance(row.part, Table) else row.part
        if share is None:
            rule = f"{line.term.id}/{row.id}"
            self.missing.append(("pay.no_part", rule, line.payee, (*line.entry.ids, fact.id)))
        return share

    def eat(self, line, back):
        """Take it off what is due latest; what has no due instant yet comes first of all."""
        order = sorted(
            range(len(line.parts)),
            key=lambda k: (line.dues[k] is None, line.dues[k] or self.at, k),
            reverse=True,
        )
        got = 0
        for k in order:
            take = min(back - got, line.parts[k])
            line.parts[k] -= take
            got += take
        return got

    # -- paid and held

    def contest(self):
        found = [
            (when, fact)
            for when, fact in self.seen.dated
            if fact.kind == "dispute" and when <= self.at and not self.is_decided(when, fact)
        ]
        names = [fact.get("claims") for _, fact in found]
        owned = [line for line in self.lines if self.is_owned(line)]
        everybody = any(
            not any(line.payee in (one or ()) for line in owned)
            for one in (one if isinstance(one, tuple) else () for one in names)
        )
        named = {party for one in names if isinstance(one, tuple) for party in one}
        for line in self.lines:
            theirs = everybody or line.payee in named
            if line.payee is None or (self.is_owned(line) and found and theirs):
                line.contested = True

    def is_owned(self, line):
        return line.term.to is None or isinstance(line.term.to, Pick)

    def is_decided(self, since, dispute):
        roles = {one.role for one in self.policy.deciders}
        for when, fact in self.seen.dated:
            if fact.kind != "decision" or when > self.at:
                continue
            if roles and fact.get("role") not in roles:
                continue
            named = fact.get("of") == dispute.id
            if (named and when >= since) or (fact.get("of") is MISSING and when > since):
                return True
        return False

    def settle(self):
        sums: dict[Any, int] = {}
        for when, fact in self.seen.dated:
            if fact.kind == "payout" and when <= self.at:
                key = tuple(
                    fact.get(name) if isinstance(fact.get(name), str) else None
                    for name in ("to", "term", "of")
                )
                amount: Any = fact.get("amount")
                sums[key] = sums.get(key, 0) + amount.fen
        specific = sorted(sums, key=lambda key: (key[2] is None, key[1] is None))
        for key in specific:
            payee, term, of = key
            left = sums[key]
            mine = [
                line
                for line in self.lines
                if line.payee == payee
                and term in {None, line.term.id}
                and (of is None or of in line.entry.ids)
            ]
            mine.sort(key=self.order)
            for top in ("net", "gross"):
                for line in mine:
                    room = net(line) if top == "net" else line.earned - line.forfeited
                    got = max(0, min(left, room - line.paid))
                    line.paid += got
                    left -= got
            if left:
                self.surplus[payee] = self.surplus.get(payee, 0) + left
        self.surplus = {payee: left for payee, left in self.surplus.items() if left}

    def order(self, line):
        ids = [term.id for term in self.policy.terms]
        dues = tuple((due is None, due or self.at) for due in line.dues)
        parts = tuple(-part for part in line.parts)
        age = (line.earned_at, ids.index(line.term.id), line.entry.at)
        return *age, dues, -line.earned, parts, line.forfeited

    def told(self):
        return {
            "lines": sorted((told(line, self.at) for line in self.lines), key=repr),
            "kept": sorted(self.kept, key=repr),
            "surplus": sorted(self.surplus.items()),
            "missing": sorted(self.missing, key=repr),
        }


class Summed(Entry):
    """Many facts as one occasion, whose instant is that of the last."""

    def __init__(self, at, facts, base, last):
        super().__init__(at, facts, base)
        self.last = last

    @property
    def opening(self):
        return self.last[0] if len(self.last) == 1 else None


def told(line, at):
    payable = sum(p for p, due in zip(line.parts, line.dues, strict=True) if due and due <= at)
    later = sum(line.parts) - payable
    due = payable - line.paid
    if due < 0:
        due, later = min(0, due + later), max(0, due + later)
    held = 0
    if line.contested:
        held, due, later = max(0, due) + later, min(0, due), 0
    return {
        "term": line.term.id,
        "payee": line.payee,
        "facts": line.entry.ids,
        "at": line.entry.at,
        "earned_at": line.earned_at,
        "earned": line.earned,
        "cut": line.cut,
        "dues": tuple(zip(line.dues, line.states, line.parts, strict=True)),
        "mirrors": tuple(line.mirrors),
        "forfeited": line.forfeited,
        "paid": line.paid,
        "held": held,
        "due": due,
        "later": later,
    }


def net(line):
    return sum(line.parts)


def cut(line, amount):
    line.cut += line.earned - amount
    line.earned = amount


def equal(parties):
    return {party: Fraction(1, len(parties)) for party in parties}


def parted(amount, weights):
    """By largest remainder; the last of equal remainders bears the fen."""
    shares = [amount * Fraction(one) for one in weights]
    parts = [int(share) for share in shares]
    while sum(parts) < amount:
        lacks = [share - part for share, part in zip(shares, parts, strict=True)]
        parts[max(range(len(parts)), key=lambda k: (lacks[k], k))] += 1
    return parts


def fairly(amount, weights, keys):
    """Parts by largest remainder, and what is left over because it is nobody's before others."""
    total = sum(weights.values())
    exact = {name: amount * Fraction(one) / total for name, one in weights.items()}
    parts = {name: int(share) for name, share in exact.items()}
    left = amount - sum(parts.values())

    def rank(name):
        return (parts[name] - exact[name], -Fraction(weights[name]), keys[name])

    classes: list[list[Any]] = []
    for name in sorted(weights, key=rank):
        if classes and rank(classes[-1][0]) == rank(name):
            classes[-1].append(name)
        else:
            classes.append([name])
    for group in classes:
        if len(group) > left:
            break
        for name in group:
            parts[name] += 1
        left -= len(group)
    return parts, left


def inner(record, kind):
    """Every record of a kind inside another."""
    if isinstance(record, kind):
        yield record
    elif isinstance(record, tuple):
        for one in record:
            yield from inner(one, kind)
    elif attrs.has(type(record)) and not isinstance(record, Facts):
        for field in attrs.fields(type(record)):
            yield from inner(getattr(record, field.name), kind)
