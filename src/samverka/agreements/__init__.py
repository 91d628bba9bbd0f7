"""Agreements: what is in force, until when, and what must be done before it ends.

Covers the register of avtal, överenskommelser, riktlinjer and plans that the principals share: their giltighetstid
(validity), förlängning (extension), uppsägning (notice) and översyn (review). The validity model is glossary §2.

`states`   enumerations and their Swedish words (free of Django)
`reading`  text → `Validity` (free of Django)
`rules`    status, period end, notice, review and gaps on any day (free of Django)
`explain`  how one text is read, as a dict and as Swedish lines (free of Django)
`labels`   the same words, translated for pages

Builds on `foundation.dates`.
"""
