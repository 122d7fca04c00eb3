"""Permission in the admin: a ModelAdmin names moves, and may() and reach() answer Django's questions."""

from django.contrib import admin

from common.clock import today

from .acting import held_posts
from .moves import MOVES, Move, Scope
from .permission import may, reach


def may_in_request(request, move, place=None):
    """may() about a place, asked once in a request for the same move and place."""
    kept = _kept(request)
    key = (str(move), getattr(place, "pk", None))
    if key not in kept:
        on = today()
        kept[key] = may(request.user, move, place, on=on, held=held_posts(request, on=on))
    return kept[key]


def reaches_any_place(request, move):
    """Whether there is a place at which the person of this request may make the move; asked once in a request."""
    kept = _kept(request)
    key = (str(move), "anywhere")
    if key not in kept:
        kept[key] = _reaches_any_place(request, move, today())
    return kept[key]


#: Scopes that hold at the post's own place, where that is of this kind.
_AT_THE_POST = {Scope.OWN_DISTRICT: "district", Scope.OWN_STATE: "state", Scope.STATE_ITSELF: "state"}


def _reaches_any_place(request, move, on):
    # The menu of every page asks this of each model: where the posts alone answer it, no query is made.
    found = [(grant.scope, own) for own in held_posts(request, on=on) for grant in MOVES[Move(move)] if own.duty in grant.duties]
    if any(scope is Scope.EVERYWHERE or _AT_THE_POST.get(scope) == own.place.kind for scope, own in found):
        return True
    return bool(found) and reach(request.user, move, on=on).exists()


def _kept(request):
    kept = getattr(request, "_verdicts", None)
    if kept is None or kept[0] != request.user.pk:
        kept = request._verdicts = (request.user.pk, {})
    return kept[1]


class MovesAdmin:
    """Mixin, first in the bases of a ModelAdmin; without any setting the model is reference data.

    view_move, change_move: the move that lets somebody see, and add or change.
        None: nobody does it here (a workflow does).
    add_move, delete_move: like change_move unless set; deleting is off unless
        `may_delete` is true.
    place_path: the look-up from the model to its place ("committee__place"), by
        which lists are limited to reach(). None: the model belongs to no place,
        and only those who may make the move everywhere see it.
    """

    view_move = Move.REFERENCE_DATA
    change_move = Move.REFERENCE_DATA
    add_move = "as change_move"
    may_delete = False
    place_path = None

    def place_of(self, obj):
        """The place of a row, by place_path."""
        place = obj
        for step in (self.place_path or "").split("__") if self.place_path else ():
            place = getattr(place, step)
        return place if self.place_path else None

    def _allows(self, request, move, obj):
        if move is None:
            return False
        if self.place_path is None:
            return bool(may_in_request(request, move))
        if obj is None:
            return reaches_any_place(request, move)
        return bool(may_in_request(request, move, self.place_of(obj)))

    def get_fields(self, request, obj=None):
        """The fields of the model; a row of another model is a link only where its own page would open for this person."""
        names = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return names
        return [self._named_only(request, obj, name) for name in names]

    def _named_only(self, request, obj, name):
        field = next((own for own in self.opts.fields if own.name == name and own.many_to_one), None)
        other = getattr(obj, name) if field else None
        if other is None or not self.admin_site.is_registered(type(other)):
            return name
        if self.admin_site.get_model_admin(type(other)).has_view_permission(request, other):
            return name
        return admin.display(description=field.verbose_name)(lambda row: str(getattr(row, name)))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return self._allows(request, self.view_move, obj) or self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._allows(request, self.change_move, obj)

    def has_add_permission(self, request, *args):
        # An inline is given its parent row; who may change the parent's place may add to it.
        obj = args[0] if args else None
        move = self.change_move if self.add_move == "as change_move" else self.add_move
        if self.place_path is not None and obj is not None and not isinstance(obj, self.model):
            obj = None
        return self._allows(request, move, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_delete and self.has_change_permission(request, obj)

    def has_import_permission(self, request):
        """django-import-export: importing is adding and changing many."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        """django-import-export: exporting is seeing many."""
        return self.has_view_permission(request)

    def get_queryset(self, request):
        """Only rows at places within reach."""
        rows = super().get_queryset(request)
        if self.place_path is None:
            return rows
        within = [reach(request.user, move, on=today()).values("pk") for move in {self.view_move, self.change_move} if move]
        if not within:
            return rows.none()
        limited = rows.filter(**{f"{self.place_path}__in": within[0]})
        for places in within[1:]:
            limited = limited | rows.filter(**{f"{self.place_path}__in": places})
        return limited
