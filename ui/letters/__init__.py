"""来信来访: the organ's own register."""
