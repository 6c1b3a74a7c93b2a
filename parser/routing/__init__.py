"""The routing header: what stands between the transmission id and the classification line."""
