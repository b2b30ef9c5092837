"""Files that come in: workbooks and text tables, read into frozen records with their place."""
