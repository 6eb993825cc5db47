"""The one home of the sentences of errors, in English and Chinese."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPECTED", "SENTENCES"]

EXPECTED: Final[dict[str, str]] = {
    "Money, in fen": "以分计的 Money",
    "a code of 1 to 80 characters": "1 至 80 个字符的代码",
    "a date without an hour": "不带时刻的日期",
    "a day such as 2024-03-01": "日期，例如 2024-03-01",
    "a day, 2024-03-01": "日期，例如 2024-03-01",
    "a day, 2024-03-15": "日期，例如 2024-03-15",
    "a list": "列表",
    "a list of names of fields": "字段名的列表",
    "a list of tables, each with since": "表的列表，每个表都有 since",
    "a list of texts": "文本的列表",
    "a number as text, such as 1.50": "写成文本的数字，例如 1.50",
    "a number, as text where it has decimals": "数字，有小数的写成文本",
    "a part as text, such as 3/10 (3% is 3/100)": "写成文本的份额，例如 3/10（3% 写作 3/100）",
    'a plain value, or one such as {"money": 100}': '普通值，或如 {"money": 100} 的值',
    "a table": "表",
    "a table of fields": "字段的表",
    "a table of names and values": "名称与值的表",
    "a time, 2024-03-01T10:00": "时间，例如 2024-03-01T10:00",
    "a tuple of codes": "代码的元组",
    "a value that is no amount and no key": "不是金额、也不是身份键的值",
    "a whole number": "整数",
    "a whole number of at least 0": "不小于 0 的整数",
    "a whole number of at least 1": "不小于 1 的整数",
    "a whole number of fen": "以分计的整数",
    "date or datetime": "date 或 datetime",
    "a whole number or a finite Decimal, not a float": "整数或有限的 Decimal，不是浮点数",
    "an amount as text, such as 100.00 CNY": "写成文本的金额，例如 100.00 CNY",
    "an amount in yuan, as text": "以元计的金额，写成文本",
    "an aware datetime": "带时区的 datetime",
    "an aware datetime, or a date": "带时区的 datetime，或日期",
    "an id without # and a number at its end": "不以 # 加数字结尾的编号",
    "an identity key with kind and value": "有 kind 与 value 的身份键",
    "an identity key, made with key(...)": "用 key(...) 生成的身份键",
    "an instant such as 2024-03-01T10:00:00+08:00": "时刻，例如 2024-03-01T10:00:00+08:00",
    "an object with the form's fields": "含表单各项的对象",
    "m2 as a Decimal or a whole number": "平方米数，Decimal 或整数",
    "names that are text": "文本的名称",
    "names, separated by a semicolon": "以分号隔开的若干名称",
    "one number, amount or stage": "一个数字、金额或阶段",
    "square metres, 128.50": "平方米数，例如 128.50",
    "text": "文本",
    "text in one line": "单行文本",
    "text that is not empty": "非空的文本",
    "text without lone surrogates": "不含半个字符的文本",
    "text, Decimal or int": "文本、Decimal 或 int",
    "text, a whole number, a truth, a list or a table": "文本、整数、真假、列表或表",
    "true or false": "true 或 false",
    "yes or no (是 or 否)": "是或否",
}
"""What an error's ``expected`` says -> the Chinese of it; what is not here stays as it is."""

