"""API v1: read only, one address per noun, by LGD code where there is one."""

from django.urls import path

from .views import decisions, goods, places
from .views.docs import Docs, Schema
from .views.root import Root

app_name = "api"

urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(url_name="api:schema"), name="docs"),
    path("states/", places.States.as_view(), name="states"),
    path("states/<str:lgd_code>/", places.StateDetail.as_view(), name="state"),
    path("districts/", places.Districts.as_view(), name="districts"),
    path("districts/<str:lgd_code>/", places.DistrictDetail.as_view(), name="district"),
    path("products/", goods.Products.as_view(), name="products"),
    path("products/<slug:slug>/", goods.ProductDetail.as_view(), name="product"),
    path("sectors/", goods.Sectors.as_view(), name="sectors"),
    path("sectors/<str:code>/", goods.SectorDetail.as_view(), name="sector"),
    path("hs/", goods.HSCodes.as_view(), name="hs-codes"),
    path("hs/<str:code>/", goods.HSDetail.as_view(), name="hs-code"),
    path("gi/", goods.GIs.as_view(), name="gi"),
    path("exports/", goods.Exports.as_view(), name="exports"),
    path("plans/", decisions.Plans.as_view(), name="plans"),
    path("plans/<str:lgd_code>/", decisions.PlanDetail.as_view(), name="plan"),
    path("strategies/", decisions.Strategies.as_view(), name="strategies"),
    path("strategies/<str:lgd_code>/", decisions.StrategyDetail.as_view(), name="strategy"),
    path("committees/", decisions.Committees.as_view(), name="committees"),
    path("committees/<slug:slug>/", decisions.CommitteeDetail.as_view(), name="committee"),
    path("meetings/", decisions.Meetings.as_view(), name="meetings"),
    path("meetings/<str:id>/", decisions.MeetingDetail.as_view(), name="meeting"),
    path("resolutions/", decisions.Resolutions.as_view(), name="resolutions"),
    path("resolutions/<slug:number>/", decisions.ResolutionDetail.as_view(), name="resolution"),
]
