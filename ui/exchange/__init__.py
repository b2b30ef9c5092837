"""导入: bring in the offices' books."""
