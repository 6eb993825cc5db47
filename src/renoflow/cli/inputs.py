"""What arguments name: files, rules, stores, days and times."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from renoflow.adapters.sqlite import SqliteStore
from renoflow.attribution import Court, Identity, Ladder, Policy, open_court
from renoflow.calendars import china
from renoflow.codec import (
    LADDER_PRESETS,
    POLICY_PRESETS,
    call_preset,
    export_policy,
    preset_policy,
    read_company,
    read_policies,
)
from renoflow.errors import Malformed
from renoflow.facts import Fact, Kind
from renoflow.pipeline import Company, CompanyRules, open_company
from renoflow.registers import when
from renoflow.samples import company_toml
from renoflow.timeline import Timeline

__all__ = [
    "Rules",
    "answers_of",
    "company",
    "court_of",
    "day",
    "exported",
    "facts",
    "instant",
    "is_company",
    "ladder",
    "now",
    "of_file",
    "of_text",
    "policies_of",
    "preset",
    "records",
    "rules",
    "store",
    "text_of",
]


def text_of(path: str) -> str:
    """The text of a file."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        raise Malformed("cli.file", path) from None


Rules: TypeAlias = Policy | Timeline[Policy] | CompanyRules
"""What an argument that asks for a policy may name."""


def rules(name: str, given: Sequence[str]) -> Rules:
    """The shipped policy *name* with the open values *given*, or what a TOML file says.

    A company file will do where a policy is asked for: it holds one.
    """
    if name in POLICY_PRESETS or not (Path(name).suffix or Path(name).exists()):
        return preset(name, answers_of(given))
    return of_text(name, text_of(name), given)


def preset(name: str, answers: Mapping[str, Any]) -> Policy:
    """The shipped policy *name* with these answers."""
    with _of_arguments():
        return preset_policy(name, answers)


def ladder(name: str, answers: Mapping[str, Any]) -> Ladder:
    """The shipped ladder of disputes *name* with these answers."""
    with _of_arguments():
        return call_preset(LADDER_PRESETS, name, answers)


def of_text(path: str, written: str, given: Sequence[str]) -> Rules:
    """What the TOML text of the file *path* says, its parameters answered with what is *given*."""
    if is_company(written):
        if given:
            raise Malformed("cli.set_file", "--set")
        with of_file(path):
            return read_company(written)
    answers = answers_of(given)
    with of_file(path):
        return read_policies(written, given=answers)


def court_of(rules: Rules) -> Court:
    """*rules* opened as for use."""
    if isinstance(rules, CompanyRules):
        return open_company(rules, china).court
    return open_court(rules, china)


def policies_of(rules: Rules) -> tuple[Policy, ...]:
    """Every revision of the policy in *rules*, the oldest first."""
    if isinstance(rules, CompanyRules):
        return rules.policies
    return (rules,) if isinstance(rules, Policy) else tuple(one for _, one in rules.rows)


def exported(name: str, lang: str, given: Sequence[str]) -> str:
    """The shipped policy *name* as TOML, with what was *given* filled in."""
    answers = answers_of(given)
    with _of_arguments():
        return export_policy(name, lang, answers)


@contextmanager
def _of_arguments() -> Iterator[None]:
    """What is wrong with an open value is told with its option."""
    try:
        yield
    except Malformed as error:
        argument = error.field.removeprefix("with.")
        field = "--policy" if argument == "preset" else f"--set {argument}"
        raise Malformed(error.code, field, **error.params) from None


@contextmanager
def of_file(path: str) -> Iterator[None]:
    """What is wrong in a file is told with the file."""
    try:
        yield
    except Malformed as error:
        field = f"{path}: {error.field}" if error.field else path
        raise Malformed(error.code, field, **error.params) from None


def is_company(written: str) -> bool:
    """Whether a TOML text says that it is the rules of a company."""
    try:
        tag = tomllib.loads(written).get("type")
    except (ValueError, RecursionError):
        return False  # whoever reads it says where it is wrong
    return isinstance(tag, str) and tag.startswith("company.")


def company(file: str | None) -> Company:
    """The company whose rules are in a file; the sample one where there is none."""
    if file is None:
        return open_company(read_company(company_toml()), china)
    written = text_of(file)
    with of_file(file):
        return open_company(read_company(written), china)


def records(file: str | None) -> tuple[Mapping[str, Kind], Identity]:
    """The kinds of form and the identity that a company or a policy in a file declares.

    Of a policy with dated revisions it is the identity of the last.
    """
    written = None if file is None else text_of(file)
    if file is None or written is None or is_company(written):
        ours = company(file)
        return ours.kinds, ours.rules.identity
    told = of_text(file, written, ())
    with of_file(file):
        return court_of(told).kinds, policies_of(told)[-1].identity


def store(path: str) -> SqliteStore:
    """The store in a file that is there already."""
    if not Path(path).is_file():
        raise Malformed("cli.store", "--db")
    return SqliteStore(path)


def facts(open_store: SqliteStore) -> Iterator[Fact]:
    """All facts of a store, customer by customer."""
    after = ""
    while customers := open_store.history.keys(after):
        for customer in customers:
            yield from open_store.history.load(customer).facts
        after = customers[-1]


def now() -> datetime:
    """This instant, as clocks in China show it."""
    return china.local(datetime.now(UTC))


def instant(written: str | None, option: str) -> datetime:
    """A time, the last instant of a day, or now where nothing is written."""
    if written is None:
        return now()
    read = when(written, option, china)
    return china.local(read, option) if isinstance(read, datetime) else _end(read, option)


def day(written: str | None, option: str) -> date:
    """A day, or today where nothing is written."""
    if written is None:
        return china.day(now())
    read = when(written, option, china)
    if isinstance(read, datetime):
        raise Malformed("value.type", option, expected="a day, 2024-03-15")
    _end(read, option)
    return read


def _end(read: date, option: str) -> datetime:
    try:
        return china.end(read)
    except Malformed as error:  # a year that no calendar reads
        raise Malformed(error.code, option, **error.params) from None


def answers_of(pairs: Sequence[str]) -> dict[str, Any]:
    """What ``--set`` gives, as plain data by name."""
    values: dict[str, Any] = {}
    for pair in pairs:
        try:
            values.update(tomllib.loads(pair))
        except (ValueError, RecursionError):
            raise Malformed("cli.set", "--set") from None
    return values
