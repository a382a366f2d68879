"""How a lead comes in: registered, referred, refused, or taken on to assist."""
