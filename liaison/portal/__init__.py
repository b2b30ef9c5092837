"""The public front door beside the window: pages a phone shows."""
