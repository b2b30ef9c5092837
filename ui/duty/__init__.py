"""值班: the month grid, the year, swaps, notices."""
