"""代表建议: the list, one proposal with its steps, the draft's page."""
