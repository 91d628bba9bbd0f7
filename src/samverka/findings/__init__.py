"""Findings: what does not agree, inside a document or between documents and the register. Shown, never repaired.

Swedish term: att kontrollera. A finding stands on the pages of everything it concerns until a person has corrected it or
let it stand, with a note. Builds on all areas whose facts may disagree; imports and checks record them.
"""
