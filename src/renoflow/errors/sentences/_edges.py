"""Sentences of errors: plain data, registers, scenarios and the command."""

from __future__ import annotations

from typing import Final

__all__ = ["ROWS"]

ROWS: Final[dict[str, tuple[str, str]]] = {
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
    "codec.anchor_field": (
        "{field}: is an instant here, a word or one of these: {allowed}; to ask for a field of that name write it out: where = [{{ field = ..., op = ... }}]",
        "{field}：此处为一个时刻，应为一个词或其中之一：{allowed}；若要查问同名字段，请写全：where = [{{ field = ..., op = ... }}]",
    ),
    "codec.no_params": (
        "{field}: this file asks for no parameters; leave it out",
        "{field}：此文件没有待定参数；请去掉",
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
    "scenario.toml": (
        "the scenario file is not TOML; check quotes, commas and brackets",
        "情景文件不是有效的 TOML；请检查引号、逗号与括号",
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
