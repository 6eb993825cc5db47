"""Payment terms that two ERPs worked out, and the plans that say the same."""
