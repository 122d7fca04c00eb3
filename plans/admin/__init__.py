"""The desk of a plan: one page to read, small forms, moves, frozen texts. Thin: rules and changes stand in plans."""

from accounts.waiting import register_list, register_waiting
from plans.admin.lists import LISTS
from plans.admin.waiting import PROVIDERS

for _name, _title, _count, _about, _move in LISTS:
    register_list(_title, _name, _count, about=_about, move=_move)
for _provider in PROVIDERS:
    register_waiting(_provider)
