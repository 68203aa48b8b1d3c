"""The plan book: what a plan is, how it is stored, judged, exchanged and reported, without Qt."""
