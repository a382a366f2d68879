"""Calls the systems that subscribed to the feed, each in order and one call at a time (Standard Webhooks)."""
