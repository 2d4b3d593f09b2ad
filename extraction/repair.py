"""Damaged Chinese text made readable, with an exact map back to the text as received.

What belongs here: the order of the repairs. What counts as damage, and how each kind is undone, stands in the
`repair_*` modules. Anything else comes out as it went in.
"""

from __future__ import annotations

from extraction.repair_annotations import remove_bare_pinyin, remove_insertions
from extraction.repair_characters import drop_what_is_not_text, fold, simplify
from extraction.repair_edits import Draft
from extraction.repair_layout import join_broken_lines
from extraction.repair_mojibake import undo_mojibake
from extraction.repair_numbers import close_spaces, correct_letters
from extraction.stages import RepairedText


def repair(received: str) -> RepairedText:
    """The repaired text of a document as received. Never raises; linear in the length of the text.

    Undamaged simplified text comes out unchanged.
    """
    draft = Draft(received)
    undo_mojibake(draft)
    drop_what_is_not_text(draft)
    remove_bare_pinyin(draft)
    remove_insertions(draft)
    fold(draft)
    simplify(draft)
    correct_letters(draft)
    join_broken_lines(draft)
    close_spaces(draft)
    return draft.finished()
