"""Files in and out: guarded readers, the official list, differences, writers."""
