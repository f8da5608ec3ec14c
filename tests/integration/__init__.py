"""The parts together: databases, the protocol, bad input and faults."""
