"""Facts and small builders that several tests use."""
