"""Every page of the demonstration, held against axe in a real browser."""
