//! What a browser or a host can get wrong: one clear sentence each, and nothing lost.
