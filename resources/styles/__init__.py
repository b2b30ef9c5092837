"""How the window looks: style sheet templates filled from the tokens of `ui.theme`."""
