"""Minutes, summons, meeting pages, notes and decision summaries: what they have in common.

`labels`      the words before their parts          `pieces`    lines without page headers, flattened pages cut up
`persons`     people in running lists               `header`    the meeting and who was there
`numbering`   where paragraphs and items begin      `items`     what stands under each
"""
