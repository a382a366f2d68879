"""Who somebody is: what only he knows or holds, compared with what we keep of it."""