# One row a code: the English sentence, then the Chinese one. ``{field}`` is the path of
# the datum; every sentence says what was expected or what to do.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # calls and values of every kind
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
    "value.unknown": (
        "{field}: not known here; known are {allowed}{near}",
        "{field}：此处没有这一项；可用的有 {allowed}{near}",
    ),
    "value.naive": (
        "{field}: a time without a zone says nothing; give it one, for example china.at(2024, 3, 1, 10)",
        "{field}：时间必须带时区，例如 china.at(2024, 3, 1, 10)",
    ),
    # service
    "complaint.overflow": (
        "{field}: a month has numbers up to {most}; say overflow=longer, or number otherwise",
        "{field}：每月编号最多到 {most}；请指定 overflow=longer，或改用其他编号",
    ),
    "survey.scale": (
        "{field}: each bound must be at least the one before it, the highest above the lowest",
        "{field}：各分界须不低于前一分界，最高分须高于最低分",
    ),
    "survey.score": (
        "{field}: the scale goes from {least} to {most}",
        "{field}：评分应在 {least} 至 {most} 之间",
    ),
    # money
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
    # facts and identity keys
    "fact.kind": (
        "{field}: no such kind of fact{near}; known: {allowed}; one that a policy or process declares is given with kinds=court.kinds",
        "{field}：没有这种事实{near}；已有：{allowed}；制度或流程自定的种类用 kinds=court.kinds 给出",
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
        "{field}: expected a phone number of 7 to 15 digits",
        "{field}：应为 7 至 15 位的电话号码",
    ),
    "key.empty": (
        "{field}: nothing is left of the key; expected some letters or digits",
        "{field}：身份键为空；应有字母或数字",
    ),
    # ports and stores
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
    # conditions and limits
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
    "select.table": (
        "{field}: expected rows in order, each with values or upto, and one open row at the end",
        "{field}：应为有序的各行，每行写 values 或 upto，最后一行开放",
    ),
    # gradings and figures
    "grading.order": (
        "{field}: the lower grade asks for more than the higher one; change one of them",
        "{field}：较低等级的门槛高于较高等级，请改其中之一",
    ),
    "figure.rate": (
        "{field}: a part of a whole is from 0 to the whole; check what was counted",
        "{field}：部分应在 0 与整体之间，请核对计数",
    ),
    "figure.window": (
        "{field}: its end lies before its beginning; exchange them",
        "{field}：末端早于始端，请对调",
    ),
    "figure.scale": (
        "{field}: outside the scale; give a value on it",
        "{field}：超出量表，请给范围内的值",
    ),
    # processes
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
    "ladder.mediates": (
        "{field}: a level that mediates does not decide; leave it out, or let it decide",
        "{field}：只调解的层级不作裁决；请去掉，或改为裁决",
    ),
    "ladder.final": (
        "{field}: a final decision ends the dispute; let the last level alone be final, without appeal",
        "{field}：终局裁决结束争议；只有最后一级可为终局，且不得再申诉",
    ),
    "rota.choose": (
        "{field}: lanes take turns already; choose among orders, or interleave them, not both",
        "{field}：轮序已按各道轮流；按日选用与轮流二者取一",
    ),
    "rota.skip": (
        "{field}: a skip lasts during a stretch or is told by facts of a call missed, one of the two",
        "{field}：轮空或以一段期间（during）为准，或以叫到未到的事实（missed）为准，二者取一",
    ),
    "rota.order": (
        "{field}: no order of that name was given, or more than one and none fits; give each order once",
        "{field}：未给出该名称的轮序，或有多个而无一适用；请逐一给出",
    ),
    # calendars, spans, timelines
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
    # plain data, JSON and TOML
    "codec.json": (
        "{field}: not JSON, from line {line}, column {column} on; mend the text there",
        "{field}：从第 {line} 行第 {column} 列起不是 JSON；请在此处改正",
    ),
    "codec.toml": (
        "{field}: not TOML, from line {line} on; mend the text there",
        "{field}：从第 {line} 行起不是 TOML；请在此处改正",
    ),
    "codec.deep": (
        "{field}: lies deeper than {deepest} levels; nothing of the library does",
        "{field}：嵌套超过 {deepest} 层；库中没有这样深的内容",
    ),
    "codec.twice": (
        "{field}: has one name twice; keep one of the two",
        "{field}：同一名称出现两次，请只留一个",
    ),
    "codec.float": (
        '{field}: a number with a point is not exact here; write it as text, such as "1.50"',
        '{field}：带小数点的数字不精确，请写成文本，例如 "1.50"',
    ),
    "codec.text": (
        "{field}: holds half a character, which no file can hold; write the whole one",
        "{field}：含有半个字符，无法写入文件；请写完整的字符",
    ),
    "codec.number": (
        '{field}: expected a number within 10^{most}; one with decimals as text, such as "1.50"',
        '{field}：应为 10^{most} 以内的数字；有小数的写成文本，例如 "1.50"',
    ),
    "codec.tag": (
        "{field}: no such kind of data here{near}; read are {allowed}; a later tag needs a later renoflow",
        "{field}：此处没有这种数据{near}；可读的有 {allowed}；更新的标记需要更新的 renoflow",
    ),
    "codec.upgrade": (
        "{field}: is not what its tag {tag} says; compare it with a file that loads",
        "{field}：内容与其标记 {tag} 不符；请与可读的文件对照",
    ),
    "codec.span": (
        "{field}: a span has exactly one of {allowed}",
        "{field}：期间应恰好写出其中之一：{allowed}",
    ),
    "codec.anchor": (
        "{field}: an anchor is a word or has exactly one of these: {allowed}",
        "{field}：起点应为一个词，或恰好写出其中之一：{allowed}",
    ),
    "codec.match": (
        "{field}: expected a value, a list of values, or conditions out of {allowed}",
        "{field}：应为一个值、若干值的列表，或这些条件：{allowed}",
    ),
    "codec.null": (
        "{field}: is none, which TOML cannot say; write JSON",
        "{field}：为空值，TOML 无法表示；请写成 JSON",
    ),
    "codec.taken": (
        "{field}: no field can have this name, or it is told already; rename it or drop it",
        "{field}：字段不能用此名称，或该字段已给出；请改名或去掉",
    ),
    "codec.extra": (
        "{field}: writing TOML needs the extra: pip install renoflow[toml]",
        "{field}：写 TOML 需要附加组件：pip install renoflow[toml]",
    ),
    "policy.adjustment": (
        "{field}: an adjustment is a part of something or an amount, not both",
        "{field}：附加事项或为份额，或为金额，不可兼有",
    ),
    "policy.digits": (
        "{field}: digits that are shown make a likely match of one field, never a certain one",
        "{field}：仅凭可见数字只能视为可能相同，且只看一个字段",
    ),
    "policy.ended_within": (
        "{field}: asks how long ago claims ended; expected refused, lapsed, ended or displaced among them",
        "{field}：所问为归属终止多久；其中应有 refused、lapsed、ended 或 displaced",
    ),
    "policy.open_argument": (
        "{field}: left open by the source; answer this: {question}",
        "{field}：原文未定，请回答：{question}",
    ),
    "policy.open": (
        '{field}: left open by the source (line {line}); put an answer in place of "?": {question}',
        '{field}：原文未定（第 {line} 行）；请把 "?" 换成答案：{question}',
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
        "{field}: a limit that ends at an agreed instant has no span, is met by one fact, and nothing moves it",
        "{field}：以约定时刻为止的时限不写 span，只须一个事实满足，也不写移动期限的各项",
    ),
    "limit.weekday": (
        "{field}: a weekday goes with unit week, and a roll with a weekday",
        "{field}：weekday 只与 unit = week 同用，roll 只与 weekday 同用",
    ),
    # policies and cases
    "policy.row_twice": (
        "{field}: another row of the policy has this id; give each row its own",
        "{field}：行号重复；每行一个编号",
    ),
    "policy.basis": (
        "{field}: no claim of the policy has this basis{near}; it has {allowed}",
        "{field}：没有这种归属依据{near}；已有：{allowed}",
    ),
    "policy.outcome_to": (
        "{field}: party, pool, decider and rota need `to`, other kinds take none; this one is {kind} (whom a pending claim waits for its approval says; for a person who decides, kind = decider)",
        "{field}：party、pool、decider、rota 须写 to，其余不写；此处为 {kind}（pending 待谁批准由审批步骤写明；由人裁决的，用 decider）",
    ),
    "policy.parts": (
        "{field}: expected parts that total exactly 1, for example 3/10 and 7/10",
        "{field}：各份之和须正好为 1，例如 3/10 与 7/10",
    ),
    "pay.base": (
        "{field}: a base takes facts, or a term above with nothing beside it; drop one",
        "{field}：基数取自事实，或取自上文条款且不带其他项；请去掉其一",
    ),
    "pay.amount": (
        "{field}: an amount is the field of the facts, a fixed amount, or one given by name; say exactly one",
        "{field}：金额只能取事实字段（field）、固定金额（amount）或按名给出（given）之一",
    ),
    "pay.part": (
        "{field}: expected a part from 0 to 1, such as 1/2; what takes back takes more than 0",
        "{field}：应为 0 至 1 的份额，例如 1/2；扣回的须大于 0",
    ),
    "pay.negative": (
        "{field}: cannot be negative; give zero or more",
        "{field}：不能为负，请给零或正数",
    ),
    "pay.reversal": (
        "{field}: takes back a part of the line, or the part that a field tells; say exactly one",
        "{field}：扣回一定份额（part），或按事实字段（field）比例扣回，二者取一",
    ),
    "gather.customer": (
        "{field}: expected the customer record that the fact was told of; give customer=...",
        "{field}：请注明所属客户记录 customer=...",
    ),
    # fees, agreements and plans
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
    # changes, settlement, deposits, warranty
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
    # rows, registers and scenarios
    "value.time": (
        "{field}: expected a day such as 2024-03-01 or a time such as 2024-03-01T10:00",
        "{field}：应为日期 2024-03-01 或时间 2024-03-01T10:00",
    ),
    "scenario.toml": (
        "the scenario file is not TOML; check quotes, commas and brackets",
        "情景文件不是有效的 TOML；请检查引号、逗号与括号",
    ),
    "select.anchor": (
        "{field}: total goes with an anchor of first, field with first or last",
        "{field}：total 只与 first 同用，field 只与 first 或 last 同用",
    ),
    "register.twice": (
        "{field}: the heading names this column twice; keep one",
        "{field}：表头中此列重复；请只留一列",
    ),
    "register.csv": (
        "the line cannot be read as CSV; check its quotation marks",
        "此行不是有效的 CSV；请检查引号",
    ),
    "register.cells": (
        "expected {expected} cells, one for each column of the heading, found {found}",
        "应有{expected} 格，与表头各列对应；实有 {found} 格",
    ),
    "register.json": (
        "from here on the text is no JSON list of objects, one for each form; mend it here",
        "自此处起不是 JSON 列表（每张表单一个对象）；请在此处改正",
    ),
    "register.object": (
        "expected an object with the fields of one form",
        "应为一个对象，内容是一张表单的各项",
    ),
    "register.names": (
        "the object has one name twice; keep one of the two",
        "对象中同一名称出现两次，请只留一个",
    ),
    "register.column": (
        "column {number} is no column of a {kind}{near}, so that no row of the file is taken; the columns are {allowed}",
        "第 {number} 列不是 {kind} 的列{near}，故整个文件未导入；可用的列有 {allowed}",
    ),
    "register.text": (
        "{field}: expected text in UTF-8; save the file as CSV UTF-8 and import it again",
        "{field}：应为 UTF-8 文本；请另存为 CSV UTF-8 后重新导入",
    ),
    "register.kind": (
        "{field}: a file of forms is named after their kind, such as visit.csv{near}, or is JSON, such as forms.json; kinds are {allowed}",
        "{field}：表单文件以种类命名，例如 visit.csv{near}；或为 JSON，例如 forms.json；种类有 {allowed}",
    ),
    "register.file": (
        "{field}: no such file, or it cannot be read; give the path of one",
        "{field}：没有此文件，或无法读取；请给出文件路径",
    ),
    # the command
    "cli.file": (
        "{field}: no such file, or not text in UTF-8; give the path of a TOML file",
        "{field}：没有此文件，或不是 UTF-8 文本；请给出 TOML 文件的路径",
    ),
    "cli.set": (
        "{field}: expected NAME=TOML, for example window='{{days = 7, counting = \"legal\"}}'",
        "{field}：应为 名称=TOML，例如 window='{{days = 7, counting = \"legal\"}}'",
    ),
    "cli.set_file": (
        "{field}: answers the questions of a policy; in a company file, write the answer into the file",
        "{field}：只用于回答政策的问题；若是公司文件，请把答案写进文件",
    ),
    "cli.store": (
        "{field}: no such store; make one with renoflow import FILES --db FILE",
        "{field}：没有此库；请先 renoflow import 文件 --db 库文件",
    ),
    "cli.broken": (
        "the store cannot be read or written ({reason}); check the disk, or import the forms into a new one",
        "存储无法读写（{reason}）；请检查磁盘，或将表单重新导入新的存储文件",
    ),
    "cli.system": (
        "{field}: cannot be written ({reason}); give another path",
        "{field}：无法写入（{reason}）；请另选路径",
    ),
    "cli.exists": (
        "{field}: is there already and holds something else; name a new folder",
        "{field}：已存在且内容不同；请指定新的文件夹",
    ),
    "cli.rejects": (
        "{field}: is one of the files that are read, or the store; give the rejects a file of their own",
        "{field}：是被读取的文件或存储文件；退回的行请另写一个文件",
    ),
    "cli.beside": (
        "{field}: the file says that itself; leave the option out, or the file",
        "{field}：文件已写明此项；请去掉此选项，或不用文件",
    ),
    "cli.totals": (
        "{field}: nothing says what is to be paid; give --design, --works, --goods or --materials, or facts with contracts",
        "{field}：没有应付总额；请给出 --design、--works、--goods 或 --materials，或含合同的事实",
    ),
    "cli.html_file": (
        "{field}: a page is made of a quotation in a file; name the file first",
        "{field}：只有文件中的报价可以成页；请先写文件名",
    ),
    "cli.html": (
        "{field}: is one of the files that are read; name another",
        "{field}：是被读取的文件；请另取名称",
    ),
    "cli.customer": (
        "{field}: the store holds no such customer; renoflow judge lists them",
        "{field}：库中没有此客户；renoflow judge 可列出全部",
    ),
}
