"""The JSON Schema of a policy says what the codec reads: no less, and no more."""

import copy
import json
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from renoflow.attribution import Policy
from renoflow.codec import from_data, policy_schema, to_data
from renoflow.codec.template import filled
from renoflow.errors import Malformed
from renoflow.words import en, zh
from tests.attribution.published import OTHERS, POLICIES
from tests.attribution.worked import GIVEN, WORKED, policy_of, text_of

SCHEMA: Any = policy_schema(words={"en": en.TEMPLATES, "zh": zh.TEMPLATES})
VALIDATOR = Draft202012Validator(SCHEMA)


def written(name):
    """A worked policy as its page writes it, in the shortest forms."""
    data = filled(tomllib.loads(text_of(name)), GIVEN.get(name, {}))
    return json.loads(json.dumps(data))


def test_it_is_a_schema():
    """A form would not load."""
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize(
    "policy", [*POLICIES, *OTHERS, *map(policy_of, WORKED)], ids=lambda one: one.id
)
def test_what_the_codec_writes_fulfils_it(policy):
    """A form could not show a policy that is there."""
    assert [one.message for one in VALIDATOR.iter_errors(to_data(policy))] == []


@pytest.mark.parametrize("name", WORKED)
def test_what_a_person_writes_fulfils_it(name):
    """A form would refuse the short forms that the codec reads."""
    assert [one.message for one in VALIDATOR.iter_errors(written(name))] == []


def broken(path, value):
    """The renovation store with another value, or with none, at a path."""
    data = copy.deepcopy(written("renovation_store"))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return data


BROKEN = [
    (("type",), "policy.v9"),
    (("id",), None),
    (("revision",), "1"),
    (("days",), "noon"),
    (("colour",), "red"),
    (("claims", 0, "opens"), None),
    (("claims", 0, "opens", "by"), "nobody"),
    (("claims", 0, "opens", "medium"), {"like": "form"}),
    (("claims", 0, "opens", "medium"), {}),
    (("claims", 0, "opens", "medium"), {"is": "empty"}),
    (("claims", 0, "opens", "medium"), {"money": 1, "number": "1"}),
    (("claims", 0, "again"), "sometimes"),
    (("limits", 0, "span"), {"days": 7}),
    (("limits", 0, "span"), {"days": 7, "hours": 2, "counting": "legal"}),
    (("limits", 0, "span"), {"days": "7", "counting": "legal"}),
    (("limits", 0, "anchor"), "closed"),
    (("limits", 0, "anchor"), {"first": {"fact": "visit"}, "until": "day"}),
    (("limits", 0, "on"), None),
    (("limits", 0, "thenn"), "lapse"),
    (("grounds", 0, "pick"), {"status": "standing"}),
    (("grounds", 0, "pick", "take"), "some"),
    (("grounds", 0, "gives", "kind"), "winner"),
    (("grounds", 1, "gives", "parts", 0), {"to": "company"}),
    (("grounds", 1, "gives", "parts", 0, "part"), 0.5),
    (("grounds", 1, "when", 0), {"by": "self"}),
    (("adjustments", 0, "amount"), "100 yuan"),
    (("adjustments", 0, "kind"), "fine"),
    (("terms", 0, "rounding"), "nearly"),
    (("terms", 0, "base", "facts"), "contract"),
]


@pytest.mark.parametrize(("path", "value"), BROKEN, ids=[f"{p} {v}" for p, v in BROKEN])
def test_what_the_codec_refuses_does_not_fulfil_it(path, value):
    """A form would take what the library then refuses."""
    data = broken(path, value)
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(Malformed):
        from_data(data, Policy)


def test_choices_and_kinds_are_named_in_both_languages():
    """A form would show codes to a sales manager."""
    kinds = SCHEMA["$defs"]["Facts"]["properties"]["fact"]["anyOf"][0]["oneOf"]
    assert {"const": "filing", "x-zh": "报备"} in kinds
    outcomes = SCHEMA["$defs"]["Outcome"]["properties"]["kind"]["oneOf"]
    told = {one["const"]: (one["title"], one["x-zh"]) for one in outcomes}
    assert told["nobody"] == ("belongs to nobody", "不归任何人")
    assert told["pool"] == ("goes to the pool …", "进入公共池 …")
    assert SCHEMA["$defs"]["Ground"]["x-zh"] == "裁定依据"


def test_without_words_choices_are_plain():
    """A host without our words has the codes."""
    plain: Any = policy_schema()
    assert plain["$defs"]["Outcome"]["properties"]["kind"]["enum"][0] == "owner"


def test_what_is_left_out_has_its_default():
    """A form would begin with an empty choice where the policy has one."""
    properties = SCHEMA["$defs"]["Pick"]["properties"]
    assert (properties["order"]["default"], properties["count"]["default"]) == ("first", 1)
    assert "default" not in SCHEMA["$defs"]["Policy"]["properties"]["id"]
