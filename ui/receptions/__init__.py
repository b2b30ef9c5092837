"""接待: the register and the page of a new reception."""
