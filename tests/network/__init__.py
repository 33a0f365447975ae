"""What the network is made of, and whom to turn to."""
