"""Who may sign in to the workspace, and how: with a password, a second factor, or a provider."""

from consultations.accounts.adding import (
    FIRST_FILE,
    FIRST_NAME,
    add_account,
    first_account,
    forget_first_password,
)
from consultations.accounts.faults import AccountError
from consultations.accounts.passwords import (
    SHORTEST_PASSWORD,
    change_password,
    check_new_password,
    check_password,
)
from consultations.accounts.signed_in import account_signed_in, note_sign_in, seal_of

__all__ = [
    "FIRST_FILE",
    "FIRST_NAME",
    "SHORTEST_PASSWORD",
    "AccountError",
    "account_signed_in",
    "add_account",
    "change_password",
    "check_new_password",
    "check_password",
    "first_account",
    "forget_first_password",
    "note_sign_in",
    "seal_of",
]
