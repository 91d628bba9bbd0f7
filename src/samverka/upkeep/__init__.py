"""Living with an installation: starting it, telling wrong settings, backing it up, restoring it, verifying it.

Above every area, because it may ask each of them; it has no tables and no pages. `samverka init`, `check`, `backup`,
`restore`, `verify`. Swedish terms: drift, säkerhetskopia (backup), återläsning (restore), kontroll (verify).
"""
