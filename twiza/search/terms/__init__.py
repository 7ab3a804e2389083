"""How words are understood, in four languages and three scripts: the same for what is indexed and what is asked."""
