"""Addresses under /account/."""

from django.urls import path

from . import passwords, views
from .second_factor import second_factor_page

urlpatterns = [
    path("join/<str:token>/", views.join_page, name="account-join"),
    path("post/", views.choose_post_page, name="account-choose-post"),
    path("second-factor/", second_factor_page, name="account-second-factor"),
    *passwords.urlpatterns,
]
