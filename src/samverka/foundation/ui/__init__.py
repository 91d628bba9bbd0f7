"""The visual language: stylesheet, page frame, components (`templates/cotton/`), forms, error pages, the style guide."""
