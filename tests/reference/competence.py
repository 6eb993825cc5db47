"""Which decisions of a dispute count, said a second time: a clerk who walks up the ladder.

Written from the rules in words. He stands at a level and is in one of four minds: it is the
level's *turn*, it has *decided*, its talks *failed* and somebody must bring the dispute
further, or its chair is *empty*. What comes too early he keeps and tries again.
"""

from typing import Any

from renoflow.periods import last_instant

__all__ = ["Clerk"]


class Clerk:
    def __init__(self, ladder, calendar, parties, decided_at):
        self.levels = list(ladder.levels)
        if ladder.recuse == "parties":
            self.levels = [
                one for one in self.levels if one.role not in parties and one.holder not in parties
            ]
        self.ladder, self.calendar = ladder, calendar
        self.parties, self.decided_at = parties, decided_at
        self.at: Any = None  # the place of the level
        self.mind: Any = None
        self.since: Any = None
        self.over = None  # agreed or closed
        self.counted = []
        self.gone = set()
        self.tried = set()
        self.waiting = []

    def go(self, dated):
        for when, fact in dated:
            self.hear(when, fact)
        return self

    def hear(self, when, fact):
        role, kind = fact.get("role"), fact.kind
        if kind == "recusal":
            self.gone.add(fact.get("who"))
        if kind in ("decision", "negotiation") and self.is_barred(when, fact):
            return
        if kind == "decision" or (kind == "negotiation" and fact.get("result") == "failed"):
            self.tried.add(role)
        before = (self.at, self.mind, self.since)
        answer = self.act(when, fact)
        # what waited is tried again as long as something moves
        again = True
        while again:
            again = False
            for one in [
                each for each in self.waiting if each[1] == (self.at, self.mind, self.since)
            ]:
                if self.act(when, one[0]) == "moved":
                    self.waiting.remove(one)
                    again = True
                    break
        if answer == "wait" and before == (self.at, self.mind, self.since):
            self.waiting.append((fact, before))

    def is_barred(self, when, fact):
        level = next((one for one in self.levels if one.role == fact.get("role")), None)
        if level is not None and level.until == "decisive" and when > self.decided_at:
            return True
        judge_of_himself = self.ladder.recuse == "parties" and fact.actor in self.parties
        return fact.kind == "decision" and judge_of_himself

    def act(self, when, fact):
        if fact.kind == "dispute":
            return self.report(when, fact)
        if self.over is not None or self.at is None:
            return "no"
        if fact.kind == "recusal":
            if fact.get("who") == self.levels[self.at].role and self.mind == "turn":
                return self.stand(self.at, "empty", when)
            return "no"
        acts = {"decision": self.decide, "negotiation": self.talk, "appeal": self.appeal}
        return acts[fact.kind](when, fact) if fact.kind in acts else "no"

    def stand(self, place, mind, when):
        self.at, self.mind, self.since = place, mind, when
        return "moved"

    def enter(self, place, when):
        empty = self.levels[place].role in self.gone
        return self.stand(place, "empty" if empty else "turn", when)

    def report(self, when, fact):
        if self.at is not None:
            return "no"
        for place, level in enumerate(self.levels):
            below_may_be_left = all(one.optional for one in self.levels[:place])
            if fact.get("to") == level.role and below_may_be_left and level.tried == "required":
                return self.enter(place, when)
        return self.enter(0, when)

    def decide(self, when, fact):
        places = [i for i, one in enumerate(self.levels) if one.role == fact.get("role")]
        if not places or self.levels[places[0]].acts != "decides":
            return "no"
        place, level, here = places[0], self.levels[places[0]], self.levels[self.at]
        if level.role in self.gone:
            return "no"
        if place == self.at:
            fine = self.mind in ("turn", "decided")
        elif place > self.at and level.tried == "required" and self.may_leave_out(place):
            unbidden = not level.submits
            fine = (
                self.mind == "empty"
                or (self.mind == "decided" and unbidden and here.appeal is None)
                or (self.mind == "turn" and unbidden and here.optional)
            )
        else:
            fine = False
        if not fine:
            return "no"
        self.counted.append(fact.id)
        if level.final:
            self.over = "closed"
        return self.stand(place, "decided", when)

    def may_leave_out(self, place):
        return all(one.optional for one in self.levels[self.at + 1 : place])

    def talk(self, when, fact):
        here = self.levels[self.at]
        if fact.get("role") != here.role or self.mind != "turn" or here.role in self.gone:
            return "no"
        if fact.get("result") == "agreed":
            self.counted.append(fact.id)
            self.over = "agreed"
            return self.stand(self.at, "agreed", when)
        if self.at + 1 == len(self.levels):
            return "no"
        if self.levels[self.at + 1].submits:
            return self.stand(self.at, "failed", when)
        if not self.has_tried(self.at + 1):
            return "wait"
        return self.enter(self.at + 1, when)

    def has_tried(self, place):
        below = [one.role in self.tried for one in self.levels[:place]]
        kind = self.levels[place].tried
        return kind == "required" or (all(below) if kind == "all" else any(below))

    def appeal(self, when, fact):
        if "to" in dict(fact.fields):
            places = [i for i, one in enumerate(self.levels) if one.role == fact.get("to")]
        else:
            places = [self.at + 1] if self.at + 1 < len(self.levels) else []
        if not places or places[0] <= self.at or not self.may_leave_out(places[0]):
            return "no"
        place, here = places[0], self.levels[self.at]
        submits = self.levels[place].submits
        brought = not submits or fact.get("role") in submits
        waits = False
        if self.mind == "empty":
            fine = True
        elif self.mind == "failed":
            fine = brought
        elif self.mind == "decided":
            fine = brought and (
                here.appeal is None
                or when <= last_instant(here.appeal, self.since, self.calendar).at
            )
        elif here.optional:
            fine = brought
        else:
            gives_up = fact.get("role") == here.role and here.role in (submits or (here.role,))
            late = False
            if here.within is not None and brought:
                late = when > last_instant(here.within, self.since, self.calendar).at
                waits = not late
            fine = gives_up or late
        if fine and self.has_tried(place):
            return self.enter(place, when)
        return "wait" if waits or fine else "no"
