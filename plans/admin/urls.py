"""Addresses of the desk, inside /admin/ and before the admin site's own."""

from django.urls import path, re_path

from plans.admin import (
    commenting,
    consulting,
    differences,
    editing,
    lists,
    lookups,
    moving,
    paper,
    pasting,
    plan_page,
    translating,
)

urlpatterns = [
    path("desk/districts/", lists.districts, name="desk-districts"),
    path("desk/committee/", lists.committee, name="desk-committee"),
    path("desk/publish/", lists.publish, name="desk-publish"),
    path("desk/products/", lookups.products, name="desk-products"),
    path("desk/hs/", lookups.hs_codes, name="desk-hs"),
    path("desk/start/<int:place_pk>/", moving.start, name="desk-start"),
    path("plans/<int:pk>/", plan_page.plan, name="desk-plan"),
    path("plans/<int:pk>/difference/", differences.of_version, name="desk-difference"),
    path("plans/<int:pk>/cover/", editing.cover, name="desk-cover"),
    path("plans/<int:pk>/heads/<int:number>/", editing.head, name="desk-head"),
    path("plans/<int:pk>/reasons/<int:reason_pk>/", editing.reason, name="desk-reason"),
    path("plans/<int:pk>/public-comments/", consulting.comments, name="desk-public-comments"),
    path("plans/<int:pk>/public-comments/<int:comment_pk>/<slug:deed>/", consulting.comment, name="desk-public-comment"),
    path("plans/<int:pk>/comment/", commenting.comment, name="desk-comment"),
    path("plans/<int:pk>/comments/<int:comment_pk>/settle/", commenting.settle, name="desk-comment-settle"),
    path("plans/<int:pk>/translation/", translating.overview, name="desk-translation"),
    path("plans/<int:pk>/translation/<int:number>/", translating.head, name="desk-translation-head"),
    path("plans/<int:pk>/do/<slug:name>/", moving.move, name="desk-move"),
    path("plans/<int:pk>/<slug:word>/paste/", pasting.paste, name="desk-paste"),
    path("plans/<int:pk>/<slug:word>/add/", editing.add, name="desk-row-add"),
    path("plans/<int:pk>/<slug:word>/<int:row_pk>/", editing.edit, name="desk-row"),
    path("plans/<int:pk>/<slug:word>/<int:row_pk>/delete/", editing.delete, name="desk-row-delete"),
    path("plans/<int:pk>/<slug:word>/<int:row_pk>/move/", editing.shift, name="desk-row-move"),
    re_path(r"^papers/(?P<sha256>[0-9a-f]{64})/$", paper.paper, name="paper"),
    re_path(r"^papers/(?P<sha256>[0-9a-f]{64})/packet\.pdf$", paper.packet, name="paper-packet"),
    re_path(r"^papers/(?P<sha256>[0-9a-f]{64})/difference/$", differences.of_paper, name="paper-difference"),
]
