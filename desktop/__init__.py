"""The application: it shows the plan book and asks it for things."""

import gc

# Python looks for garbage after every 700 new objects, and a window is made of ten thousands: at
# the start that takes longer than to read the book. Reference counts free nearly all of it anyway.
gc.set_threshold(300_000, 20, 20)
