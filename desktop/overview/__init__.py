"""总览: whose plan it is and where it stands."""
