"""The codec: records to plain data and back."""
