"""Addresses of the committees' desk; deh_portal.urls includes them below /admin/, before the admin's own."""

from django.urls import path

from committees.desk import agenda, deciding, meetings, seats, setting_up

urlpatterns = [
    path("set-up/depc/", setting_up.set_up, name="set-up-depc"),
    path("set-up/sepc/", setting_up.set_up, {"kind": "sepc"}, name="set-up-sepc"),
    path("depc/<slug:slug>/", seats.committee, name="desk-depc"),
    path("depc/<slug:slug>/links/", setting_up.links, name="desk-depc-links"),
    path("depc/<slug:slug>/seats/new/", seats.add_seat, name="desk-seat-add"),
    path("depc/<slug:slug>/seats/<int:pk>/end/", seats.end_seat, name="desk-seat-end"),
    path("meetings/", meetings.meetings, name="desk-meetings"),
    path("meetings/call/<slug:slug>/", meetings.call, name="desk-meeting-call"),
    path("meetings/<int:public_id>/", meetings.meeting, name="desk-meeting"),
    path("meetings/<int:public_id>/join/<slug:slug>/", meetings.join, name="desk-meeting-join"),
    path("meetings/<int:public_id>/agenda/<slug:slug>/", agenda.put_on, name="desk-agenda"),
    path("meetings/<int:public_id>/attendance/<slug:slug>/", meetings.attendance, name="desk-attendance"),
    path("meetings/<int:public_id>/delegate/<slug:slug>/", meetings.delegate, name="desk-delegate"),
    path("meetings/<int:public_id>/open/", meetings.open_sitting, name="desk-meeting-open"),
    path("meetings/<int:public_id>/close/", meetings.close_sitting, name="desk-meeting-close"),
    path("meetings/<int:public_id>/cancel/", meetings.cancel, name="desk-meeting-cancel"),
    path("items/<int:pk>/open/", agenda.open_item, name="desk-item-open"),
    path("items/<int:pk>/take-off/", agenda.take_off, name="desk-item-take-off"),
    path("items/<int:pk>/vote/", deciding.vote, name="desk-vote"),
    path("items/<int:pk>/step-aside/", deciding.step_aside, name="desk-step-aside"),
    path("items/<int:pk>/hands/", deciding.hands, name="desk-hands"),
    path("items/<int:pk>/draw-up/", deciding.draw_up, name="desk-draw-up"),
    path("resolutions/<int:pk>/", deciding.resolution, name="desk-resolution"),
    path("resolutions/<int:pk>/sign/", deciding.sign, name="desk-sign"),
    path("resolutions/<int:pk>/concur/", deciding.concur, name="desk-concur"),
    path("resolutions/<int:pk>/send-back/", deciding.send_back, name="desk-send-back"),
]
