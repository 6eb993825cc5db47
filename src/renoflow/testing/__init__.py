"""What a host tests its own work with.

Laws, strategies and specs for its rules, scenarios that its managers read, and kits for its
adapters of the ports.
"""

__all__ = ()
