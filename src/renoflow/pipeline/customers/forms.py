"""What each form asks of the file (客户资料完整性), and what is missing in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from renoflow.attribution import BASIC_FACTS
from renoflow.errors import one_of
from renoflow.facts import Fact
from renoflow.pipeline.customers.records import SENSITIVE, CustomerFile, Note
from renoflow.pricing import Checklist
from renoflow.reasons import Reason, reason

__all__ = [
    "DEVELOPMENT",
    "DOCUMENTS",
    "FILE_FORMS",
    "Document",
    "completeness",
    "development_gaps",
    "fields_given",
    "note_gaps",
]


def _form(name: str, rule: str, *items: str) -> tuple[str, Checklist]:
    return name, Checklist(id=name, rule=rule, items=items)


FILE_FORMS: Final[Mapping[str, Checklist]] = MappingProxyType(
    dict(
        (
            _form("basic_record", "CUS-01", *(one for row in BASIC_FACTS.values() for one in row)),
            _form(
                "customer_information",
                "CUS-02",
                *("name", "contact", "address", "wishes", "budget", "style"),
                *("designer", "construction_team"),
            ),
            _form(
                "customer_database",
                "CUS-02",
                *("name", "contact", "wishes", "progress", "satisfaction"),
            ),
            _form("contract_clause_record", "CUS-02", "contact", "wishes", "intent", "signing"),
            _form("store_file", "CUS-02", "name", "contact", "family", "income", "likes", "house"),
            _form(
                "service_file",
                "CUS-02",
                *("name", "contact", "communication", "service_history", "satisfaction"),
            ),
            _form(
                "basic_information",
                "CUS-03",
                *("development", "area", "location", "handover_date", "residents"),
            ),
            _form(
                "deep_interaction",
                "CUS-04",
                *("consulted", "knows_us", "spoke_with_designer", "furniture", "last_renovation"),
                *("positioning", "budget", "focus", "handed_over", "planned_on", "ideas"),
            ),
            _form("talk_form", "CUS-05", "building", "contact", "budget", "style_colour"),
            _form("enquiry_record", "LIF-28", "background", "site", "budget"),
            _form(
                "collected_information",
                "CUS-29",
                *("name", "contact", "address", "habits", "likes"),
            ),
            _form("recommendations", "CUS-31", "wishes", "likes", "habits"),
        )
    )
)
"""The forms of the file by name, each one company's (CUS-01, CUS-02, CUS-03, CUS-04, CUS-05,
CUS-29, CUS-31, LIF-28); one asks for what another leaves out (X-52).

``deep_interaction`` is what a talk asks about: its source demands none of it.
"""

DEVELOPMENT: Final = Checklist(
    id="development",
    rule="CUS-12",
    items=(
        *("location", "routes", "name", "buildings", "households", "start_price"),
        *("average_price", "layouts", "layout_areas", "group_buying", "employer_built"),
        *("developer", "property_company", "handover_date", "inspection_date"),
        *("interior_structure", "interior_fittings"),
    ),
)
"""What the market department collects of a development (CUS-12), in its order.

``inspection_date`` and ``employer_built`` are what the garbled words most likely mean
(G-02, G-03). Which development has priority the source does not say.
"""


@attrs.frozen(kw_only=True)
class Document:
    """A paper about a customer, its Chinese name, and whether collisions look at it (COL-04)."""

    id: str
    zh: str
    evidence: bool = False


DOCUMENTS: Final = (
    Document(id="filing_form", zh="报备单"),
    Document(id="visitor_list", zh="来访客户一览表"),
    Document(id="customer_register", zh="客户资源登记表"),
    Document(id="hall_register", zh="客户咨询登记表", evidence=True),
    Document(id="measurement_record", zh="量房记录表", evidence=True),
    Document(id="five_part_form", zh="五联单"),
    Document(id="talk_form", zh="洽谈表"),
    Document(id="registration_form", zh="客户登记表"),
    Document(id="information_form", zh="客户信息记录表"),
)
"""The papers that the sources name (CUS-15); those that prove a visit in a collision first
brought are the hall's register and the measurement record, not the talk form."""

_FACTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "designer": ("designer_step",),
        "construction_team": ("contract",),
        "progress": ("works_stage", "start", "completion"),
        "satisfaction": ("survey",),
        "signing": ("agreement", "contract"),
        "service_history": ("answer", "dispatch", "repair", "site_callback"),
        "communication": ("touch", "callback", "interview"),
    }
)
"""Fields of forms that no file holds, because facts tell them: any such fact gives them."""

_ALSO: Final = {"handover_on": "handover_date"}
_NO_FIELDS: Final = ("id", "relation", "contacts")


def fields_given(file: CustomerFile, facts: Iterable[Fact] = ()) -> frozenset[str]:
    """The names of all that *file* holds, and of what *facts* tell besides.

    The names are those of the records, with ``contact`` for any way to reach him,
    ``handover_date``, ``style_colour`` for either of the two, and ``house`` for anything
    of it. A field asked for and answered with none is given. Other forms take them too:
    :func:`renoflow.attribution.missing_fields`.
    """
    given = {_ALSO.get(name, name) for name in file.none}
    records: tuple[attrs.AttrsInstance, ...] = (
        *file.people,
        file.household,
        file.house,
        file.needs,
    )
    for record in records:
        for one in attrs.fields(type(record)):
            if one.name not in _NO_FIELDS and getattr(record, one.name) not in (None, ()):
                given.add(_ALSO.get(one.name, one.name))
    contacts = {way.medium for person in file.people for way in person.contacts}
    given |= contacts
    if contacts:
        given.add("contact")
    if given & {"style", "colour"}:
        given.add("style_colour")
    if any(getattr(file.house, one.name) is not None for one in attrs.fields(type(file.house))):
        given.add("house")
    if file.notes:
        given.add("communication")
    kinds = {fact.kind for fact in facts}
    given.update(name for name, told in _FACTS.items() if kinds.intersection(told))
    return frozenset(given)


def completeness(
    file: CustomerFile,
    form: str,
    *,
    facts: Iterable[Fact] = (),
    caller: bool = False,
    sensitive: Collection[str] = (),
) -> tuple[Reason, ...]:
    """What *file* lacks of *form*, in its order; none means that it is complete (CUS-02).

    More in the file never means more missing.

    Args:
        file: The file.
        form: A name in :data:`FILE_FORMS`.
        facts: What happened; designer, progress or satisfaction are told by facts.
        caller: The customer called: his surname stands for name and sex (CUS-01).
        sensitive: Which of :data:`SENSITIVE` the company asks for; otherwise a form
            that names them does without.

    Raises:
        Malformed: ``value.choice`` for another form.
    """
    wanted = FILE_FORMS.get(form)
    if wanted is None:
        raise one_of("value.choice", "form", form, FILE_FORMS)
    given = fields_given(file, facts)
    if caller and "surname" in given:
        given |= set(BASIC_FACTS["name"])
    return _missing(wanted, given.union(one for one in SENSITIVE if one not in sensitive))


def note_gaps(note: Note) -> tuple[Reason, ...]:
    """What the record of a communication lacks of time, content and result (CUS-13)."""
    given = {name for name in ("at", "content", "result") if getattr(note, name) is not None}
    return _missing(_NOTE, given)


def development_gaps(given: Collection[str]) -> tuple[Reason, ...]:
    """What the record of a development lacks of :data:`DEVELOPMENT` (CUS-12)."""
    return _missing(DEVELOPMENT, given)


_NOTE: Final = Checklist(id="communication", rule="CUS-13", items=("at", "content", "result"))


def _missing(form: Checklist, given: Collection[str]) -> tuple[Reason, ...]:
    return tuple(
        reason("customer.missing", rule=form.rule, form=form.id, blank=item)
        for item in form.items
        if item not in given
    )
