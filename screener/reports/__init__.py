"""Decisions as a terminal, a program or a spreadsheet reads them."""
