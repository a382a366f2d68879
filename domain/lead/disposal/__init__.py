"""Stop order, criminal filing, transfers and the milestones of other tracks."""
