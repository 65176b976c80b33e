"""Closed lists of words, apart from what is done with them: nothing here imports anything of ours."""
