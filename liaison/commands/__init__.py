"""The office technician's commands: one module each, the same services as the window."""
