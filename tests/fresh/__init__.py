"""What a stranger wrote with the public API alone."""
