"""What Rasa runs of ours: the launcher, the input channel and two NLU components."""
