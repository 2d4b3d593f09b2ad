"""The dashboard: a static site generated from the published marts, with the evidence one click away.

What belongs here: reading the published build, and writing pages, charts and downloads from it. What does
not: any
figure that the marts do not hold, and any judgement about one.
"""
