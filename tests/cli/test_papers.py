"""renoflow quote FILE, plan, settle: a paper printed, as data, and as a page."""

import json

import pytest

from renoflow.samples import SAMPLES, sample
from tests.cli.showroom import run, store_bytes


@pytest.fixture
def job(tmp_path):
    """The files of the sample job."""
    for name in SAMPLES:
        (tmp_path / name).write_text(sample(name), encoding="utf-8")
    return tmp_path


def change(path, old, new):
    """Write the file again with *new* in place of *old*."""
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("lang", "name"), [("en", "Quotation"), ("zh", "报价单")])
def test_a_quotation_is_printed_and_written(job, capsys, lang, name):
    """Without it the customer would get a number on a screen."""
    page = job / "quote.html"
    code, out, err = run(capsys, "quote", job / "quote.toml", "--html", page, "--lang", lang)
    assert (code, err) == (0, "")
    assert out.startswith(f"{name} C-036@1\n")
    assert "97,978.88" in out
    assert "玖万柒仟玖佰柒拾捌元捌角捌分" in out
    first = page.read_bytes()
    run(capsys, "quote", job / "quote.toml", "--html", page, "--lang", lang)
    assert page.read_bytes() == first
    assert f"<h1>{name}</h1>".encode() in first
    assert b"\r" not in first


def test_a_quotation_is_data_too(job, capsys):
    """Without it a program would have to read a table."""
    code, out, _ = run(capsys, "quote", job / "quote.toml", "--json")
    told = json.loads(out)
    assert (code, told["id"], told["lines"][0]["amount"]) == (0, "C-036", "10,620.00 CNY")


def test_a_quotation_that_lacks_something_ends_with_1(job, capsys):
    """Without it a script would send out a specification with a hole (FEE-08)."""
    change(job / "quote.toml", ', environmental_class = "E0"', "")
    code, out, _ = run(capsys, "quote", job / "quote.toml")
    assert code == 1
    assert "- FEE-08: line cabinets lacks" in out


@pytest.mark.parametrize(
    "slip",
    [
        ("quote.toml", 'quantity = "24.6"', "", "quote.toml: lines[0].quantity: "),
        ("quote.toml", "quantity = 18", 'quantity = "x"', "quote.toml: lines[1].quantity: "),
        ("quote.toml", "85.00 CNY", "85.001 CNY", "quote.toml: lines[0].unit_price: "),
        ("quote.toml", 'area = "88.5"', 'area = "-1"', "quote.toml: fees[0].given.area: "),
        ("quote.toml", '"signed"', '"maybe"', "quote.toml: fees[0].given.works_contract: "),
        ("quote.toml", 'id = "pipes"', 'id = "wall"', "quote.toml: lines["),
        ("quote.toml", "[[fees]]", "[[fees]]\nx = 1", "quote.toml: fees[0].x: "),
        ("quote.toml", "revision = 1", "revision = ", "quote.toml"),
        ("quote.toml", "tariff.toml", "nothing.toml", "nothing.toml: "),
        ("tariff.toml", "at_least = 60", "at_least = -60", "tariff.toml: rows[0].at_least: "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_path(job, capsys, slip):
    """Without it somebody would search a file of a hundred lines."""
    file, old, new, told = slip
    change(job / file, old, new)
    code, out, err = run(capsys, "quote", job / "quote.toml")
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_what_the_tariff_asks_for_and_the_file_does_not_tell_is_a_refusal(job, capsys):
    """Nobody published a price for it: 1, as every refusal."""
    change(job / "quote.toml", 'area = "88.5", ', "")
    code, out, err = run(capsys, "quote", job / "quote.toml")
    assert (code, out, "area" in err) == (1, "", True)


def test_a_file_and_a_tier_are_two_quotes(job, capsys):
    """Without it one of the two would be left out in silence."""
    for option in (("--tier", "director"), ("--a6",), ("--on", "2024-03-01"), ("--works", "1")):
        code, _, err = run(capsys, "quote", job / "quote.toml", *option)
        assert (code, err.startswith(f"{option[0]}: the file says that")) == (2, True)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "--tier: "),
        (("--tier", "director"), "--area: "),
        (("--tier", "director", "--area", "1", "--html", "x.html"), "--html: "),
    ],
)
def test_a_quote_without_a_file_asks_for_tier_and_area(capsys, args, told):
    """Without it a traceback would ask for them."""
    code, out, err = run(capsys, "quote", *args)
    assert (code, out, err.startswith(told)) == (2, "", True)


