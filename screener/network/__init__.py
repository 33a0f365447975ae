"""What the user's network says of them, and whom they can turn to: audit, referrals, recommendations."""
