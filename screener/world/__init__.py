"""The index of the user's life: who and what their files name, and whom of them an asker may be."""
