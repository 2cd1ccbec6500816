//! What is true anywhere: identifiers, rules, state machines, and the types
//! that requests and responses are made of. Pure: no I/O, no clock, no
//! randomness; "now" and new identifiers arrive as arguments.
