"""Files that people give: what kind each one is, and the records and problems in it."""
