"""Records to plain data, JSON and TOML, and back: tagged, versioned, unknown names refused."""

from renoflow.codec._plain import Data
from renoflow.codec.data import from_data, from_json, to_data, to_json
from renoflow.codec.tags import TAGS, UPGRADES, Upgrade
from renoflow.codec.toml import from_toml, open_values, to_toml

__all__ = [
    "TAGS",
    "UPGRADES",
    "Data",
    "Upgrade",
    "from_data",
    "from_json",
    "from_toml",
    "open_values",
    "to_data",
    "to_json",
    "to_toml",
]
