"""The liaison station client, without a screen."""
