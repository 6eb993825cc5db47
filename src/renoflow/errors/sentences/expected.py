"""What an error says it expected, in Chinese."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPECTED"]

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
