"""What does not agree in the register, looked for: each check reads the register and gives findings as plain data.

`named_meetings`  a follow-up or an agreement names a meeting that was not held that day
`ends`            one agreement, several ends
`forum_names`     a forum that nobody has told of
`sections`        § that are missing, or stand in two meetings
`places`          where in a document something stands

Which of them to run again after a change is for `operations.following` to know. Tables are checked where they are kept.
"""
