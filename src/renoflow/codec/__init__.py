"""Records to plain data, JSON and TOML, and back: tagged, versioned, unknown names refused."""

from renoflow.codec._plain import Data
from renoflow.codec.company import read_company, write_company
from renoflow.codec.data import from_data, from_json, to_data, to_json
from renoflow.codec.presets import (
    LADDER_PRESETS,
    POLICY_PRESETS,
    call_preset,
    export_policy,
    preset_policy,
)
from renoflow.codec.schema import policy_schema
from renoflow.codec.tags import TAGS, UPGRADES, Upgrade
from renoflow.codec.toml import (
    from_toml,
    open_parameters,
    open_values,
    read_policies,
    to_toml,
)

__all__ = [
    "LADDER_PRESETS",
    "POLICY_PRESETS",
    "TAGS",
    "UPGRADES",
    "Data",
    "Upgrade",
    "call_preset",
    "export_policy",
    "from_data",
    "from_json",
    "from_toml",
    "open_parameters",
    "open_values",
    "policy_schema",
    "preset_policy",
    "read_company",
    "read_policies",
    "to_data",
    "to_json",
    "to_toml",
    "write_company",
]
