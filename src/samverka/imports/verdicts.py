"""The four verdicts as plain words, for code free of Django (`states.Verdict` has their Swedish labels)."""

NEW, CHANGED, SAME, DOUBTFUL = "new", "changed", "same", "doubtful"
