"""码与海报: choose whom, see the true page, print or save."""
