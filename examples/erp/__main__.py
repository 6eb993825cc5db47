"""Print a short report of the demo: ``python -m examples.erp``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from examples.erp.demo import NOW, work
from examples.erp.office import Office
from examples.erp.rules import COMPANY, WORDS
from examples.erp.tables import Database

from renoflow.attribution import Case, Verdict, judge
from renoflow.calendars import china
from renoflow.pipeline import agenda
from renoflow.processes import journey
from renoflow.words import text

__all__ = ["main", "report"]


def main() -> None:
    """Fill a demo database in a temporary folder and report on it."""
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "erp.db")
        try:
            report(Office(database, secret=b"kept outside the database"))
        finally:
            database.close()


def report(office: Office) -> None:
    """Do the work of the demo in *office* and print what renoflow says of it."""
    print("Customers seen to share a phone when a row was saved")
    for sharing, written in work(office).items():
        print(f"  {written}  {', '.join(sharing)}")

    users = office.database.connection.execute("SELECT id, name FROM users")
    words = {**WORDS, **{f"role.user:{row['id']}": row["name"] for row in users}}
    cases = office.cases()
    print("\nWhose customer, by which row, and where he stands")
    for case in cases:
        verdict = judge(COMPANY.court, case, at=NOW)
        row = verdict.rule.partition("#")[2]
        stage = words[f"stage.{journey(COMPANY.flow, case.facts, at=NOW).stage()}"]
        print(f"  {_records(case)}{_owner(verdict, words):9}{row:17}{stage}")
    print(f"\n  {text(judge(COMPANY.court, cases[0], at=NOW), words=words)}")

    print("\nWhat is due")
    for one in agenda(COMPANY, cases, at=NOW, until=china.at(2024, 3, 31)):
        if one.state in ("open", "missed"):
            print(f"  {text(one, words=words)}")

    print("\nWhat was corrected")
    for fact in office.facts():
        if fact.kind == "withdrawal":
            print(f"  {fact.recorded_at:%Y-%m-%d %H:%M}  {fact.get('of')}")

    then = china.at(2024, 3, 15, 18)
    print("\nWhat was known on 15 March")
    for case in office.cases(known_at=then)[3:]:
        verdict = judge(COMPANY.court, case, at=then, known_at=then)
        print(f"  {_records(case)}{_owner(verdict, words)}")


def _records(case: Case) -> str:
    return f"{' + '.join(case.records):13}"


def _owner(verdict: Verdict, words: dict[str, str]) -> str:
    owner = verdict.owner
    return "undecided" if owner is None else words.get(f"role.{owner}", owner)


if __name__ == "__main__":
    main()
