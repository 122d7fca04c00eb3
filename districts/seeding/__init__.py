"""Loading the facts the portal starts from, without ever undoing what people edited."""
