"""From the words of a sentence to draft claims: what befell how many people of which class."""
