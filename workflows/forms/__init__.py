"""Forms of commands: what may be filled in, and how plain text becomes a command or says all that is wrong with it."""
