"""Sentences of errors: fees, plans, changes, settlement, deposits and warranty."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, tuple[str, str]]] = {
    "area.positive": (
        "{field}: expected an area above zero, in m2",
        "{field}：面积应大于零（平方米）",
    ),
    "card.twice": (
        "{field}: the card has a row for this tier already; keep one, or publish a new revision",
        "{field}：该级别已有一行；请只留一行，或发布新版",
    ),
    "card.negative": (
        "{field}: a price cannot be negative; give zero or more",
        "{field}：价格不能为负，请给零或正数",
    ),
    "fee.a6": (
        "{field}: this rate card prices no A6; give the card a surcharge, or leave A6 out",
        "{field}：此价目表没有 A6 加价；请补上加价，或不选 A6",
    ),
    "tariff.unpriced": (
        "the tariff names no price for this; see the objections",
        "价目表对此没有价格；原因见各项",
    ),
    "tariff.edge": (
        "{field}: a band has one lower and one upper edge: from or above, upto or below; between two bands at least one must say where they meet",
        "{field}：每档只有一个下限（from 或 above）与一个上限（upto 或 below）；相邻两档至少一档写明分界",
    ),
    "tariff.takes": (
        "{field}: a band has an amount, and a rate for a number or a share of money, or one of them",
        "{field}：每档写定额 amount，加单价 rate（按数量）或比例 share（按金额），或只写其一",
    ),
    "tariff.range": (
        "{field}: the upper end of a range goes with a lower end that is no greater",
        "{field}：区间上限须与不大于它的下限同用",
    ),
    "tariff.bands": (
        "{field}: a row of kind {kind} has no prices of its own; give least, most or step instead",
        "{field}：{kind} 行没有自己的价格；请写 least、most 或 step",
    ),
    "tariff.upon": (
        "{field}: a credit, and nothing else, says what must happen first",
        "{field}：待抵扣 credit 行须写明条件，其他行不写",
    ),
    "tariff.positive": (
        "{field}: expected more than zero",
        "{field}：应大于零",
    ),
    "tariff.order": (
        "{field}: out of order; expected the greater after the lesser",
        "{field}：次序有误；应由小到大",
    ),
    "tariff.by": (
        "{field}: another measure chooses the band in mode whole, or a rate or share in mode between",
        "{field}：另一计量只能在 mode 为 whole 时选档，或在 between 时定单价、比例",
    ),
    "tariff.never_falls": (
        "{field}: goes with mode whole, and not with by",
        "{field}：只用于 mode 为 whole 且不写 by",
    ),
    "tariff.tax_included": (
        "{field}: a tax included has one band with a share and nothing else",
        "{field}：价内税只有一档，只写比例 share",
    ),
    "tariff.point": (
        "{field}: in mode between a band is a point, upto with an amount, a rate or a share, all of one kind; after the points one open band may follow, of a rate or share where the points are",
        "{field}：mode 为 between 时每档是一个点（upto 与 amount、rate 或 share，各点同类）；其后可有一个开放档，各点为 rate 或 share 时同类",
    ),
    "tariff.least": (
        "{field}: a band has a least or most of its own only in mode whole",
        "{field}：只有 mode 为 whole 时一档才可自有 least 或 most",
    ),
    "tariff.slide": (
        "{field}: a sliding price has a rate or a share, times that is not zero, places from 0 to 12, and a power from -1 to 2 or log10; in mode whole, without by",
        "{field}：递减价须有 rate 或 share，times 不为零，places 为 0 至 12，并写 power（-1 至 2）或 log10；只用于 mode 为 whole 且不写 by",
    ),
    "tariff.take": (
        "{field}: the greatest or least is taken of two or more, and not by a row that works on a sum",
        "{field}：取最大或最小须有两项以上，且不用于按合计计算的行",
    ),
    "tariff.when": (
        "{field}: a condition is a choice with its values, or a quantity with its edges",
        "{field}：条件或为选项及其取值，或为计量及其界限",
    ),
    "tariff.twice": (
        "{field}: stands twice, or is a word of the library; give each its own",
        "{field}：重复，或为保留词；请各用其名",
    ),
    "tariff.told_only": (
        "{field}: a tax included and a credit are only told; measure the row that they are of",
        "{field}：价内税与待抵扣只作说明；请改用它们所属的行",
    ),
    "tariff.later": (
        "{field}: names this row or one below it; a row measures rows above it, and a measure has a name of its own",
        "{field}：引用了本行或其后的行；只能引用在前的行，计量项须另有名称",
    ),
    "tariff.measure": (
        "{field}: measured once as money and once as a number; expected one of the two",
        "{field}：一处按金额、一处按数量计；二者取一",
    ),
    "tariff.measured": (
        "{field}: a measure cannot be negative; give zero or more",
        "{field}：计量不能为负，请给零或正数",
    ),
    "tariff.within": (
        "{field}: expected a place in the range from 0 to 1",
        "{field}：应为区间内 0 至 1 的位置",
    ),
    "price.floor": (
        "{field}: a floor is a price or a share of the list price, one of the two",
        "{field}：最低限度写价格 price 或占原价比例 share，二者取一",
    ),
    "quote.twice": (
        "{field}: another line of the quote has this id; give each its own",
        "{field}：报价行编号重复；每行一个编号",
    ),
    "quote.valid": (
        "{field}: lies before the day of the quote; exchange the two",
        "{field}：早于报价日，请对调",
    ),
    "agreement.unpriced": (
        "no fee can be computed for this agreement; see the objections",
        "此协议无法计费；原因见各项",
    ),
    "agreement.tier": (
        "{field}: the kind of agreement names another tier; give one of the two, or kind a6",
        "{field}：与协议类别所指级别不同；请二者取一，或类别写 a6",
    ),
    "agreement.incomplete": (
        "the agreement does not fix what it must; see the objections",
        "协议未确定必填内容；原因见各项",
    ),
    "plan.takes": (
        "{field}: a part takes one of four: a share, an amount, the rest, or what is retained",
        "{field}：每期在比例 share、定额 amount、余款 rest、暂留款 retained 四者中取一",
    ),
    "plan.left": (
        "{field}: of = left goes with a share, and keep with no retained",
        "{field}：of = left 只用于比例 share；keep 不能与 retained 同用",
    ),
    "plan.move": (
        "{field}: a step is one of back, day, weekday, month and roll; day, weekday and month say which",
        "{field}：每步在 back、day、weekday、month、roll 中取一；day、weekday 与 month 须写 which",
    ),
    "plan.discount": (
        "{field}: a discount is a share above 0 and below 1, or an amount above zero",
        "{field}：折扣写大于 0 且小于 1 的比例，或大于零的金额，二者取一",
    ),
    "plan.rate": (
        "{field}: expected a Fraction above 0, for example Fraction(9, 100)",
        "{field}：应为大于 0 的分数，例如 Fraction(9, 100)",
    ),
    "plan.cap_row": (
        "{field}: a band has at least one limit of zero or more, and at most one bound",
        "{field}：每档至少写一个不为负的限额，至多写一个界限",
    ),
    "plan.cap_rows": (
        "{field}: the last band, and only that, has no bound",
        "{field}：只有最后一档没有界限",
    ),
    "plan.cap_to": (
        "{field}: where the excess is moved, to names another part of the same component; elsewhere nothing",
        "{field}：超出部分要移走时，to 写同一款项的另一期；否则不写",
    ),
    "plan.keep": (
        "{field}: what parts of {component} keep back is paid out in shares that total exactly 1 (now {shares})",
        "{field}：{component} 各期暂留的款项须按合计正好为 1 的比例返还（现为 {shares}）",
    ),
    "plan.part": (
        "{field}: the plan has no such part; its parts are {allowed}{near}",
        "{field}：付款方式中没有这一期；各期为 {allowed}{near}",
    ),
    "plan.tax_twice": (
        "{field}: another tax covers one of these components; give each component one",
        "{field}：同一款项有两种税；每种款项只写一种",
    ),
    "plan.refused": (
        "the plan refuses these totals; see the objections",
        "付款方式不接受这些总价；原因见各项",
    ),
    "plan.dues": (
        "{field}: expected {count} due days, one for each part",
        "{field}：应为 {count} 个到期日，每期一个",
    ),
    "plan.recast": (
        "{field}: what is paid cannot be laid on this plan; collect the same components apart or together as before, and with base open include the tax",
        "{field}：已付款无法归入此付款方式；各款项的分合须与原来一致，base 为 open 时税须含在价内",
    ),
    "plan.share": (
        "{field}: expected a Fraction above 0 and at most 1, for example Fraction(55, 100)",
        "{field}：应为大于 0、不超过 1 的分数，例如 Fraction(55, 100)",
    ),
    "plan.amount": (
        "{field}: expected an amount above zero",
        "{field}：金额应大于零",
    ),
    "plan.due": (
        "{field}: a part is due a span after an anchor, or on a day: give anchor and span, or on",
        "{field}：到期日要么写起算事实与期间（anchor、span），要么写日期（on）",
    ),
    "plan.twice": (
        "{field}: another part of the plan has this id; give each part its own",
        "{field}：期号重复；每期一个编号",
    ),
    "plan.rest": (
        "{field}: two parts of {component} take the rest; only one can",
        "{field}：{component} 有两期余款，只能有一期",
    ),
    "plan.total": (
        "{field}: the parts of {component} cannot total it (shares: {shares}); let the shares total exactly 1, or at most 1 with one part that takes the rest",
        "{field}：{component} 各期凑不成全额（比例合计 {shares}）；比例之和须正好为 1，或不超过 1 并有一期余款",
    ),
    "plan.uncovered": (
        "{field}: no part of the plan collects it; add one, for example with rest=True",
        "{field}：付款方式中没有一期收此款；请加一期，例如 rest=True",
    ),
    "plan.negative": (
        "{field}: a plan collects money; expected zero or more",
        "{field}：收款金额不能为负，应为零或正数",
    ),
    "plan.credited": (
        "{field}: more is deducted than the first payment comes to; deduct at most that",
        "{field}：抵扣超过首期款；最多抵扣首期款的金额",
    ),
    "promise.share": (
        "{field}: expected a Fraction above 0, for example Fraction(5, 100)",
        "{field}：应为大于 0 的分数，例如 Fraction(5, 100)",
    ),
    "promise.base": (
        "{field}: expected a total above zero; a promise is measured from it",
        "{field}：应为大于零的总价，承诺以此为准",
    ),
    "change.due": (
        "a change is due within a time after its approval, or by a rule of its own: one of the two",
        "增减项款的应付日须且只能写一种：批准后若干时间内，或另定的规则",
    ),
    "retention.takes": (
        "{field}: retention is a share or an amount, one of the two",
        "{field}：质保金在比例 share、定额 amount 中取一",
    ),
    "retention.release": (
        "{field}: what is held back is due when a time is over; give a limit without needs",
        "{field}：质保金到期即退，时限不写 needs",
    ),
    "closing.twice": (
        "{field}: another need of the list has this id; give each its own",
        "{field}：编号重复；每项一个编号",
    ),
    "retention.twice": (
        "{field}: the plan keeps money back already; leave one of the two out",
        "{field}：付款方式已留质保金；两者只留其一",
    ),
    "deposit.negative": (
        "{field}: expected zero or more",
        "{field}：应为零或正数",
    ),
    "deposit.secures": (
        "{field}: only earnest money secures something; leave it out, or let the nature be earnest",
        "{field}：只有定金才有类型；请不填，或性质写 earnest",
    ),
    "deposit.fact": (
        "{field}: expected a deposit, or a receipt of the design fee",
        "{field}：应为 deposit，或设计费的 receipt",
    ),
    "deposit.performed": (
        "{field}: expected a Fraction from 0 to 1, for example Fraction(3, 5)",
        "{field}：应为 0 至 1 的分数，例如 Fraction(3, 5)",
    ),
    "deposit.default": (
        "{field}: expected the row of a default, giver_default or taker_default",
        "{field}：应为违约的一行（giver_default 或 taker_default）",
    ),
    "warranty.season": (
        "{field}: lies before the first day; exchange the two",
        "{field}：早于首日，请对调",
    ),
    "warranty.span": (
        "{field}: a warranty lasts days, weeks, months or years, or so many heating or cooling periods",
        "{field}：保修期以日、周、月、年计，或以采暖期、供冷期计",
    ),
    "warranty.twice": (
        "{field}: another row of the warranty has this id; give each its own",
        "{field}：编号重复；每行一个编号",
    ),
}
