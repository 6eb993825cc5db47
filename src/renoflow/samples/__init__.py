"""Demo data that come with the library: a showroom's month, thirty cases, a company's rules."""

from renoflow.samples.month import showroom
from renoflow.samples.written import cases, company_toml

__all__ = ["cases", "company_toml", "showroom"]
