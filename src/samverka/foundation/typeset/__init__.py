"""Documents out: Excel workbooks and tagged PDF from plain data. Knows no domain word; callers bring texts and shapes."""
