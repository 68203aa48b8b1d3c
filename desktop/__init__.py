"""The application: it shows the plan book and asks it for things."""