def test_a_page_is_never_written_over_what_is_read(job, capsys):
    """Without it a slip would destroy the tariff."""
    for name in ("quote.toml", "tariff.toml"):
        code, _, err = run(capsys, "quote", job / "quote.toml", "--html", job / name)
        assert (code, err.startswith("--html: ")) == (2, True)
        assert (job / name).read_text(encoding="utf-8") == sample(name)
    code, _, err = run(capsys, "quote", job / "quote.toml", "--html", job / "no" / "q.html")
    assert (code, "cannot be written" in err) == (2, True)


# --- plan ----------------------------------------------------------------------------------


def test_a_plan_has_the_days_that_the_facts_tell(job, capsys):
    """Without it cashier and customer would count the days each for themselves."""
    args = ("plan", job / "plan.toml", "--facts", job / "job.json", "--at", "2024-05-11")
    code, out, err = run(capsys, *args, "--html", job / "plan.html")
    assert (code, err) == (0, "")
    assert "concealed   works           40% of the total      31,000.96  2024-05-09" in out
    assert "within 6 months" in out
    assert "<svg" in (job / "plan.html").read_text(encoding="utf-8")
    _, out, _ = run(capsys, *args, "--json")
    told = json.loads(out)
    assert told["due"]["concealed"].startswith("2024-05-09T23:59:59")
    assert len(told["schedule"]["instalments"]) == 5


def test_a_plan_needs_no_facts_where_the_totals_are_given(job, capsys):
    """Before the signing there is a plan and no contract."""
    code, out, _ = run(
        capsys,
        *("plan", job / "plan.toml", "--works", "88,888.85", "--lang", "zh"),
        *("--words", job / "words.toml"),
    )
    assert code == 0
    assert "首期款" in out
    assert "48,888.87" in out
    assert "成品款" not in out
    code, out, err = run(capsys, "plan", job / "plan.toml")
    assert (code, out, err.startswith("--works: nothing says")) == (2, "", True)


def test_a_company_file_holds_a_plan(job, capsys):
    """Without it a company would write its plan twice."""
    written = run(capsys, "demo", "--into", job)
    assert written[0] == 0
    code, out, _ = run(capsys, "plan", job / "company.toml", "--works", "100000")
    assert (code, "55,000.00" in out) == (0, True)


def test_a_plan_that_waits_for_what_is_misspelt_is_refused(job, capsys):
    """Its instalments would never fall due, and nothing would tell it."""
    plan, terms = job / "plan.toml", job / "terms.toml"
    change(terms, 'fact = "completion"', 'fact = "complction"')
    args = ("plan", plan, "--works", "100", "--terms", terms)
    code, _, err = run(capsys, *args)
    assert (code, "terms.toml: changes.due.anchor.first.fact: " in err) == (2, True)
    change(plan, 'fact = "acceptance"', 'fact = "aceptance"')
    code, _, err = run(capsys, "plan", plan, "--works", "100")
    assert (code, "plan.toml: parts[" in err, "due.anchor.first.fact: " in err) == (2, True, True)


def test_an_exemption_that_no_cap_knows_is_refused(job, capsys):
    """A claim that is misspelt would lift nothing, and nobody would see why."""
    plan = job / "plan.toml"
    cap = 'id = "c"\nparts = ["first"]\nover = "refused"\nunless = ["bond"]'
    plan.write_text(f'{plan.read_text()}\n[[caps]]\n{cap}\nrows = [{{ share = "1/2" }}]\n')
    args = ("plan", plan, "--works", "100")
    assert run(capsys, *args, "--exempt", "bond")[0] == 0
    code, _, err = run(capsys, *args, "--exempt", "bont")
    assert (code, err.startswith("--exempt: expected one of bond")) == (2, True)


