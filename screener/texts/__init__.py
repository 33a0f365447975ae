"""What is done with texts whoever wrote them: folding, matching, cleaning, and templates."""
