"""The dialogs of the task page."""
