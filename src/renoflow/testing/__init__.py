"""What a host tests its own work with: kits for its adapters of the ports."""

__all__ = ()
