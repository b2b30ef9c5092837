"""Data files and templates that ship with the program."""