def test_a_company_file_holds_the_terms_beside_its_plan(job, capsys):
    """Its approved changes move its totals; another file of terms goes before them."""
    assert run(capsys, "demo", "--into", job)[0] == 0
    company = job / "company.toml"
    args = ("plan", company, "--facts", job / "job.json", "--at", "2024-05-11", "--account")
    moved = "Change o-1 works 3,200.00 0.00 3,200.00 2024-04-24 overdue"
    code, out, _ = run(capsys, *args)
    assert (moved in " ".join(out.split()), "nothing says who approves" in out) == (True, False)
    terms = job / "terms.toml"
    terms.write_text('allocation = "plan"\nas_told = true\n')
    code, out, _ = run(capsys, *args, "--terms", terms)
    assert (code, "so they move no total; say it under changes in the terms" in out) == (1, True)
    own = run(capsys, *args)[1]
    assert run(capsys, *args, "--terms", company)[1] == own
    change(company, 'changes = { approvers = ["customer"], within = { working_days = 3 } }', "")
    code, out, _ = run(capsys, *args)
    assert (code, "nothing says who approves" in out) == (1, True)


def test_the_account_tells_what_came_and_what_is_open(job, capsys):
    """PAY-06; and with terms it bears the interest that the contract gives."""
    args = ("plan", job / "plan.toml", "--facts", job / "job.json", "--at", "2024-05-11")
    code, out, _ = run(capsys, *args, "--account", "--terms", job / "terms.toml")
    assert (code, "7,075.12" in out, "Arrears" in out) == (0, True, False)
    code, out, _ = run(capsys, *args, "--account")
    assert (code, "nothing says who approves the change orders o-1" in out) == (1, True)
    terms = job / "terms.toml"
    terms.write_text(
        'allocation = "plan"\nas_told = true\n'
        'interest = { rate = "1/2000", per = "day", rounding = "half_up" }\n'
    )
    _, out, _ = run(capsys, *args, "--account", "--terms", terms)
    assert "19.08" in out
    terms.write_text('allocation = "plan"\nas_told = 1\n')
    code, _, err = run(capsys, *args, "--account", "--terms", terms)
    assert (code, "terms.toml: as_told: " in err) == (2, True)
    change(job / "job.json", '"role": "finance"', '"role": "sales"')
    code, out, _ = run(capsys, *args, "--account")
    assert (code, "- PAY-02" in out) == (1, True)


def test_another_plan_shows_the_difference(job, capsys):
    """What is paid stays paid, over what is open or over the new total."""
    args = ("plan", job / "plan.toml", "--facts", job / "job.json", "--at", "2024-04-30")
    more = ("--replan", job / "plan.toml", "--works", "90000")
    code, out, _ = run(capsys, *args, *more)
    assert code == 0
    assert "Change of the payment plan" in out
    assert "12,497.60" in out
    _, total, _ = run(capsys, *args, *more, "--base", "total")
    assert "49,500.00" in total
    assert total != out
    _, out, _ = run(capsys, *args, *more, "--json")
    assert json.loads(out)["rows"][0]["part"] == "paid:first"
    # Approved changes are in the total that is re-planned, and are counted once.
    same = ("--terms", job / "terms.toml", "--replan", job / "plan.toml")
    _, out, _ = run(capsys, *args, *same, "--json")
    totals = json.loads(out)["schedule"]["totals"]
    assert ["works", "80,702.40 CNY"] in totals
    _, out, _ = run(capsys, *args, *same)
    assert "91,749.12     91,749.12" in out
    assert "works               80,702.40     80,702.40" in out


def test_a_wrong_form_is_told_with_its_place(job, capsys):
    """Without it a receipt would be left out in silence."""
    change(job / "job.json", '"amount": "42626.32"', '"amount": "x"')
    code, out, err = run(capsys, "plan", job / "plan.toml", "--facts", job / "job.json")
    assert (code, out) == (2, "")
    assert "job.json:" in err
    assert "amount: " in err


