"""What imports write: taken in, reviewed, brought in, undone. Nothing here enacts a decision (design §4.9)."""

from samverka.imports.operations import review
from samverka.imports.operations.applying import apply_run, give_up_applying, request_apply
from samverka.imports.operations.pictures import resume
from samverka.imports.operations.review import (
    accept_record,
    answer_all,
    answer_field,
    choose_target,
    correct_field,
    discard_run,
    drop_record,
    keep_register,
    omit_field,
    set_facts,
)
from samverka.imports.operations.taking_in import attach_job, fail_run, hold_against_register, read_run, start_import
from samverka.imports.operations.undoing import CannotUndo, Hindrance, undo

__all__ = [
    "CannotUndo", "Hindrance", "accept_record", "answer_all", "answer_field", "apply_run", "attach_job", "choose_target", "correct_field", "discard_run",
    "drop_record", "fail_run", "give_up_applying", "hold_against_register", "keep_register", "omit_field", "read_run", "request_apply", "resume", "review", "set_facts", "start_import", "undo",
]  # fmt: skip
