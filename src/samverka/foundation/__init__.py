"""What every area stands on. Knows no domain word of its own."""
