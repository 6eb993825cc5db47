"""What the texts of P2, P3 and P7 say, in plain steps, of facts that have an hour.

Written from the rules catalogue (FILE-11, ATT-10..12, ATT-20, ATT-22, ATT-23, ATT-25, COL-02..05,
COL-08, FILE-14), not from the presets. Each gives the parties, or a word where nobody owns.
"""

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


def was_registered_before(facts, at):
    return any(
        one.kind == "filing"
        and one.at < at
        and one.get("role") != "cs_manager"
        and set(FOUR_FACTS) <= set(one.get("supplied"))
        for one in facts
    )


PROVED = {"evidence": ("hall_register", "measurement_record")}


def register(facts, readings):
    """Who is credited and who serves by the register."""
    steps = [one.at for one in facts if one.kind == "designer_step"]
    received = by_field(facts, "received_by")
    later = [(at, who) for at, who in received if any(step < at for step in steps)]
    return credit(facts, readings, later), service(facts, readings, received, later)


def credit(facts, readings, later):  # noqa: C901, PLR0911 - one step after another
    if readings["X-03"] == "owns" and later:
        return latest(later)
    named_with_old = by_field(facts, "names", with_old_customer=(True,))
    if named_with_old:
        return earliest(named_with_old)
    entries = in_the_register(facts, readings["ATT-10/undocked"])
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
    if readings["X-47"] == "first" and duty:
        return latest(duty)
    if later:
        return latest(later)
    if received:
        return earliest(received)
    return latest(duty) if duty else "silent"


def five_part_form(facts, unreached):  # noqa: C901 - one step after another
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
        if not forms:
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
        return "nobody"
    return "silent"


def reached(calls, unreached, since):
    """Whether the calls leave a customer confirmed."""
    if unreached == "until_reached":
        answered = [one.get("answered") for one in calls]
        return not answered or any(answered)
    answers = sorted(
        ((one.at, one.get("answered")) for one in calls if one.at >= since),
    )
    if not answers:
        return not [one for one in calls if not one.get("answered")] or any(
            one.get("answered") for one in calls
        )
    return answers[0][1]


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
