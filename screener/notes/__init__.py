"""What a text claims, wants and mentions: one reader for notes, headlines and answers."""
