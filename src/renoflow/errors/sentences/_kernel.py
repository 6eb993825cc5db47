"""Sentences of errors: values, money, facts, ports, conditions, limits, calendars and processes."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, tuple[str, str]]] = {
    "value.type": (
        "{field}: expected {expected}",
        "{field}：应为{expected}",
    ),
    "value.choice": (
        "{field}: expected one of {allowed}{near}",
        "{field}：只能是 {allowed}{near}",
    ),
    "value.missing": (
        "{field}: required and not given; add it",
        "{field}：必填，请补上",
    ),
    "value.which": (
        "{field}: required and not given; add one of {allowed}",
        "{field}：必填，请补上其一：{allowed}",
    ),
    "value.unknown": (
        "{field}: not known here; known are {allowed}{near}",
        "{field}：此处没有这一项；可用的有 {allowed}{near}",
    ),
    "value.naive": (
        "{field}: a time without a zone says nothing; give it one, for example china.at(2024, 3, 1, 10)",
        "{field}：时间必须带时区，例如 china.at(2024, 3, 1, 10)",
    ),
    "money.text": (
        "{field}: expected yuan as text such as 1,234.50 or ¥128.5, a point before the decimals",
        "{field}：应为以元计的金额，例如 1,234.50 或 ¥128.5，小数前用点号",
    ),
    "money.float": (
        "{field}: a float does not hold the fen exactly; give the amount as text or Decimal",
        "{field}：浮点数不能精确到分，请改用文本或 Decimal",
    ),
    "money.finite": (
        "{field}: expected a finite amount in yuan",
        "{field}：应为有限的金额（元）",
    ),
    "money.decimals": (
        "{field}: finer than a fen; round it to two decimals first, by a rule that you name",
        "{field}：细于一分，请先按明确的规则取到两位小数",
    ),
    "money.range": (
        "{field}: at most {digits} digits before the point; check the unit (yuan, not fen)",
        "{field}：小数点前最多 {digits} 位，请核对单位（元，不是分）",
    ),
    "money.inexact": (
        "{field}: does not come out to the fen; name a rounding other than exact",
        "{field}：结果不能精确到分，请指定 exact 以外的取整方式",
    ),
    "money.ratio": (
        "{field}: expected an int, a Fraction, or a Decimal of at most {digits} places; no float",
        "{field}：应为 int、Fraction 或小数点前后各不超过 {digits} 位的 Decimal；不接受浮点数",
    ),
    "money.weight": (
        "{field}: a weight cannot be negative; give zero or more",
        "{field}：权重不能为负，请给零或正数",
    ),
    "money.weights": (
        "{field}: nothing to split by; give at least one weight above zero",
        "{field}：没有可用的权重，请至少给一个大于零的权重",
    ),
    "fact.kind": (
        "{field}: no such kind of fact{near}; known: {allowed}; declare your own under [[kinds]] of the policy or process, and read facts by its kinds (--company; in Python kinds=court.kinds)",
        "{field}：没有这种事实{near}；已有：{allowed}；自定的种类请在制度或流程的 [[kinds]] 中声明，并按其种类读取事实（--company；Python 中用 kinds=court.kinds）",
    ),
    "fact.field": (
        "{field}: a {kind} has no such field{near}; it has {allowed}",
        "{field}：{kind} 没有这一项{near}；可用的有 {allowed}",
    ),
    "kinds.clash": (
        "{field}: a {kind} has this field already ({other}), with another type, other values or another need; choose another name",
        "{field}：{kind} 已有这一项（{other}），但类型、可选值或必填不同；请另起名称",
    ),
    "fact.personal": (
        "{field}: looks like a phone number; a fact holds none: give key(...) as an identity key",
        "{field}：像是电话号码；事实中不存号码，请用 key(...) 生成身份键",
    ),
    "fact.clash": (
        "{field}: told twice with different contents; one id is one fact: withdraw the old one and tell a new one",
        "{field}：同一编号有两种内容；请撤回旧的事实，再记一条新的",
    ),
    "fact.withdrawal": (
        "{field}: withdrawals withdraw one another in a ring; withdraw with a later fact instead",
        "{field}：撤回彼此成环；请用后来的一条撤回",
    ),
    "key.phone": (
        "{field}: expected a phone number of 7 to 15 digits, or a masked one: the first three, ****, the last four",
        "{field}：应为 7 至 15 位的电话号码；隐去中间数位的写前三位、****、后四位",
    ),
    "key.empty": (
        "{field}: nothing is left of the key; expected some letters or digits",
        "{field}：身份键为空；应有字母或数字",
    ),
    "port.version": (
        "changed by somebody else (expected version {expected}, found {found}); load again and decide anew",
        "已被他人更改（预期版本{expected}，实际版本 {found}）；请重新读取后再决定",
    ),
    "store.busy": (
        "another writer holds the store for longer than we wait; try the whole unit again",
        "存储正被他人写入，等候已超时；请整体重试",
    ),
    "store.foreign": (
        "{field}: not a renoflow store; give the file of one, or a path where there is no file yet",
        "{field}：不是 renoflow 存储文件；请指定其文件，或尚无文件的路径",
    ),
    "store.newer": (
        "{field}: written by a newer renoflow (schema {found}, known up to {known}); upgrade renoflow",
        "{field}：由更新版本的 renoflow 写成（结构版本 {found}，本版只认到 {known}）；请升级 renoflow",
    ),
    "store.path": (
        "{field}: cannot be opened; expected a file, or a new name in a folder that may be written to",
        "{field}：无法打开；应为文件，或可写文件夹中的新文件名",
    ),
    "select.test": (
        "{field}: a test names either facts or any of several tests, one of the two",
        "{field}：条件要么写事实，要么写若干条件之一（any），二者取一",
    ),
    "select.word": (
        '{field}: {word} would be a party of that name; for what was told write {{ is = "{word}" }}',
        '{field}：{word} 在此会被当作一方的编号；若指填写情况，请写 {{ is = "{word}" }}',
    ),
    "select.stage": (
        "{field}: a word is compared in the order of the policy's stages; expected one of {allowed}",
        "{field}：文字按政策所列阶段次序比较；应为 {allowed} 之一",
    ),
    "select.latest": (
        "{field}: names fields that the same test asks about, one or more",
        "{field}：应列出同一条件中所问的字段，至少一个",
    ),
    "select.nested": (
        "{field}: tests inside any hold no further any; one level is enough to write every rule",
        "{field}：any 之内不能再写 any；一层足够",
    ),
    "select.take": (
        "{field}: says which of several facts is read; expected a table that selects facts",
        "{field}：所指为若干事实中的哪一条；该表应写明 facts",
    ),
    "select.days": (
        "{field}: lies before since; exchange the two",
        "{field}：早于 since；请对调",
    ),
    "select.table": (
        "{field}: expected rows in order, each with values or upto, and one open row at the end",
        "{field}：应为有序的各行，每行写 values 或 upto，最后一行开放",
    ),
    "process.twice": (
        "{field}: the id stands twice; give each row an id of its own",
        "{field}：编号重复；每行一个编号",
    ),
    "process.start": (
        "{field}: a track has exactly one stage of kind start; add it, or change the others",
        "{field}：每条线恰有一个 start 阶段；请补上或更改其余",
    ),
    "process.across": (
        "{field}: a move stays in its track; let a requirement ask for the other track's stage",
        "{field}：流转不能跨线；请用条件（stages）要求另一条线的阶段",
    ),
    "process.back": (
        "{field}: only out of an exit does a move go back; name the stage",
        "{field}：只有从 exit 阶段才能返回；请写明阶段",
    ),
    "process.from_end": (
        "{field}: nothing leaves an end; make the stage an exit if it may be reopened",
        "{field}：终点不可离开；若可重新打开，请改为 exit",
    ),
    "process.waiting": (
        "{field}: a waiting time ends once; give it a span and no every",
        "{field}：等待期只有一个终点；请写 span，不写 every",
    ),
    "process.refused": (
        "the process does not allow this now; the objections say what is missing",
        "流程目前不允许；异议列明所缺事项",
    ),
    "time.range": (
        "{field}: only years {first} to {last} are read; check the year",
        "{field}：只接受 {first} 至 {last} 年，请检查年份",
    ),
    "time.impossible": (
        "{field}: no such date or time; check month, day and hour",
        "{field}：没有这个日期或时间，请检查月、日、时",
    ),
    "calendar.week": (
        "{field}: expected one to seven weekdays in ascending order, 0 for Monday to 6 for Sunday",
        "{field}：应为一至七个星期几，按升序排列，0 为周一，6 为周日",
    ),
    "calendar.zone": (
        "{field}: no zone of that name is known here; expected one such as America/New_York or Asia/Shanghai",
        "{field}：此处不认得该时区；应为 America/New_York、Asia/Shanghai 之类",
    ),
    "calendar.hours": (
        "{field}: expected pairs (from, to) of plain times, in order and not overlapping; a last 00:00 is 24:00",
        "{field}：应为若干（起，止）时间对，按顺序且不重叠；最后的 00:00 表示 24:00",
    ),
    "calendar.no_hours": (
        "{field}: office time is asked for and the calendar states no office hours; give it hours=...",
        "{field}：需要办公时间，而此日历没有；请给出 hours=...",
    ),
    "calendar.known": (
        "{field}: lies before known_from; exchange the two",
        "{field}：早于 known_from，请对调",
    ),
    "calendar.outside": (
        "{field}: a listed day lies outside known_from to known_through; widen the range or drop the day",
        "{field}：有一天不在 known_from 至 known_through 之内；请放宽范围或去掉这一天",
    ),
    "calendar.both": (
        "{field}: a day is off or worked, not both; drop it from one list",
        "{field}：同一天不能既休息又上班；请从其中一个清单去掉",
    ),
    "holidays.country": (
        "{field}: the package holidays has no such country or part; give its code, for example CN",
        "{field}：holidays 包中没有这个国家或地区；请给出代码，例如 CN",
    ),
    "holidays.years": (
        "{field}: expected consecutive years from {first} to {last}, for example range(2024, 2027)",
        "{field}：应为 {first} 至 {last} 之间的连续年份，例如 range(2024, 2027)",
    ),
    "span.count": (
        "{field}: expected a whole number from {least} to {most}",
        "{field}：应为 {least} 至 {most} 的整数",
    ),
    "span.calendar_only": (
        "{field}: goes with counting='calendar' only: legal counting leaves the first day out and rolls by itself, elapsed counting has no days; drop it or change the counting",
        "{field}：只用于 counting='calendar'：legal 本身不计首日并顺延，elapsed 不按日计；请去掉或改用 calendar",
    ),
    "span.until": (
        "{field}: a span until the end of a unit has none; drop it",
        "{field}：算到单位末尾的期间没有这一项，请去掉",
    ),
    "span.roll": (
        "{field}: the last working day is worked already; drop it",
        "{field}：最后一个工作日本来就上班，请去掉",
    ),
    "span.empty": (
        "{field}: before the end of a single first day nothing is left; count more days or end 'through'",
        "{field}：首日计入的一天之前没有时间；请增加天数或用 'through'",
    ),
    "span.add": (
        "{field}: only spans of the same unit, counting and running add up",
        "{field}：单位、计法、计时相同的期间才能相加",
    ),
    "span.weekday": (
        "{field}: expected a weekday from 0 for Monday to 6 for Sunday",
        "{field}：应为 0（周一）至 6（周日）",
    ),
    "timeline.empty": (
        "{field}: expected at least one row (since, value), as a tuple",
        "{field}：至少需要一行（起始， 值）",
    ),
    "timeline.mixed": (
        "{field}: all rows begin at days or all at instants; choose one",
        "{field}：各行的起始应全部是日期或全部是时刻",
    ),
    "timeline.order": (
        "{field}: begins no later than the row before it; list the rows in ascending order",
        "{field}：不晚于上一行；请按先后排列",
    ),
    "timeline.before": (
        "{field}: nothing is in force yet; add an earlier row or ask for a later time",
        "{field}：此时尚无生效内容；请补上更早的一行或改问更晚的时间",
    ),
    "timeline.day": (
        "{field}: a day may have seen two values here; ask for an instant",
        "{field}：一天之内可能有两个值，请给出具体时刻",
    ),
    "timeline.calendar": (
        "{field}: values change by day here; give the calendar that says which day the instant is",
        "{field}：这里按日变更；请给出日历以确定该时刻是哪一天",
    ),
    "limit.order": (
        "{field}: expected an earlier limit of the same list; put the limit it names before it",
        "{field}：应引用列表中在前的时限；请调整次序",
    ),
    "limit.twice": (
        "{field}: another limit of the list has this id; give each its own",
        "{field}：编号重复；每条时限一个编号",
    ),
    "limit.every": (
        "{field}: a duty that comes round has facts that meet it (needs), no span of its own, and nothing that moves an end",
        "{field}：周期性的义务须写 needs，不写 span，也不写移动期限的各项",
    ),
    "limit.by": (
        "{field}: a limit that ends at an agreed instant (by) has no span, is met by one fact, and nothing moves it; drop this or by",
        "{field}：以约定时刻为止的时限不写 span，只须一个事实满足，也不写移动期限的各项",
    ),
    "limit.weekday": (
        "{field}: a weekday goes with unit week, and a roll with a weekday",
        "{field}：weekday 只与 unit = week 同用，roll 只与 weekday 同用",
    ),
    "value.time": (
        "{field}: expected a day such as 2024-03-01 or a time such as 2024-03-01T10:00",
        "{field}：应为日期 2024-03-01 或时间 2024-03-01T10:00",
    ),
    "select.anchor": (
        "{field}: total goes with an anchor of first, field with first or last",
        "{field}：total 只与 first 同用，field 只与 first 或 last 同用",
    ),
}
