"""Files that leave the office: value in, bytes out."""
