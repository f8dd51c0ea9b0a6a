//! What seeds found, each as the least script that broke a claim.
