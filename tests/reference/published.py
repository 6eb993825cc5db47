"""What the texts of P2, P3, P4 and P7 say, in plain steps, of facts that have an hour.

Written from the rules catalogue (FILE-11, ATT-10..16, ATT-20, ATT-22, ATT-23, ATT-25, COL-02..05,
COL-08, FILE-14), not from the presets. Each gives the parties, or a word where nobody owns.
"""

from renoflow.facts import MISSING

FOUR_FACTS = (
    "name",
    "sex",
    "phone",
    "layout",
    "area",
    "building",
    "floor",
    "handover_date",
    "situation",
)


def earliest(found):
    return of_instant(found, min(at for at, _ in found))


def latest(found):
    return of_instant(found, max(at for at, _ in found))


def of_instant(found, wanted):
    """The parties of that instant; a tie where two facts name others, or several each."""
    named = [parties for at, parties in found if at == wanted]
    if len(set(named)) > 1 or (len(named) > 1 and len(named[0]) > 1):
        return "silent"
    return named[0]


def by_field(facts, name, **conditions):
    """When and for whom a visit has the field *name*."""
    found = []
    for one in facts:
        value = one.get(name) if one.kind == "visit" else None
        if not value or any(one.get(field) not in values for field, values in conditions.items()):
            continue
        found.append((one.at, frozenset((value,) if isinstance(value, str) else value)))
    return found


def in_the_register(facts, undocked):
    """Valid entries, and company flow that the customer service manager entered."""
    found = []
    for one in facts:
        if one.kind != "filing" or one.get("medium") != "register":
            continue
        if one.get("role") == "cs_manager":
            found.append((one.at, frozenset({"company"})))
        elif set(FOUR_FACTS) <= set(one.get("supplied")) and undocked == "standing":
            found.append((one.at, frozenset({one.by})))
    return found


def first_the_company(facts):
    """When he came as the company's, or was assigned as such, and nobody had entered him."""
    for one in facts:
        nobody = one.kind == "visit" and one.get("names") is None
        if (nobody or one.kind == "assignment") and not was_registered_before(facts, one.at):
            yield one.at


def was_registered_before(facts, at, but=frozenset()):
    return any(
        one.kind == "filing"
        and one.at < at
        and one.get("role") != "cs_manager"
        and one.by not in but
        and set(FOUR_FACTS) <= set(one.get("supplied"))
        for one in facts
    )


PROVED = {"evidence": ("hall_register", "measurement_record")}


def register(facts, readings):
    """Who is credited and who serves by the register."""
    received = by_field(facts, "received_by")
    later = [(at, who) for at, who in received if arranged(facts, at)]
    return credit(facts, readings, later), service(facts, readings, received, later)


def arranged(facts, at):
    """Whether the last that was said of a designer before *at* is that there is one."""
    steps = [one for one in facts if one.kind == "designer_step" and one.at < at]
    last = max((one.at for one in steps), default=None)
    said = {one.get("step") for one in steps if one.at == last}
    return bool(said) and "declined" not in said


def credit(facts, readings, later):  # noqa: C901, PLR0911 - one step after another
    if readings["X-03"] == "owns" and later:
        return latest(later)
    named_with_old = [
        (at, who)
        for at, who in by_field(facts, "names", with_old_customer=(True,))
        if readings["ATT-23/registered"] == "named"
        or not was_registered_before(facts, at, but=who)
    ]
    if named_with_old:
        return earliest(named_with_old)
    entries = in_the_register(facts, readings["ATT-10/undocked"])
    if readings["ATT-25/entered"] == "stays_company":
        entries = [(at, frozenset({"company"})) for at in first_the_company(facts)] or entries
    alone = by_field(facts, "brought_by", **PROVED)
    together = [
        (at, who)
        for at, who in by_field(facts, "brought_together", brought_from=("estate",), **PROVED)
        if not any(when < at for when, _ in alone)
    ]
    in_order = (entries, together, alone)
    if readings["X-02"] == "brought":
        in_order = (together, alone, entries)
    for found in in_order:
        if found:
            return earliest(found)
    named = by_field(facts, "names")
    if readings["X-07"] == "named" and named:
        return earliest(named)
    if any(one.kind == "assignment" for one in facts):
        return frozenset({"company"})
    for one in facts:
        asked = one.kind == "visit" and one.get("names") is None
        if asked and not was_registered_before(facts, one.at):
            return frozenset({"company"})
    calls = [(one.at, frozenset({one.by})) for one in facts if one.kind == "touch"]
    if len({who for _, who in calls}) > 1:
        decided = latest(calls)
        return "decider" if decided == "silent" else decided
    return "silent"


