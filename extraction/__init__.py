"""From a document's text to observations: pure functions, no database, no scheduler, no clock, no network.

What belongs here is judgement about text: repair, figures, times, places and what a figure counts.
What does not: reading folders, building models, publishing. Nothing here imports `orchestration`.
"""
