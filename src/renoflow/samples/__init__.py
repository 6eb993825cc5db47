"""Demo data that come along: a showroom's month, thirty cases, a company's rules, a job."""

from renoflow.samples.month import showroom
from renoflow.samples.written import SAMPLES, cases, company_toml, sample

__all__ = ["SAMPLES", "cases", "company_toml", "sample", "showroom"]
