"""What a built program is made of, and how it is handed out."""
