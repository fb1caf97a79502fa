"""The demonstration: an invented year in Dalad Banner, its people, its photos and its messages.

Only material lives here: typed tables and a photo drawer, without Django, clock or database. Every
paper, figure and event is invented (演示推演); people appear by role and number.
"""
