"""What an audit says of roles and papers, said a second time, from the rules in words.

- A row that bars a role from an action is broken by every fact that tells of the action in
  that role. A row of a duty is broken by every such fact in a role to which no row of the
  fragment gives the action. A fact without a role breaks neither; nor does a row without facts.
- A paper is incomplete where one of the items asked for is not among those supplied.
- Only what is known, and happened by the asked instant, counts. A fact without an hour is read
  as the process reads it, and left out where that refuses it.
"""

from renoflow.facts import known
from renoflow.select import Scope, see
from tests.reference import select
from tests.reference.access import instants

__all__ = ["lapses"]


def lapses(fragments, facts, calendar, *, days, at, known_at=None):  # noqa: PLR0913 - what the audit is asked with
    """(kind, rule, instant, fact, items) of each, in any order."""
    standing = known(facts, calendar, known_at=known_at)
    place = Scope(seen=see(standing, calendar, days=days), calendar=calendar, asked=at, upto=at)
    found = []
    for when, fact in instants(standing, calendar, days):
        if when > at:
            continue
        for fragment in fragments:
            for row in fragment.roles:
                tells = row.on is not None and select.selects(row.on, fact, place)
                if tells and breaks(fragment, row, fact):
                    rule = f"{fragment.name}#{row.id}"
                    found.append(("role", rule, when, fact.id, ()))
            for form in fragment.forms:
                if select.selects(form.on, fact, place):
                    filled = fact.get("supplied")
                    gaps = [
                        item
                        for item in form.items
                        if not isinstance(filled, tuple) or item not in filled
                    ]
                    if gaps:
                        rule = f"{fragment.name}#{form.id}"
                        found.append(("incomplete", rule, when, fact.id, tuple(gaps)))
    return found


def breaks(fragment, row, fact):
    role = fact.get("role")
    if not isinstance(role, str):
        return False
    if row.kind == "barred":
        return role == row.role
    if row.kind == "duty":
        for other in fragment.roles:
            if other.action == row.action and other.kind != "barred" and other.role == role:
                return False
        return True
    return False
