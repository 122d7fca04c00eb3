"""Persons, accounts, posts, postings, invitations, and notices owed."""

from .invitation import Invitation
from .notice import TOLD, Notice, NoticeState
from .person import Person
from .post import Duty, Post, place_refusal
from .posting import Kind, Posting
from .user import User, login_address

__all__ = [
    "TOLD",
    "Duty",
    "Invitation",
    "Kind",
    "Notice",
    "NoticeState",
    "Person",
    "Post",
    "Posting",
    "User",
    "login_address",
    "place_refusal",
]
