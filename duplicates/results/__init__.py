"""What searches of an archive have found, kept beside it; brought up to date instead of made anew.

`store` is the way in; `places` says where the files lie and loads nothing.
"""
