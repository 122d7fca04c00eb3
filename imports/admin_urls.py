"""Addresses of the imports' desk; deh_portal.urls includes them below /admin/, before the admin's own."""

from django.urls import path

from imports.past_adoptions import door

urlpatterns = [
    path("past-adoptions/", door.past_adoptions, name="past-adoptions"),
]
