"""The words and rules of the field; pure."""
