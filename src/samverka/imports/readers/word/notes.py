"""What a Word document holds that is not read as text, counted while reading and told in plain Swedish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Notes:
    tracked_changes: bool = False
    hidden_text: bool = False
    embedded: bool = False
    comments: int = 0
    footnotes: int = 0
    text_boxes: int = 0
    pictures: int = 0

    def warnings(self) -> tuple[str, ...]:
        """Sentences for the person who reviews, in a fixed order."""
        told = (
            (
                self.tracked_changes,
                (
                    "Dokumentet har spårade ändringar. Insatt text är med, borttagen text är inte med. "
                    "Godkänn eller avvisa ändringarna i Word om något annat ska gälla."
                ),
            ),
            (self.comments, f"Kommentarer i marginalen har inte lästs ({self.comments} st)."),
            (self.footnotes, f"Fotnoter och slutnoter har inte lästs ({self.footnotes} st)."),
            (self.text_boxes, f"Text i textrutor ({self.text_boxes} st) står efter stycket där rutan är fäst."),
            (self.pictures, f"Text i bilder har inte lästs ({self.pictures} st)."),
            (self.hidden_text, "Dokumentet har dold text, som inte har lästs."),
            (self.embedded, "Dokumentet har infogade dokument, som inte har lästs."),
        )
        return tuple(sentence for present, sentence in told if present)