def service(facts, readings, received, later):
    duty = by_field(facts, "on_duty")
    if readings["COL-03/lasts"] == "that_visit":
        came = [one.at for one in facts if one.kind == "visit"]
        duty = [(at, who) for at, who in duty if at == max(came)]
    if readings["X-47"] == "first" and duty:
        return latest(duty)
    if later:
        return latest(later)
    if received:
        return earliest(received)
    return latest(duty) if duty else "silent"


def five_part_form(facts, unreached):  # noqa: C901, PLR0912 - one step after another
    """Whose valid customer he is by the five-part form."""
    if by_field(facts, "brought_together"):
        return "silent"
    routes = []
    for one in facts:
        if one.kind != "visit":
            continue
        told = any(other.kind == "notice" and other.at < one.at for other in facts)
        for name in ("brought_by", "names", "invited_by"):
            who = one.get(name)
            if who and (name != "invited_by" or told):
                routes.append((one, who))
    calls = [one for one in facts if one.kind == "callback"]
    valid, waiting, missed = [], False, False
    for one, who in routes:
        forms = [f.at for f in facts if f.kind == "approval" and f.get("of") == one.id]
        forms = [at for at in forms if at >= one.at]
        refused = [f.at for f in facts if f.kind == "refusal" and f.get("of") == one.id]
        refused = [at for at in refused if at >= one.at]
        if refused and (not forms or min(refused) <= min(forms)):
            missed = True
        elif not forms:
            waiting = True
        elif reached(calls, unreached, one.at):
            valid.append((one.at, frozenset({who})))
        else:
            missed = True
    if valid:
        return earliest(valid)
    if waiting:
        return "pending"
    if missed or any(one.kind == "visit" for one in facts):
        return "nobody"  # refused, missed, or by none of the routes
    return "silent"


def reached(calls, unreached, since):
    """Whether the calls leave a customer confirmed."""
    if unreached == "until_reached":
        answered = [one.get("answered") for one in calls if one.at > since]
        return not answered or any(answered)
    answers = sorted((one.at, one.get("answered")) for one in calls if one.at >= since)
    return not answers or answers[0][1]


def first_contact(facts):
    """Who is credited and who serves by the first contact, where a deal is a ``deal``."""
    deals = [one.at for one in facts if one.kind == "deal"]
    facts = [one for one in facts if one.at <= min(deals, default=one.at)]
    given = [
        (one.at, frozenset({one.get("owner")}))
        for one in facts
        if one.kind == "decision" and one.get("role") == "team_head"
    ]
    if given:
        owner = whose(facts, given, max(at for at, _ in given))
        return owner, owner
    referred = [one for one in facts if one.kind == "referral"]
    partners = [(one.at, frozenset({one.get("referrer")})) for one in referred]
    named = [(one.at, frozenset({one.get("to")})) for one in referred if one.get("to")]
    if not partners:
        contacts = list(met(facts))
        owner = whose(facts, contacts, min(at for at, _ in contacts)) if contacts else "silent"
        return owner, owner
    owner = whose(facts, partners, min(at for at, _ in partners))
    first = min(at for at, _ in partners)
    if named and not to_be_moved(facts, partners, first):
        return owner, whose(facts, named, min(at for at, _ in named))
    return owner, owner


def met(facts):
    """Each contact that a salesperson had with him."""
    for one in facts:
        who = None
        if one.kind == "touch" and one.get("role") != "cs_manager":
            who = one.by if one.get("answered") is not False else None
        if one.kind == "event_reception":
            who = one.get("received_by")
        if one.kind == "visit":
            who = one.get("invited_by") or one.get("brought_by")
            if not who and not one.get("brought_together"):
                who = one.get("received_by")
        if who:
            yield one.at, frozenset({who})


def whose(facts, found, at):
    """Whose he is who was somebody's at *at*: a tie is silent, and he may have to be moved."""
    parties = {who for when, who in found if when == at}
    if len(parties) > 1:
        return "silent"
    return "decider" if to_be_moved(facts, found, at) else parties.pop()


def to_be_moved(facts, found, since):
    """Whether since then there is a ground to move him, from each of those whose he was."""
    return all(
        any(one.at > since and moves(one, *who) for one in facts)
        for when, who in found
        if when == since
    )


def moves(one, owner):
    if one.kind == "leave":
        return (one.get("party"), one.get("reason")) == (owner, "personal")
    if one.kind == "complaint":
        return one.get("result") == "upheld" and one.get("about") in (owner, MISSING)
    return one.kind == "need_changed"


def business_contact(facts, several):
    """Who has the actual business contact."""
    contacts = [(one.at, frozenset({one.by})) for one in facts if one.kind == "touch" and one.by]
    for name in ("invited_by", "brought_by", "received_by"):
        contacts.extend(by_field(facts, name))
    if by_field(facts, "brought_together"):
        return "silent"
    if not contacts:
        return "silent"
    if len({who for _, who in contacts}) == 1:
        return contacts[0][1]
    decided = latest(contacts)
    return "decider" if several == "management" or decided == "silent" else decided
