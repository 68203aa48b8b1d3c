"""单位: who answers for the plan, under which names, through whom."""
