"""Deposits under the law (定金、订金、意向金、设计费): what each comes to, by which article.

Nothing here decides a case. Whether somebody failed, how gravely and whose fault it was are
findings of people; for each such finding the sums and the articles stand side by side.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias, cast, get_args

import attrs

from renoflow.errors import Malformed, one_of
from renoflow.facts import Fact
from renoflow.limits import Limit
from renoflow.money import Money, Rounding, format_yuan, scale
from renoflow.periods import LEGAL, Span, days
from renoflow.pricing.plans import first
from renoflow.reasons import Reason, reason
from renoflow.select import Anchor, Facts

__all__ = [
    "Deposit",
    "Happening",
    "IfSo",
    "Nature",
    "Outlook",
    "Remedy",
    "Secures",
    "deposit_of",
    "effective_part",
    "outlook",
    "refund_limit",
    "remedies_by_choice",
]

Nature: TypeAlias = Literal["earnest", "advance", "intention", "design_fee"]
"""What the paper calls the money: 定金, 订金, 意向金, 设计费."""

Secures: TypeAlias = Literal["performance", "conclusion", "effect", "rescission"]
"""What earnest money is for: against breach (违约定金, where the paper says nothing), for a
contract to be concluded (订约定金), for a contract to be made or take effect (成约定金), for
buying oneself out (解约定金)."""

Happening: TypeAlias = Literal[
    "performed",
    "giver_default",
    "taker_default",
    "both_default",
    "force_majeure",
    "giver_leaves",
    "taker_leaves",
]
"""What may be found: the contract was performed; who paid, or who took the money, failed so
that the purpose of the contract is lost (of earnest money for a conclusion: refused to
conclude it, or was in bad faith); both did; nobody could perform; who paid, or who took the
money, uses the right to leave that earnest money for rescission gives."""

_FIFTH: Final = Fraction(1, 5)
_LEAVES: Final = ("giver_leaves", "taker_leaves")
_DEFAULTS: Final = ("giver_default", "taker_default")


@attrs.frozen(kw_only=True)
class Deposit:
    """Money taken before performance, as the paper has it.

    Attributes:
        nature: What the paper calls it.
        paid: What was actually paid, zero or more.
        agreed: What was agreed; None where nothing was.
        secures: What earnest money is for; None where the paper does not say, and for any
            other nature.

    Raises:
        Malformed: ``value.choice``; ``deposit.negative``; ``deposit.secures`` where money
            that is no earnest money is said to secure something.
    """

    nature: Nature
    paid: Money
    agreed: Money | None = None
    secures: Secures | None = None

    def __attrs_post_init__(self) -> None:
        if self.nature not in get_args(Nature):
            raise one_of("value.choice", "nature", self.nature, get_args(Nature))
        if self.paid.fen < 0:
            raise Malformed("deposit.negative", "paid")
        if self.agreed is not None and self.agreed.fen < 0:
            raise Malformed("deposit.negative", "agreed")
        if self.secures is not None:
            if self.secures not in get_args(Secures):
                raise one_of("value.choice", "secures", self.secures, get_args(Secures))
            if self.nature != "earnest":
                raise Malformed("deposit.secures", "secures")


def deposit_of(fact: Fact) -> Deposit:
    """The deposit that a ``deposit`` fact tells, or a ``receipt`` of the design fee (FEE-06).

    Raises:
        Malformed: ``deposit.fact`` for any other fact; as for :class:`Deposit`.
    """
    amount = fact.get("amount")
    paid = amount if isinstance(amount, Money) else Money(0)
    if fact.kind == "receipt" and fact.get("component") == "design_fee":
        return Deposit(nature="design_fee", paid=paid)
    if fact.kind != "deposit":
        raise Malformed("deposit.fact", "kind")
    agreed, secures = fact.get("agreed"), fact.get("secures")
    return Deposit(
        nature=cast("Nature", fact.get("nature")),
        paid=paid,
        agreed=agreed if isinstance(agreed, Money) else None,
        secures=cast("Secures", secures) if isinstance(secures, str) else None,
    )


def effective_part(deposit: Deposit, *, main: Money) -> Money:
    """What of *deposit* has the effect of earnest money (Civil Code art. 586).

    Only 定金, only what was paid, and at most 20 % of *main*, the amount of the contract
    that it secures: exactly a fifth is inside, and a part of a fen above it is not.

    Raises:
        Malformed: ``deposit.negative`` for a negative main amount.
    """
    if main.fen < 0:
        raise Malformed("deposit.negative", "main")
    if deposit.nature != "earnest":
        return Money(0)
    return min(deposit.paid, scale(main, _FIFTH, "floor"))


@attrs.frozen(kw_only=True)
class IfSo:
    """What would follow if one thing were found.

    Attributes:
        happening: What would have to be found.
        kept: What the taker would keep without giving anything for it.
        back: What is set off against the price, or paid back.
        on_top: What the taker would pay besides.
        reasons: The articles, with what they come to.

    ``kept`` and ``back`` total what was paid.
    """

    happening: Happening
    kept: Money
    back: Money
    on_top: Money
    reasons: tuple[Reason, ...]


@attrs.frozen(kw_only=True)
class Outlook:
    """What a deposit would come to, one row for each finding; made by :func:`outlook`.

    Attributes:
        effective: What has the effect of earnest money.
        prepaid: The rest of what was paid: an advance on the price.
        rows: In the order of :data:`Happening`, those that the kind of deposit knows.
        warnings: What to know whatever is found, each with its article.
    """

    effective: Money
    prepaid: Money
    rows: tuple[IfSo, ...]
    warnings: tuple[Reason, ...]

    def if_so(self, happening: Happening) -> IfSo | None:
        """The row of *happening*; None where the kind of deposit does not know it."""
        for one in self.rows:
            if one.happening == happening:
                return one
        return None


def outlook(deposit: Deposit, *, main: Money, performed: Fraction, rounding: Rounding) -> Outlook:
    """What *deposit* would come to, finding by finding (Civil Code art. 586, 587).

    Args:
        deposit: The money.
        main: The amount of the contract that it secures.
        performed: The part that was performed and accepted, 0 to 1: the rule then reaches
            the rest only, unless the purpose is lost as a whole, which people find.
        rounding: What becomes of a part of a fen where only a part is reached.

    Raises:
        Malformed: ``deposit.performed``, ``deposit.negative``, ``money.inexact``.
    """
    if type(performed) is not Fraction or not 0 <= performed <= 1:
        raise Malformed("deposit.performed", "performed")
    effective = effective_part(deposit, main=main)
    reach = scale(effective, 1 - performed, rounding)
    leaving = deposit.secures == "rescission"
    rows = tuple(
        _if_so(cast("Happening", one), deposit, effective, reach, performed)
        for one in get_args(Happening)
        if leaving or one not in _LEAVES
    )
    return Outlook(
        effective=effective,
        prepaid=deposit.paid - effective,
        rows=rows,
        warnings=_warnings(deposit, effective, main),
    )


def _if_so(
    one: Happening, deposit: Deposit, effective: Money, reach: Money, performed: Fraction
) -> IfSo:
    none, paid = Money(0), deposit.paid
    loser, article = _rule(one, deposit)
    reasons = []
    if loser == "giver":
        kept, on_top = reach, none
        reasons.append(reason("deposit.lost", rule=article, amount=format_yuan(kept)))
    elif loser == "taker":
        kept, on_top = none, reach
        reasons.append(reason("deposit.doubled", rule=article, amount=format_yuan(on_top)))
    else:
        kept, on_top = none, none
        code = "deposit.credited" if one == "performed" else "deposit.no_rule"
        reasons.append(reason(code, rule=article, amount=format_yuan(paid)))
    if loser and performed:
        reasons.append(
            reason(
                "deposit.partial",
                rule="contract_interpretation_68",
                share=performed,
                whole=format_yuan(effective),
                amount=format_yuan(reach),
            )
        )
    return IfSo(happening=one, kept=kept, back=paid - kept, on_top=on_top, reasons=tuple(reasons))


def _rule(one: Happening, deposit: Deposit) -> tuple[Literal["giver", "taker", ""], str]:
    """Whom the rule of earnest money would take from, or nobody, and by which article."""
    if one == "performed":
        return "", "civil_code_587"
    if deposit.nature == "design_fee":
        return "", "civil_code_787"
    no_earnest = deposit.nature != "earnest"
    if not no_earnest and one in ("both_default", "force_majeure"):
        return "", "contract_interpretation_68"
    breaks = one in _DEFAULTS
    if no_earnest or (breaks and deposit.secures in ("effect", "rescission")):
        return "", "contract_interpretation_67"
    side: Literal["giver", "taker"] = "giver" if one.startswith("giver") else "taker"
    usual = breaks and deposit.secures != "conclusion"
    return side, "civil_code_587" if usual else "contract_interpretation_67"


def _warnings(deposit: Deposit, effective: Money, main: Money) -> tuple[Reason, ...]:
    found = []
    if deposit.nature == "earnest":
        if not deposit.paid:
            found.append(reason("deposit.unpaid", rule="civil_code_586"))
        if deposit.paid > effective:
            found.append(
                reason(
                    "deposit.above",
                    rule="civil_code_586",
                    amount=format_yuan(deposit.paid - effective),
                    effective=format_yuan(effective),
                    main=format_yuan(main),
                )
            )
        if deposit.paid and deposit.agreed not in (None, deposit.paid):
            found.append(
                reason(
                    "deposit.changed",
                    rule="civil_code_586",
                    agreed=format_yuan(deposit.agreed or Money(0)),
                    paid=format_yuan(deposit.paid),
                )
            )
        if deposit.secures is None:
            found.append(reason("deposit.untyped", rule="contract_interpretation_67"))
        elif deposit.secures == "effect":
            found.append(reason("deposit.effect", rule="contract_interpretation_67"))
        found.append(reason("deposit.minor", rule="contract_interpretation_68"))
    elif deposit.nature == "design_fee":
        found.append(reason("deposit.design_fee", rule="civil_code_787"))
    else:
        found.append(
            reason("deposit.unnamed", rule="contract_interpretation_67", nature=deposit.nature)
        )
    return tuple(found)


@attrs.frozen(kw_only=True)
class Remedy:
    """What one clause would come to for the side that kept to the contract.

    Attributes:
        by: The clause.
        amount: What it gives: of earnest money what is kept, or paid on top; of a penalty
            clause the penalty.
        loss_above: What of the loss stays beyond it; zero where no loss was told.
        reasons: The articles.
    """

    by: Literal["earnest", "penalty"]
    amount: Money
    loss_above: Money
    reasons: tuple[Reason, ...]


def remedies_by_choice(
    if_so: IfSo, *, penalty: Money, loss: Money | None
) -> tuple[Remedy, Remedy]:
    """Earnest money and penalty side by side, in this order (Civil Code art. 588).

    A party to whom both were promised chooses one of the two; neither is preferred here,
    whichever is higher. Of a loss above the earnest money the rest may be claimed; a
    penalty may be adjusted to the loss on request (art. 585).

    Args:
        if_so: A row of :func:`outlook` for a default of either side.
        penalty: What the penalty clause comes to, zero or more.
        loss: The loss that is claimed; None where none is told.

    Raises:
        Malformed: ``deposit.default`` for a row of anything but a default,
            ``deposit.negative``.
    """
    if if_so.happening not in _DEFAULTS:
        raise Malformed("deposit.default", "if_so")
    for name, amount in (("penalty", penalty), ("loss", loss)):
        if amount is not None and amount.fen < 0:
            raise Malformed("deposit.negative", name)
    earnest = if_so.kept + if_so.on_top

    def one(by: Literal["earnest", "penalty"], amount: Money, article: str) -> Remedy:
        above = max((loss or amount) - amount, Money(0))
        choice = reason("deposit.choice", rule="civil_code_588", amount=format_yuan(amount))
        rest = reason("deposit.loss_above", rule=article, amount=format_yuan(above))
        return Remedy(
            by=by, amount=amount, loss_above=above, reasons=(choice, rest) if above else (choice,)
        )

    return one("earnest", earnest, "civil_code_588"), one("penalty", penalty, "civil_code_585")


def refund_limit(*, paid_back: Facts, agreed: Anchor | None, span: Span | None = None) -> Limit:
    """By when money that was paid ahead goes back, as a limit (消法 art. 53, 处罚办法 art. 10).

    Fifteen days after the agreed term, or, where none is agreed, after the customer asked
    for it; what is later counts as delay on purpose. A contract that promises it sooner
    says its own *span*.

    Args:
        paid_back: The facts by which it is paid back.
        agreed: The end of the agreed term; None counts from the first ``refund_request``.
        span: A shorter time of the contract; None for the fifteen days.
    """
    return Limit(
        id="consumer_penalties_10",
        source="consumer_law_53 consumer_penalties_10",
        anchor=first("refund_request") if agreed is None else agreed,
        span=days(15, counting=LEGAL) if span is None else span,
        needs=paid_back,
    )
