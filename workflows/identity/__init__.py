"""Who may come in: rules of passwords, tries, sessions and tokens, pure; secrets lie in ``adapters.identity``."""
