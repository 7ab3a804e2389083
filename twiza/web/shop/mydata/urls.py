from django.urls import path, re_path

from twiza.web.shop.mydata import pages

patterns = [
    path("privacy/mine/", pages.phone, name="mydata"),
    path("privacy/mine/code/", pages.code, name="mydata_code"),
    path("privacy/mine/data/", pages.data, name="mydata_data"),
    re_path(r"^privacy/mine/data\.(?P<kind>json|zip)$", pages.file, name="mydata_file"),
    path("privacy/mine/stop/", pages.stop, name="mydata_stop"),
    path("privacy/mine/erase/", pages.erase, name="mydata_erase"),
    path("privacy/mine/erase/<str:number>/", pages.confirm, name="mydata_confirm"),
    path("privacy/erased/", pages.erased, name="mydata_erased"),
]
