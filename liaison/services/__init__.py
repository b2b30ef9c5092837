"""What people do: one module per feature, Work first."""
