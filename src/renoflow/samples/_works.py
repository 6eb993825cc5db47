"""How far a customer of the showroom goes: designer, agreement, contracts, site, keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from renoflow.samples._book import Book

__all__ = ["goes_on", "on_site"]

_DESIGNERS: Final = ("d-bai", "d-gu", "d-meng", "d-qin")
_TIERS: Final = ("ordinary", "ordinary", "excellent", "deputy_director", "director")
_TALK: Final = "self_introduction;basic_information;concerns;deep_needs"
_TEAM: Final = {"project_manager": "pm-1", "supervisor": "sv-1", "customer_service": "cs-1"}
_ROUND: Final = timedelta(days=7)


def goes_on(book: Book, by: str, came: datetime) -> None:
    """Some of those who came go on, each as far as the dice say."""
    if book.chance(0.2):
        return
    wants = book.dice.choice(("renovation",) * 8 + ("both", "materials"))
    book.tell("identification", came, by, wants=wants)
    if wants == "materials" or book.chance(0.1):
        return
    covered = _TALK if book.chance(0.85) else _TALK.rpartition(";")[0]
    book.tell("guided_talk", came + timedelta(minutes=10), by, covered=covered)
    designer = book.dice.choice(_DESIGNERS)
    talk = came + timedelta(hours=1)
    book.tell("designer_step", talk, by, step="recommended", designer=designer)
    if book.chance(0.1):
        return
    outcome = book.dice.choice(("agrees", "agrees", "hesitates", "hesitates", "hesitates"))
    talk += timedelta(minutes=30)
    book.tell("designer_talk", talk, designer, outcome=outcome, designer=designer, first="yes")
    if outcome == "agrees":
        _signs(book, by, designer, book.after(talk, days=1))
    elif book.chance(0.85):
        _hesitates(book, by, designer, talk)


def _hesitates(book: Book, by: str, designer: str, talk: datetime) -> None:
    """The closed loop and the calls after it: made, missed, or in vain."""
    book.tell(
        *("closed_loop", talk + timedelta(minutes=30), by),
        talk_satisfies="yes",
        works_satisfy="yes",
        idea_accepted=book.dice.choice(("yes", "no")),
        budget_clear="no",
        unclear="quote",
    )
    if book.each((False, True, False, False)):
        return  # nobody calls
    for day in range(book.each((1, 2, 3)), book.dice.randrange(4, 14), 2):
        call = book.after(talk, days=day)
        if book.chance(0.12):
            book.tell("callback", call, by, answered="yes", agreed="yes")
            _signs(book, by, designer, book.after(call, days=1))
            return
        answered = book.dice.choice(("yes", "yes", "no"))
        book.tell("callback", call, by, answered=answered, agreed="no")
    if book.each(("lost", "", "lost")):
        gone = book.after(talk, days=9)
        book.tell("loss", gone, by, reason="another_firm")
        if book.each(("", "back")):
            book.tell("reopening", book.after(gone, days=3), by)


def _signs(book: Book, by: str, designer: str, at: datetime, *, sure: bool = False) -> None:
    book.tell("designer_step", at, by, step="confirmed", designer=designer)
    tier, tenths = book.dice.choice(_TIERS), book.dice.randrange(240, 720)
    rate = {"ordinary": 30, "excellent": 60, "deputy_director": 120, "director": 200}[tier]
    book.tell(
        *("agreement", at + timedelta(minutes=30), by),
        tier=tier,
        area=f"{tenths / 4:.2f}",
        rendering="not_charged" if book.chance(0.9) else "",
        scheme_talk_on=(at + timedelta(days=6)).date().isoformat(),
        expected_start_on=(at + timedelta(days=30)).date().isoformat(),
    )
    fee = f"{rate * tenths * 25 // 100}.{rate * tenths * 25 % 100:02d}"
    _pays(book, at + timedelta(hours=1), "design_fee", fee)
    if book.chance(0.8):
        scheme = (at + timedelta(days=6)).date().isoformat()
        book.tell("design_schedule", book.after(at, days=1), designer, scheme_talk_on=scheme)
    if book.chance(0.7):
        book.tell("scheme_talk", book.after(at, days=book.dice.choice((5, 6, 6, 8))), designer)
    then = "contract" if sure else book.each(("contract", "", "contract", "off", "contract", ""))
    if then == "off":
        book.tell("cancellation", book.after(at, days=7), by, reason="plans_changed")
    elif then:
        _contracts(book, by, book.after(at, days=book.dice.randrange(6, 12)), sure=sure)


def _contracts(book: Book, by: str, at: datetime, *, sure: bool) -> None:
    """Contracts, the first payment (in full, in part, or not yet) and the start."""
    works = book.dice.randrange(60_000, 200_000, 500)
    team = _TEAM if sure or book.chance(0.9) else {}
    book.tell("contract", at, by, type="construction", amount=f"{works}.00", **team)
    others = [
        (kind, book.dice.randrange(8_000, 40_000, 100))
        for kind in ("finished_goods", "main_materials")
        if book.chance(0.6)
    ]
    for kind, amount in others:
        book.tell("contract", at, by, type=kind, amount=f"{amount}.00")
    share = 55 if sure else book.each((55, 0, 55, 40, 55))
    if not share:
        return
    paid = at + timedelta(hours=2)
    _pays(book, paid, "works", f"{works * share // 100}.00")
    for kind, amount in others:
        _pays(book, paid, kind, f"{amount}.00")
    if sure or (share == 55 and book.chance(0.8)):
        start = book.after(at, days=book.dice.choice((2, 7, 8, 9)))
        book.tell("start", start, "pm-1")
        _site(book, by, start, works - works * share // 100)


def _site(book: Book, by: str, start: datetime, rest: int) -> None:
    """A call every Friday, most of them made; at the end the keys and the rest of the money."""
    done = start + timedelta(days=book.dice.randrange(40, 75))
    friday = start + timedelta(days=(4 - start.weekday()) % 7)
    while friday < done:
        if book.chance(0.8):
            ok = {"designer_ok": "yes", "materials_ok": book.dice.choice(("yes", "yes", "no"))}
            book.tell("site_callback", friday, by, workers_ok="yes", supervisor_ok="yes", **ok)
        friday += _ROUND
    book.tell("completion", done, "pm-1")
    if book.chance(0.6):
        _pays(book, done + timedelta(hours=1), "works", f"{rest}.00")


def _pays(book: Book, at: datetime, component: str, amount: str) -> None:
    book.tell("receipt", at, "cashier-1", component=component, amount=amount, role="finance")


def on_site(book: Book) -> None:
    """Story of a customer of the winter, whose works are under way or come to an end."""
    by, came = book.seller(), book.when(book.dice.randrange(-80, -25))
    book.filed(by, came - timedelta(days=2))
    book.worked(by, came - timedelta(days=2))
    book.came(came, invited_by=by)
    book.tell("identification", came, by, wants="renovation")
    book.tell("guided_talk", came + timedelta(minutes=10), by, covered=_TALK)
    designer = book.dice.choice(_DESIGNERS)
    talk = came + timedelta(hours=1)
    book.tell("designer_step", talk, by, step="recommended", designer=designer)
    book.tell("designer_talk", talk, designer, outcome="agrees", designer=designer, first="yes")
    _signs(book, by, designer, book.after(talk, days=2), sure=True)
