"""Tables of figures and budgets in reports, as printed: real tables, and rows of running text that end in numbers."""
