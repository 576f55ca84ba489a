"""What a sentence tells of its claims besides: cause, perpetrator, place, time, claimant."""
