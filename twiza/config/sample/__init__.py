"""The sample region, Marrakech-Safi: invented, deterministic, made through the same actions as everything else.

Every cooperative says in its own name that it is a sample. Loading twice changes nothing; a load that was cut
goes on where it stopped.
"""

from twiza.config.sample.load import SIGN_INS, load_sample, sign_ins

__all__ = ["SIGN_INS", "load_sample", "sign_ins"]
