"""Writes docs/rules/coverage.md: each rule of the catalogue, what it became, where, and its cases.

Where is read off the `source` of every row of the shipped presets and off the names whose
documentation cites the rule; the cases off the `rule` and `kind` of the scenarios. What it
became stands in RULES.

Run it after a change: python -m tools.coverage_table
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from tools.process_pages import FRAGMENTS, PROCESSES

from renoflow import pricing
from renoflow.attribution import Policy, presets
from renoflow.periods import CALENDAR, LEGAL, days, months, until
from renoflow.pricing import Due
from renoflow.select import Facts, Test

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules" / "coverage.md"
SCENARIOS = ROOT / "tests" / "scenarios"
KINDS = ("text", "reading")
ROOMS = ("attribution", "pricing", "pipeline")

# id, what it says in a few words, what it became
RULES = """
FILE-01 | the way of a filing: form, signature, list | judged |
FILE-02 | a filing has its exact time | judged |
FILE-03 | form or SMS, never by word of mouth | judged |
FILE-04 | checked within two hours, or a fine is reported | due |
FILE-05 | filed, followed up and invited | judged |
FILE-06 | void after seven days without a visit | judged |
FILE-07 | the salesperson's name after the visit | due |
FILE-08 | filed ahead, within a week | required |
FILE-09 | on the day: filed before he arrives | due |
FILE-10 | the result of the visit is reported | due |
FILE-11 | registered a day ahead, or company flow | judged |
FILE-12 | class C or better needs the five-part form | required |
FILE-13 | forms reconciled, the finance copy at month's end | due |
FILE-14 | not reached, not confirmed | judged |
FILE-15 | whose he is, asked before contact | required |
FILE-16 | the contact log has the time of contact | judged |
FILE-17 | entered in the system after the deal | due |
ATT-01 | the sources of customers: five said, six listed | judged |
ATT-02 | called the front desk: company | judged |
ATT-03 | walked in: company | judged |
ATT-04 | came by the web site without a contact: company | judged |
ATT-05 | a salesperson's channels | judged |
ATT-06 | found by staff outside sales | judged |
ATT-07 | kin of the front desk: verified, then approved | judged |
ATT-08 | from a large event | judged |
ATT-09 | from the e-commerce department | judged |
ATT-10 | the register and the docking decide | judged |
ATT-11 | four basic facts make a valid entry | judged |
ATT-12 | half and half, its condition lost | judged |
ATT-13 | the first contact owns | judged |
ATT-14 | referred by a partner | judged |
ATT-15 | may be moved before the deal, not after | judged |
ATT-16 | grounds for moving him | judged |
ATT-17 | the customer is told who his owner is | due |
ATT-18 | ownership is checked each month | due |
ATT-19 | violations are reported | judged |
ATT-20 | actual business contact prevails | judged |
ATT-21 | information is the company's | judged |
ATT-22 | routes to a valid customer | judged |
ATT-23 | an old customer brings a new one | judged |
ATT-24 | the middleman | judged |
ATT-25 | relations of the company | judged |
ATT-26 | 30 % for who shows a model room | judged |
ATT-27 | a fair order of reception | judged |
ATT-28 | the customer first, then employees | judged |
ATT-29 | a request to hand over goes to the team head | due |
COL-01 | the head first, supervision finally | judged |
COL-02 | who serves, before and after a designer is arranged | judged |
COL-03 | the consultant on duty | judged |
COL-04 | the register, and who brought him first | judged |
COL-05 | brought together: half each | judged |
COL-06 | an allotted list: 100 yuan a household | judged |
COL-07 | reported within a month of the deposit | judged |
COL-08 | messages and calls as evidence | judged |
COL-09 | collisions are found | judged |
COL-10 | filed twice, found at the visit | judged |
DIS-01 | inside the company or with another | judged |
DIS-02 | a named resolver | required |
DIS-03 | proposal, agreement, senior management | judged |
DIS-04 | secret outside, open to the parties | permitted |
DIS-05 | disputes after the project | judged |
DIS-06 | settlement first | judged |
DIS-07 | what a report holds | required |
DIS-08 | investigated, assessed, solved | required |
DIS-09 | settlement, arbitration, litigation | judged |
DIS-10 | the customer is told solution and schedule | required |
DIS-11 | talk, all sides, management | judged |
DIS-12 | a breach is a matter of assessment | judged |
ESC-01 | three levels of appeal | judged |
ESC-02 | no level is skipped | permitted |
ESC-03 | 500 yuan for an opinion out of turn | judged |
ESC-04 | whom the levels apply to | permitted |
ESC-05 | penalties with leniency | judged |
ESC-06 | the chains of appeal | judged |
CUS-01 | the basic facts of a valid record | required |
CUS-02 | the fields of a file, company by company | required |
CUS-03 | five basics of the first talk | required |
CUS-04 | what the deeper talk asks | recorded |
CUS-05 | the talk form | required |
CUS-06 | A, B, C by readiness | figured |
CUS-07 | four classes by willingness and ability | figured |
CUS-08 | A, B, C by value | figured |
CUS-09 | a company's own grades of service | figured |
CUS-10 | measures for class A by value | permitted |
CUS-11 | changes need the department head | permitted |
CUS-12 | the record of a development | required |
CUS-13 | time, content, result of a communication | required |
CUS-14 | files are kept up to date | due |
CUS-15 | the papers about a customer | recorded |
CUS-28 | the front desk enters each call and visit | required |
ROLE-07 | who verifies, signs, confirms | permitted |
ROLE-08 | heads answer for their department | permitted |
TIER-01 | four tiers of designers | priced |
TIER-02 | efficiency first, with regard to fairness | judged |
TIER-03 | four things compared | judged |
TIER-04 | the customer's own wish | judged |
TIER-05 | a designer's profile | required |
TIER-06 | the client manager dispatches | permitted |
TIER-07 | agreed with the design supervisor | permitted |
TIER-08 | numbers told of a designer | figured |
FEE-01 | the design fee by tier and area | priced |
FEE-02 | A6 on top | priced |
FEE-03 | strictly by tier | priced |
FEE-04 | the rendering fee is fixed with the agreement | priced |
FEE-05 | the measuring fee and its section of the daily log | recorded |
FEE-06 | a deposit before the contract | priced |
FEE-07 | the promise about the final total | priced |
FEE-08 | a quote with its material specification | required |
FEE-09 | below the price only with an approval | permitted |
FEE-10 | not below the floor | priced |
CON-01 | five kinds of agreement | priced |
CON-02 | three things fixed with the agreement | required |
CON-03 | the expected start steers the push | figured |
CON-04 | a design schedule | due |
CON-05 | three kinds of contract | priced |
CON-06 | no start before three working days are over | required |
CON-07 | the people are named with the contract | required |
CON-08 | the store's contracts, filed with finance | required |
CON-09 | explained before signing | required |
CON-10 | the contract matches the needs | required |
CON-11 | the papers of signing | required |
CON-12 | what either side may do after a breach | permitted |
CON-13 | rewards and sanctions, the latter for a breach only | judged |
CON-14 | no change of attitude after signing | figured |
CON-15 | duties of both sides | required |
CON-16 | the review before signing | required |
CON-17 | the customer's file is consulted | required |
PAY-01 | the first payment | priced |
PAY-02 | finance collects | permitted |
PAY-03 | no start without payment | required |
PAY-04 | arrears with their days | figured |
PAY-05 | settlement at completion | priced |
PAY-06 | the customer's statement | listed |
LIF-01 | the ten steps | required |
LIF-02 | what the visitor wants | required |
LIF-03 | the guided talk | required |
LIF-04 | receiving the visitor | recorded |
LIF-05 | points of concern | recorded |
LIF-06 | two outcomes of the designer talk | required |
LIF-07 | the closed loop | required |
LIF-08 | signing the same day | recorded |
LIF-09 | the next appointment | due |
LIF-10 | losing and cancelling during the design | required |
LIF-11 | the designer, recommended and confirmed | required |
FOL-02 | the first callback | due |
FOL-03 | two calls a week | due |
LIF-12 | the stages of the sign order | required |
LIF-13 | six parts of the sign order | required |
LIF-14 | the first scheme within 24 hours | due |
LIF-15 | the complete scheme within 24 hours, and the second day | due |
LIF-16 | measured with an assistant, the talk recorded | required |
LIF-17 | half an hour before a meeting | figured |
LIF-18 | a second talk and nothing open before the contract | required |
LIF-19 | the plan of calls | figured |
LIF-20 | seven links of the contract's clause | required |
LIF-21 | five links, each with a time node | due |
LIF-22 | no contract before the scheme is confirmed | required |
LIF-23 | a talk in four steps; a deal is a deposit or a contract | required |
LIF-24 | how long a presentation takes | recorded |
LIF-25 | the kit of a reception | recorded |
LIF-26 | the first contact and its talk form | recorded |
LIF-27 | the duties of the handbook, in order | permitted |
LIF-28 | what an enquiry must say | recorded |
LIF-29 | three phases; the interval is asked for | recorded |
LIF-30 | one department coordinates the chain | permitted |
LIF-31 | lost customers are won back | recorded |
LIF-32 | the cycle of grading by value | recorded |
LIF-39 | receiving a visitor in the hall | recorded |
LIF-40 | the client manager's toolkit | recorded |
LIF-41 | each link has somebody responsible and a norm | required |
FOL-01 | what a callback is for | recorded |
FOL-04 | three interviews after each talk | recorded |
FOL-05 | the scheme talk against its agreed day | due |
FOL-06 | the plan of the talks about the scheme | recorded |
FOL-07 | what may change a customer's mind | recorded |
FOL-08 | whom customer service tells before and after | recorded |
FOL-09 | promises and changes are read out next time | recorded |
FOL-10 | called at once after the scheme is done | due |
FOL-11 | periodic callbacks of class A | due |
FOL-12 | who keeps contact in which phase | permitted |
FOL-13 | who tracks potential customers | permitted |
FOL-19 | periodic contact | due |
CMP-04 | acceptance and rectification | required |
SITE-05 | the way of materials, without a right to purchase | permitted |
TIER-09 | the introduction of the designer | recorded |
ROLE-01 | the client manager is present | required |
ROLE-02 | four powers of the client manager | permitted |
ROLE-03 | the steward's duties | permitted |
ROLE-04 | who negotiates | permitted |
ROLE-05 | the departments of the sign order | permitted |
ROLE-06 | who dispatches a designer | permitted |
ROLE-09 | all visitors alike | permitted |
ROLE-10 | whom the policy applies to | permitted |
ROLE-11 | a lost badge | permitted |
ROLE-15 | seven areas of duty | permitted |
ROLE-16 | duties, hiring and training | recorded |
ROLE-17 | six duties, beside four powers | permitted |
ROLE-18 | five areas of duty | permitted |
HSV-01 | fifteen modules | required |
HSV-05 | urgent or by appointment | required |
HSV-06 | products, then packages | required |
HSV-07 | two candidates where a choice is wished | required |
HSV-08 | training before the interview | required |
HSV-09 | the fee for an interview at home | required |
HSV-10 | form and fees before the entry | required |
HSV-11 | replaced until satisfied | required |
HSV-12 | replacement within the trial | required |
HSV-13 | follow-up of the service | due |
SITE-01 | four people to talk with about a site | recorded |
SITE-03 | the four questions of the Friday call | recorded |
SITE-04 | an issue is passed on and followed until it is solved | due |
SITE-06 | the workers report their progress | due |
SITE-07 | the client manager tells the customer of an issue | due |
CMP-02 | the customer's list of materials | required |
CMP-03 | greetings after completion | due |
CMP-05 | staff for a warranty complaint within 24 hours | due |
CMP-08 | who gives after-sales service | permitted |
CPL-01 | an answer within 24 hours | due |
CPL-02 | any channel, entered in the system | due |
CPL-03 | a handler, until it is solved | required |
CPL-04 | classes with their measures | judged |
CPL-05 | reported at once, the head in person | permitted |
CPL-06 | the result told, and a callback | due |
CPL-07 | investigated at once, cause and measures | due |
CPL-08 | three parts | required |
CPL-09 | no quarrel with a customer | judged |
CPL-10 | a response time for each channel; a line day and night | due |
CPL-11 | the number of a complaint | recorded |
CPL-12 | classes of cause | required |
CPL-13 | a report to the general manager in three days | due |
CPL-14 | what the sheet holds | recorded |
CPL-15 | who does what; what is overdue goes up | due |
CPL-16 | registered, inspected together | required |
CPL-17 | no loss: an anomaly sheet | judged |
CPL-18 | what rules about complaints must say | listed |
CPL-19 | by phone and in the store | listed |
CPL-20 | the client manager's generic duty | listed |
CPL-21 | an office takes complaints in | listed |
CPL-22 | opinions and suggestions are answered | due |
CUS-16 | the store's log of every day | due |
CUS-17 | files are queried | permitted |
CUS-20 | files sorted, by birthday too | recorded |
CUS-18 | the file of a customer that is a company | listed |
CUS-19 | a card after the first transaction | due |
CUS-21 | what makes a key account | listed |
CUS-22 | who decides on key accounts, and serves them | permitted |
CUS-23 | measures for key accounts, a yearly meeting | due |
CUS-24 | core, key, general | figured |
CUS-27 | important customers | figured |
CUS-29 | what is collected and entered | required |
CUS-30 | collected, entered, updated, protected | due |
CUS-31 | likes, for recommendations | figured |
CONF-01 | no disclosure without consent | permitted |
CONF-02 | no disclosure at all | permitted |
CONF-03 | there must be rules | required |
CONF-05 | copies on paper | permitted |
CONF-06 | electronic data: view only | permitted |
CONF-07 | copies destroyed under supervision | required |
CONF-08 | who approves prints and outside use | permitted |
CONF-09 | what a company secret is | listed |
CONF-10 | read only with an authorisation | permitted |
CONF-11 | dispute records stay with parties and resolver | permitted |
CONF-12 | the service department keeps secrets | permitted |
CONF-13 | the follow-up list under lock | listed |
FOL-16 | visit reports, daily and weekly, that name each other | due |
KPI-01 | assessed after each quarter | due |
KPI-02 | four blocks of two items | figured |
KPI-03 | the rate of complaints handled | figured |
KPI-04 | retention and contribution | figured |
KPI-05 | the survey, on the company's own scale | figured |
KPI-06 | rewards and penalties, reported | figured |
KPI-07 | training, not dismissal | figured |
KPI-08 | talks and signings of a month | figured |
KPI-09 | a designer's signing rate | figured |
KPI-10 | hiring and career | required |
KPI-11 | reports upward | required |
KPI-12 | breaches count in the assessment | judged |
KPI-14 | milestones of the month | figured |
KPI-16 | satisfaction, sales, maintenance | figured |
KPI-17 | execution is supervised | judged |
KPI-18 | survey, measures, effect | judged |
KPI-19 | promotion by years and performance | required |
SITE-02 | the Friday call | due |
CMP-01 | papers checked, three acts at headquarters | required |
CMP-06 | after the warranty a person decides | judged |
CMP-07 | free repair for a certain time | due |
"""
# ids, why they are nowhere
ASIDE = """
ATT-30, LIF-36 to LIF-38 | of CRM and other trades; [write a flow](../processes/writing.md)
CUS-25 | a template for each type of customer is rows that a company writes itself
ATT-31, CUS-26, FOL-15, FOL-17 | said again by rules that are here: ATT-23, CUS-13, FOL-16, CMP-03
CONF-04 | three words, which the access rows use as media
FOL-14, HSV-02 to HSV-04 | what to say and do in a talk; no deadline, paper or number
LIF-33 to LIF-35, LIF-42, ROLE-12 to ROLE-14, ROLE-19 | generic sequences, lists of duties
FOL-18 | a photo and a place on a map are the host's
KPI-13 | figures of others that are quoted; no rule, and none is computed from them
KPI-15 | goals without a number, of a bank
"""
ID = re.compile(r"\b[A-Z]{3,4}-\d\d\b")
HEAD = """\
# The rules and where they are

