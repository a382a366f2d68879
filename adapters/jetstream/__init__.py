"""The feed on NATS JetStream: a copy for the office's own bus, made so that it can be thrown away and made again."""
