"""What the Bayesian network asks, one kind of question a module."""