Written by `python -m tools.coverage_table`; a test holds it current. A rule of the catalogue is
*judged*, *priced*, *required*, *due*, *recorded*, *permitted*, *figured* or only *listed*. Its
cases are the worked examples and edges in `tests/scenarios/`, counted as following from the
text or being a reading.

| rule | says | is | where | cases |
|---|---|---|---|---|
"""
FOOT = """
## Not here

Supporting rules of the catalogue that became nothing in the library:

"""


def table() -> str:
    """The page as it should be."""
    rows, names, shown = _rows(), _names(), cases()
    lines = []
    for line in RULES.strip().splitlines():
        rule, says, became, _ = (part.strip() for part in line.split("|"))
        where = [*rows.get(rule, ()), *names.get(rule, ())]
        lines.append(
            f"| {rule} | {says} | {became} | {_short(where)} | {_short(shown.get(rule, []))} |"
        )
    aside = ["| rules | why there is no row |", "|---|---|"]
    aside += [f"| {one} |" for one in ASIDE.strip().splitlines()]
    return HEAD + "\n".join(lines) + "\n" + FOOT + "\n".join(aside) + "\n"


def _short(parts: list[str]) -> str:
    return "<br>".join(parts) or "-"


def _rows() -> dict[str, list[str]]:
    """Per rule, the presets with the rows that come from it."""
    on = Due(anchor=pricing.first("contract"), span=until("day"))
    shipped: tuple[Any, ...] = (
        presets.seven_day_filing(window=days(7, counting=LEGAL)),
        presets.first_contact(deal=(Facts(kinds=("deal",)),)),
        _register(),
        presets.five_part_form(unreached="until_reached", reward_middleman=True),
        presets.front_desk(),
        presets.business_contact(several="latest"),
        presets.register_ladder(report_within=months(1, counting=CALENDAR)),
        presets.first_contact_ladder(),
        presets.qc_appeal(),
        presets.business_contact_ladder(),
        presets.dedicated_resolver(resolver="resolver"),
        presets.post_project(end=Facts(kinds=("completion",)), litigation="both"),
        pricing.presets.steward_rate_card,
        pricing.presets.price_form,
        pricing.presets.first_55(first_due=on, rest_due=on, rounding="half_up"),
        *PROCESSES,
        *FRAGMENTS,
    )
    found: dict[str, list[str]] = {}
    for preset in shipped:
        here: dict[str, dict[str, None]] = {}
        for name, source in _sourced(preset):
            for rule in ID.findall(source):
                here.setdefault(rule, {})[name] = None
        for rule, rows in here.items():
            found.setdefault(rule, []).append(f"`{preset.id}`: {', '.join(rows)}")
    return found


def _register() -> Policy:
    """The register with every row that a reading may add."""
    return presets.register(
        decided_by="register",
        later_consultant="owns",
        unregistered="named",
        undocked="pending",
        ahead=days(1, counting=CALENDAR),
        arranged="recommended",
        on_duty="first",
        informed_by="holder",
        records="latest",
        entered_later="stays_company",
        old_customer="entry_counts",
        duty_lasts="that_visit",
        subsidy_once="once_signed",
        same_customer=("phone", "home"),
        report_within=months(1, counting=CALENDAR),
        half_if=(Test(facts=Facts(kinds=("assignment",))),),
    )


def _sourced(thing: object, *, top: bool = True) -> Iterator[tuple[str, str]]:
    if isinstance(thing, tuple):
        for one in thing:
            yield from _sourced(one, top=False)
    elif attrs.has(kind := type(thing)):
        source = getattr(thing, "source", "") or getattr(thing, "rule", "")
        if source and not top:
            names = (getattr(thing, name, None) for name in ("id", "basis", "tier", "role"))
            named = next((name for name in names if name), type(thing).__name__.lower())
            yield named, source
        for field in attrs.fields(kind):
            yield from _sourced(getattr(thing, field.name), top=False)


def _names() -> dict[str, list[str]]:
    """Per rule, the public names outside the presets that cite it."""
    found: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / "src" / "renoflow" / room).rglob("*.py")):
            if "presets" in path.parts:
                continue
            for name, text in _told(ast.parse(path.read_text(encoding="utf-8"))):
                for rule in dict.fromkeys(ID.findall(text)):
                    found.setdefault(rule, []).append(f"`{room}.{name}`")
    return found


def _told(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each public name of a module with every text in it and right below it."""
    for node, below in zip(tree.body, [*tree.body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = node.name
            nodes: list[ast.stmt] = [node]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, nodes = node.target.id, [below] if isinstance(below, ast.Expr) else []
        else:
            continue
        if not name.startswith("_"):
            parts = (part for one in nodes for part in ast.walk(one))
            texts = (part.value for part in parts if isinstance(part, ast.Constant))
            yield name, " ".join(text for text in texts if isinstance(text, str))


def cases() -> dict[str, list[str]]:
    """Per rule, the files with its cases."""
    found: dict[str, list[str]] = {}
    for path in sorted(SCENARIOS.rglob("*.toml")):
        if path.parent.name == "pay":
            continue  # invented companies, whose rules are rows of their own
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        told: dict[str, Counter[str]] = {}
        for case in data.get("case", ()):
            told.setdefault(case["rule"], Counter())[case.get("kind", "text")] += 1
        for rule, kinds in told.items():
            counts = ", ".join(
                f"{kinds[kind]} {kind}" for kind in ("text", "reading") if kinds[kind]
            )
            found.setdefault(rule, []).append(f"`{path.relative_to(SCENARIOS)}`: {counts}")
    return found


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
