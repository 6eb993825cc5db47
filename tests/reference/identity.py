"""Who is who, said a second time, slowly: every two facts are compared.

Written from the rules in words. Walks all pairs of records again and again, until nothing
changes; cases come out as plain values.
"""

from renoflow.facts import MISSING, Key, known

__all__ = ["gather", "in_order"]

DIGITS = set("0123456789")
NOTHING = (None, MISSING)


def gather(facts, identity, calendar, *, known_at=None):
    """Customer, records, doubts, kin, scope and ids of the facts of each case, in order."""
    facts = {one.id: one for one in facts}.values()
    standing = known(facts, calendar, known_at=known_at)
    records = sorted({one.customer for one in facts})
    groups = grouped(records, standing, identity)
    return sorted(
        (case for group in groups for case in cases(group, groups, facts, standing, identity)),
        key=in_order,
    )


def in_order(case):
    return case["customer"], repr(case["scope"])


def grouped(records, standing, identity):
    """The records that are one, walked until no link leads further."""
    groups = []
    for first in records:
        group = {first}
        while True:
            more = {
                other
                for one in group
                for other in records
                if linked(one, other, standing, identity)
            }
            if more <= group:
                break
            group |= more
        if min(group) == first:
            groups.append(sorted(group))
    return groups


def said(kind, one, other, standing):
    """Whether somebody said of two records that they are, or are not, the same."""
    return any(
        fact.kind == kind and {fact.customer, fact.get("other")} == {one, other}
        for fact in standing
    )


def linked(one, other, standing, identity):
    if said("same_as", one, other, standing):
        return True
    apart = said("not_same", one, other, standing)
    return matched("certain", one, other, standing, identity) and not apart


def matched(strength, one, other, standing, identity):
    """Whether a key of that strength in a fact of the one equals one in a fact of the other."""
    mine = [fact for fact in standing if fact.customer == one]
    theirs = [fact for fact in standing if fact.customer == other]
    rules = [rule for rule in identity.keys if rule.strength == strength]
    return any(
        equal(first, rule, second, second_rule)
        for first in mine
        for second in theirs
        for rule in rules
        for second_rule in rules
    )


def equal(first, rule, second, second_rule):
    """Whether two facts agree on the keys that two rules of one strength read."""
    mine, theirs = first.get(rule.field), second.get(second_rule.field)
    if not isinstance(mine, Key) or not isinstance(theirs, Key):
        return False
    if "all" not in {rule.digits, second_rule.digits}:
        return rule.field == second_rule.field and agree(mine, theirs)
    if rule.digits != second_rule.digits or masked(mine) or mine != theirs:
        return False
    also = [first.get(name) for name in rule.also]
    told = all(value not in NOTHING for value in also)
    others = [second.get(name) for name in second_rule.also]
    return told and rule.also == second_rule.also and also == others


def masked(key):
    return not key.keyed and "*" in key.value


def agree(mine, theirs):
    """Whether two plain numbers agree on the first three and last four digits."""
    if mine.keyed or theirs.keyed or mine.kind != theirs.kind:
        return False
    seen = [(one.value[:3], one.value[-4:]) for one in (mine, theirs)]
    whole = all(len(one.value) >= 7 for one in (mine, theirs))
    whole = whole and all(set(part) <= DIGITS for part in seen[0])
    # seven digits may be those of a longer number that its writer showed
    full = all(not masked(one) and len(one.value) > 7 for one in (mine, theirs))
    return whole and seen[0] == seen[1] and (mine == theirs or not full)


def doubts(group, groups, standing, identity):
    """Records that may be the same and were not said apart, or that were, and are joined."""
    found = set()
    records = [record for one in groups for record in one]
    for one in group:
        for other in records:
            apart = said("not_same", one, other, standing)
            certain = matched("certain", one, other, standing, identity)
            likely = matched("likely", one, other, standing, identity) and not certain
            inside = other in group
            if one != other and ((likely and not apart and not inside) or (apart and inside)):
                found.add(other)
    return sorted(found)


def relatives(group, groups, standing, identity):
    """The records of groups that a kin fact joins to this one, one hop."""
    found = set()
    for fact in standing:
        if fact.kind == "kin" and fact.get("relation") in identity.kin:
            for one, other in (
                (fact.customer, fact.get("other")),
                (fact.get("other"), fact.customer),
            ):
                if one in group and other not in group:
                    found |= {record for far in groups if other in far for record in far}
    return sorted(found)


def cases(group, groups, facts, standing, identity):
    """The cases of one group: one for each scope that its facts tell as far as it is told."""
    kin = relatives(group, groups, standing, identity)
    told = [
        scope
        for scope in (scoped(one, identity) for one in standing if one.customer in group)
        if scope
    ]
    scopes = [
        one for one in told if not any(one != other and set(one) < set(other) for other in told)
    ]
    return [
        {
            "customer": group[0],
            "records": tuple(group),
            "doubts": tuple(doubts(group, groups, standing, identity)),
            "kin": tuple(kin),
            "scope": scope,
            "facts": tuple(
                sorted(
                    one.id
                    for one in facts
                    if one.customer in (*group, *kin) and fits(scoped(one, identity), scope)
                )
            ),
        }
        for scope in dict.fromkeys(scopes or [()])
    ]


def scoped(fact, identity):
    """The fields of scope that a fact tells, with their values."""
    return tuple(
        (name, fact.get(name)) for name in identity.scope if fact.get(name) not in NOTHING
    )


def fits(told, scope):
    """Whether what a fact tells contradicts nothing of the scope."""
    return all(value == dict(scope).get(name, value) for name, value in told)
