"""任务: sections, tasks, what is done for them, what they promise."""
