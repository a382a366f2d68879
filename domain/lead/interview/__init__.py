"""Warning interview 警示约谈, order to rectify 责令整改 and its re-check."""
