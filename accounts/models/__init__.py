"""Persons, accounts, posts, postings and invitations."""

from .invitation import Invitation
from .person import Person
from .post import Duty, Post, place_refusal
from .posting import Kind, Posting
from .user import User, login_address

__all__ = ["Duty", "Invitation", "Kind", "Person", "Post", "Posting", "User", "login_address", "place_refusal"]