def test_the_facts_may_come_from_a_store(job, capsys):
    """A company has its history there, and asks for one customer."""
    run(capsys, "import", job / "job.json", "--db", job / "a.db")
    args = ("plan", job / "plan.toml", "--db", job / "a.db", "--at", "2024-05-11")
    code, out, _ = run(capsys, *args, "--customer", "C-036")
    assert (code, "2024-05-09" in out) == (0, True)
    code, _, err = run(capsys, *args, "--customer", "C-1")
    assert (code, err.startswith("--customer: ")) == (2, True)
    code, _, err = run(capsys, *args)
    assert (code, err.startswith("--customer: ")) == (2, True)


# --- settle --------------------------------------------------------------------------------


def test_a_settlement_is_printed_and_says_what_is_open(job, capsys):
    """Without it a change that nobody approved would be settled, or forgotten."""
    args = ("settle", job / "settlement.toml", "--facts", job / "job.json", "--at", "2024-06-30")
    code, out, _ = run(capsys, *args, "--html", job / "s.html")
    assert code == 1
    assert "Due now" in out
    assert "3,200.00" in out
    assert "last instalment" in out
    assert "o-2 is neither approved nor refused" in out
    assert "<h1>Final settlement</h1>" in (job / "s.html").read_text(encoding="utf-8")
    _, out, _ = run(capsys, *args, "--json")
    assert json.loads(out)["due"] == "3,200.00 CNY"
    change(job / "settlement.toml", "delayed = false", 'delayed = "no"')
    code, _, err = run(capsys, *args)
    assert (code, "settlement.toml: delayed: " in err) == (2, True)


def test_a_settlement_of_a_customer_of_the_store(tmp_path, job, capsys):
    """The sample store has customers who have signed."""
    (tmp_path / "b.db").write_bytes(store_bytes())
    run(capsys, "import", job / "job.json", "--db", tmp_path / "b.db")
    code, out, _ = run(
        capsys,
        *("settle", job / "settlement.toml", "--db", tmp_path / "b.db"),
        *("--customer", "C-036", "--at", "2024-06-30", "--lang", "zh"),
    )
    assert code in (0, 1)
    assert "竣工结算单" in out


def test_a_settlement_needs_a_history(job, capsys):
    """Without facts there is nothing to settle, and a page of zeros would look right."""
    code, out, err = run(capsys, "settle", job / "settlement.toml")
    assert (code, out, err.startswith("--facts: ")) == (2, "", True)


def test_plan_and_terms_of_a_settlement_may_stand_in_its_file(job, capsys):
    """Without it a small company would need three files for one sheet."""
    args = ("settle", job / "settlement.toml", "--facts", job / "job.json", "--at", "2024-06-30")
    named = run(capsys, *args)
    (job / "settlement.toml").write_text(
        'plan = "plan.toml"\ndelayed = false\n[terms]\nallocation = "plan"\nas_told = true\n'
        'changes = { approvers = ["customer"], within = { working_days = 3 } }\n',
        encoding="utf-8",
    )
    _, out, _ = run(capsys, *args)
    assert ("3,200.00" in out, "3,200.00" in named[1]) == (True, True)
    change(job / "settlement.toml", "working_days", "wrong_days")
    code, _, err = run(capsys, *args)
    assert (code, "settlement.toml: terms.changes.within" in err) == (2, True)
    change(job / "settlement.toml", "plan.toml", "no.toml")
    code, _, err = run(capsys, *args)
    assert (code, "no.toml" in err or "settlement.toml" in err) == (2, True)


def test_a_page_is_never_written_over_the_plan_that_a_settlement_names(job, capsys):
    """Without it a slip would destroy the plan."""
    args = ("settle", job / "settlement.toml", "--facts", job / "job.json", "--at", "2024-06-30")
    for name in ("plan.toml", "terms.toml"):
        code, _, err = run(capsys, *args, "--html", job / name)
        assert (code, err.startswith("--html: ")) == (2, True)
        assert (job / name).read_text(encoding="utf-8") == sample(name)
