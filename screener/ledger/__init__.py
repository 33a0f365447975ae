"""The user's store: requests, decisions, questions asked, whom they would recommend and why."""
