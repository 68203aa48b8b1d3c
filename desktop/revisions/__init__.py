"""目标调整: what later documents changed of a plan, and the plan as it stood before them."""
