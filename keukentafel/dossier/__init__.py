"""What we know of one household now: people, story, plan and aftercare, read from the journal's heads."""
