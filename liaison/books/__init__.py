"""Files that come into the office: workbooks read into frozen rows."""
